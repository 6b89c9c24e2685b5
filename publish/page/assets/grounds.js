"use strict";
// Why a figure is read as it is: the rule and the cues of each part, with their words and where they stand.
(function (fazhi) {
  const { el, say } = fazhi;

  Object.assign(fazhi.words.zh, {
    other_words: "规则未见过的词：{words}",
    grounds: "为何这样读",
    ground_exclusion: "排除",
    ground_words: "“{words}”",
    ground_at: "第{start}个字符",
    role_unsaid: "没有词语说它不是当期数值",
    role_by_unit: "由单位、栏目或标题而定",
    year_unsaid: "没有词语另说年份，取报告年度",
  });
  Object.assign(fazhi.words.en, {
    other_words: "words that no rule was made with: {words}",
    grounds: "Why it is read so",
    ground_exclusion: "Excluded",
    ground_words: "“{words}”",
    ground_at: "at character {start}",
    role_unsaid: "no word makes it anything but the value of the period",
    role_by_unit: "by its unit, its column or its heading",
    year_unsaid: "no word names another year than the report’s",
  });

  fazhi.addCodes({
    topic: {
      court_mediation: ["法院调解、诉前调解", "mediation in and for the courts"],
      other_mediation: ["其他调解", "other mediation"],
      consumer: ["消费维权", "consumer complaints"],
      fair_competition: ["公平竞争审查", "fair competition reviews"],
      labor_arbitration: ["劳动人事争议仲裁", "labour and personnel arbitration"],
      petition_review: ["信访复查复核", "review of petitions"],
      petition_backlog: ["信访积案", "long-standing petitions"],
      petition_priority: ["信访突出问题", "outstanding petitions"],
      petition: ["信访", "petitions"],
      other_hotline: ["其他热线", "other hotlines"],
      hotline: ["政务服务热线", "government hotline"],
      community: ["基层治理事项", "grass-roots issues"],
      admin_mediation: ["行政调解和司法调解", "mediation by agencies and courts"],
      admin_review_respondent: ["作为被申请人的复议", "reviews as the respondent"],
      admin_review: ["行政复议", "administrative review"],
      admin_litigation: ["行政应诉", "administrative litigation"],
      arbitration: ["仲裁", "arbitration"],
      legal_aid: ["法律援助", "legal aid"],
      notary: ["公证和司法鉴定", "notaries and forensic opinions"],
      judicial_advice: ["检察建议和司法建议", "advice of courts and procurators"],
      correction_supervision: ["社区矫正", "community correction"],
      mediation: ["人民调解", "people’s mediation"],
      enforcement_file: ["执法案卷", "enforcement files"],
      enforcement_officer: ["执法人员", "enforcement officers"],
      penalty_summary: ["简易程序处罚", "penalties by summary procedure"],
      penalty_ordinary: ["普通程序处罚", "penalties by ordinary procedure"],
      penalty: ["行政处罚", "penalties"],
      enforcement: ["行政执法", "enforcement"],
      random_inspection: ["双随机抽查", "random inspection"],
      certificate: ["证明事项", "certificates"],
      zero_visit: ["一次不跑", "no visit"],
      one_visit: ["最多跑一次", "one visit at most"],
      bundle: ["一件事一次办", "one matter handled at once"],
      cross_region: ["跨域通办", "handled across regions"],
      off_hours: ["延时错时服务", "service out of hours"],
      approval: ["行政审批", "approvals"],
      power: ["行政权力", "administrative powers"],
      disclosure: ["政府信息公开", "disclosure of information"],
      service_online: ["网上办理", "online services"],
      service: ["政务服务", "government services"],
      approval_time: ["审批时限", "approval times"],
      credit: ["信用信息", "credit information"],
      party_document: ["党内文件", "party documents"],
      legislation_regulation: ["地方性法规", "local regulations"],
      legislation_rule: ["政府规章", "government rules"],
      normative_document: ["规范性文件", "normative documents"],
      legality_review: ["合法性审查", "legality review"],
      proposal: ["建议提案", "proposals of deputies"],
      legal_education: ["法律明白人", "legal education"],
      law_firm: ["律师事务所", "law firms"],
      legal_adviser: ["法律顾问", "legal advisers"],
      lawyer: ["律师", "lawyers"],
      training: ["培训", "training"],
      publicity: ["普法宣传", "publicity"],
      supervision: ["督察监督", "supervision"],
      investment_government: ["政府投资项目", "government investment"],
      investment_enterprise: ["企业投资项目", "enterprise investment"],
      construction_approval: ["工程建设项目审批", "approval of construction projects"],
      enterprise_startup: ["企业开办", "starting an enterprise"],
      app_users: ["注册用户", "registered users"],
      other_service: ["其他服务", "other services"],
    },
    // what cues say, by judgement (seeds/cues/)
    wording_says: {
      completed: ["由这些词补足写法", "the wording is completed by these words"],
      growth: ["增长的词不算写法", "words of growth are left out"],
      nothing: ["只作对照，不算主题", "only compares, names no topic"],
    },
    claim_says: {
      named_part: ["所指名的部分", "a part by its name"],
      series: ["逐年、逐期的数字", "a year or a month of a series"],
      comparison: ["与前一个数字对照", "compares with the figure before"],
      share: ["占前一个数字所说总数的比例", "a share of what the figure before counts"],
      part: ["前一个数字中某一级政府的部分", "a level’s part of the figure before"],
      batch: ["两数中按批计的", "of a pair the one in batches"],
      person_time: ["两数中按人计的", "of a pair the one in persons"],
      ahead: ["所对照的数字在后", "what it is compared with stands behind"],
      days_cut: ["减少的天数，不是用时", "days cut, no time that it takes"],
    },
    role_says: {
      change: ["增减", "a change"],
      fall: ["是减少", "a change downwards"],
      prior: ["前期的数", "an earlier value"],
      target: ["目标", "a target"],
    },
    period_says: {
      nothing: ["不是这个数的年份", "not the figure’s year"],
      moved_from: ["变化之前的年份", "a year before the movement"],
      year_behind: ["年份在数字之后", "the year stands behind the number"],
      year_right_before: ["年份紧接在数字之前", "the year stands right before the number"],
      own_year: ["本数的年份", "its own year"],
      compared_year: ["所对照的年份", "the year compared with"],
      last_year: ["上一年", "the year before"],
      this_year: ["当年之内", "within the year"],
      compared_with: ["所对照的时间", "the time that something is set against"],
      said_last_year: ["本分句说的是上一年", "the year before, in its clause"],
      within_this_year: ["当年之内", "within the year"],
      since: ["自某年以来", "since a year"],
      since_something: ["自某事以来", "since something happened"],
      background: ["只说从何时起", "only says when something began"],
      year_so_far: ["年初至今", "the year so far"],
      several_years: ["几年", "several years"],
      half_year: ["半年", "half a year"],
      quarter: ["季度", "a quarter"],
      months: ["年初到某月", "from the year’s beginning to a month"],
      month: ["某月", "a month"],
      day: ["某日", "a day"],
      part_of_year: ["一年中的一段", "a part of the year"],
      cumulative: ["累计", "counted since an earlier time"],
      cut_off: ["截至日期", "the cut-off date"],
    },
    scope_says: {
      own: ["发布机关本身", "the reporting body itself"],
      whole: ["整个辖区", "the whole jurisdiction"],
      part: ["辖区的一部分", "a part of the jurisdiction"],
      place: ["只说地方，不说范围", "names the place more than the extent"],
      body: ["某一个机关", "one body among others"],
      bureau: ["某一个部门", "a bureau"],
      nothing: ["不算口径", "says nothing of whose it is"],
      above: ["上级，不算口径", "a level above, says where and not whose"],
      level_named: ["两级之一", "one of two levels"],
      both_levels: ["两级", "two levels"],
      behind: ["口径在数字之后", "the scope stands behind the number"],
    },
    exclusion_says: { "": ["不算某些指标", "rules some metrics out"] },
  });

  // The section of the evidence that tells it.
  fazhi.grounds = function (figure) {
    const cues = (figure.cues || "")
      .split("\n")
      .filter(Boolean)
      .map((line) => {
        const [judgement, id, says, words, start] = line.split("\t");
        return { judgement, id, says, words, start };
      });
    const of = (...judgements) => cues.filter((cue) => judgements.includes(cue.judgement));
    const bases = new Map(figure.confidence_reasons.split(";").map((reason) => reason.split(":")));
    const claim = bases.get("claim") || "wording";
    const follows = claim === "wording" ? of("wording") : of("wording", "claim");
    return el(
      "section",
      { class: "grounds" },
      el("h3", {}, say("grounds")),
      fazhi.terms([
        [
          say("topic"),
          [
            fazhi.say("topic_of", {
              topic: fazhi.topicName(figure.topic),
              basis: fazhi.code("topic_basis", bases.get("topic") || "none"),
            }),
            of("topic").map((cue) => el("span", { class: "note" }, placed(cue))),
          ],
        ],
        [
          say("metric"),
          [
            fazhi.code("claim", claim),
            el("span", { class: "note" }, `${say("rule")} ${figure.rule_id}`),
            told(follows),
          ],
        ],
        [
          say("scope"),
          [told(of("scope")), unsaid(of("scope"), fazhi.code("scope_basis", bases.get("scope") || "none"))],
        ],
        [
          say("role"),
          [told(of("role")), unsaid(of("role"), say(figure.role === "level" ? "role_unsaid" : "role_by_unit"))],
        ],
        [say("year"), [told(of("period")), unsaid(of("period"), say("year_unsaid"))]],
        [say("ground_exclusion"), of("exclusion").length ? told(of("exclusion")) : null],
      ]),
    );
  };

  // What is said where no cue decides.
  const unsaid = (cues, words) =>
    cues.some((cue) => !["nothing", "above", "moved_from"].includes(cue.says)) ? null : words;

  const told = (cues) =>
    cues.length
      ? el(
          "ul",
          { class: "cues" },
          cues.map((cue) =>
            el("li", {}, said(cue), el("span", { class: "note" }, placed(cue), " ", el("code", {}, cue.id))),
          ),
        )
      : null;

  // What the cue says; of most cues of wordings that is what the wording becomes.
  const said = (cue) =>
    cue.judgement === "wording" && !["growth", "nothing"].includes(cue.says)
      ? fazhi.code("wording_says", "completed")
      : fazhi.code(`${cue.judgement}_says`, cue.says);

  const placed = (cue) =>
    [
      cue.words ? el("span", { lang: "zh-Hans" }, say("ground_words", { words: cue.words })) : null,
      cue.start ? ` ${say("ground_at", { start: cue.start })}` : null,
    ].filter(Boolean);
})(window.fazhi);
