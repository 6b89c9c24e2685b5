"use strict";
// The codes of the marts in words: [中文, English]. A code that is not here is shown as it is.
(function (fazhi) {
  const CODES = {
    level: {
      province: ["省级", "province"],
      prefecture: ["地市级", "prefecture"],
      county: ["县区级", "county"],
      zone: ["开发区", "development zone"],
    },
    scope: {
      own: ["发布机关本身", "the reporting body itself"],
      whole: ["整个辖区", "the whole jurisdiction"],
      part: ["辖区的一部分", "a part of the jurisdiction"],
      unstated: ["未说明", "not stated"],
    },
    role: {
      level: ["当期数值", "value of the period"],
      prior: ["前期数值", "earlier value"],
      change: ["增减", "change"],
      target: ["目标", "target"],
    },
    bound: { approx: ["约", "about "], ge: ["≥", "≥"], le: ["≤", "≤"] },
    range: { low: ["区间下端", "low end of a range"], high: ["区间上端", "high end of a range"] },
    day_kind: {
      working: ["工作日", "working days"],
      calendar: ["自然日", "calendar days"],
      unstated: ["未说明是工作日还是自然日", "not said whether working days"],
    },
    kind: {
      count: ["数量", "count"],
      rate: ["比率", "rate"],
      amount: ["金额", "amount"],
      duration: ["时长", "duration"],
      ratio: ["比例", "ratio"],
    },
    report_kind: {
      government: ["政府报告", "government report"],
      department: ["部门报告", "department’s report"],
      development_zone: ["开发区报告", "zone’s report"],
    },
    coverage: {
      reported: ["已报告", "reported"],
      not_reported: ["报告中没有", "not reported"],
      could_not_be_read: ["有但未读懂", "could not be read"],
      report_missing: ["缺报告", "report missing"],
    },
    stage: {
      received: ["收到", "received"],
      accepted: ["受理", "accepted"],
      rejected: ["不予受理", "not accepted"],
      concluded: ["办结", "concluded"],
      outcome: ["结果", "outcome"],
      corrected: ["纠错", "corrected"],
      hearing: ["听证", "hearing"],
      respondent: ["被申请", "respondent"],
      responded: ["应诉", "responded"],
      appearance: ["出庭", "appearance"],
      amount: ["金额", "amount"],
      resolved: ["解决", "resolved"],
      capacity: ["能力", "capacity"],
      satisfaction: ["满意", "satisfaction"],
      reviewed: ["评查", "reviewed"],
      published: ["公开", "published"],
      limit: ["时限", "limit"],
      actual: ["实际用时", "time taken"],
      reduction: ["压缩", "cut"],
    },
    outcome: {
      holds: ["成立", "holds"],
      fails: ["不成立", "fails"],
      cannot_be_assessed: ["无法判断", "cannot be assessed"],
    },
    reason: {
      exact: ["完全一致", "exact"],
      rounded: ["四舍五入", "rounded"],
      cut_off: ["截尾", "digits cut off"],
      within_bounds: ["在印出的数所容许的范围内", "within what the printed numbers leave open"],
      other_terms_than_defined: ["对，但所据不是目录定义的总数", "right, but of another whole than the catalogue’s"],
      a_figure_beside_explains_it: ["句中另一个数可以解释", "a number beside it explains it"],
      rest_is_stated_beside: ["余数在旁边写明", "the rest is stated beside"],
      carried_over_is_stated: ["写明有结转案件", "cases carried over are stated"],
      other_reading_of_the_growth: ["按另一种读法成立", "right by another reading of the growth"],
      terms_give_another_rate: ["两个数算出的是另一个比率", "its terms give another rate"],
      terms_give_another_growth: ["两个数算出的是另一个增幅", "its terms give another growth"],
      parts_are_more_than_the_total: ["各部分之和大于总数", "the parts are more than the total"],
      parts_leave_a_rest: ["各部分之和小于总数", "the parts leave a rest"],
      more_than_it_can_be: ["大于可能的最大值", "more than it can be"],
      outside_limits: ["超出界限", "outside its limits"],
      term_not_stated: ["缺一个数", "a term is not stated"],
      earlier_value_not_stated: ["没有前期数", "the earlier value is not stated"],
      level_not_stated: ["没有当期数", "the level is not stated"],
      several_values_stated: ["报告有几个不同的数", "several values are stated"],
      term_of_another_year: ["另一个数是另一年的", "a term is of another year"],
      term_of_another_scope: ["另一个数是另一口径的", "a term is of another scope"],
      term_of_another_cut_off: ["另一个数截至日期不同", "a term has another cut-off"],
      term_of_another_sentence: ["另一个数在别的句子", "a term stands in another sentence"],
      terms_of_another_item: ["所据的数在别的段落", "its terms stand in another item"],
      breakdown_is_not_complete: ["分项不全", "the breakdown is not complete"],
      a_figure_beside_is_not_read: ["旁边有个数没有读懂", "a number beside it is not read"],
      carried_over_is_not_stated: ["没有说明结转", "cases carried over are not stated"],
      defined_whole_is_not_measured: ["定义的总数不在目录之内", "the defined whole is no metric"],
      whole_is_zero: ["总数为零", "the whole is zero"],
      earlier_value_is_zero: ["前期数为零", "the earlier value is zero"],
    },
    refused: {
      unreadable: ["无法读取", "cannot be read"],
      missing: ["文件不在", "the file is missing"],
      unreachable: ["网址打不开", "the address cannot be reached"],
      too_large: ["文件太大", "the file is too large"],
      unsupported_format: ["格式不支持", "the format is not supported"],
      broken: ["文件已损坏", "the file is damaged"],
      reading_ended: ["读取中途停止", "reading it ended before its end"],
      too_slow: ["读取耗时或内存过多", "it takes more time or memory than any report needs"],
      encrypted: ["文件有密码", "the file asks for a password"],
      scanned: ["是扫描图片，没有文字", "it is pictures of pages, without text"],
      ocr_failed: ["文字识别没有成功", "its pictures could not be read"],
      unsafe_path: ["路径指向文件夹或压缩包之外", "its path leads out of the folder or archive"],
      refused_address: ["网址不可抓取", "the address may not be fetched"],
      offset_mismatch: ["位置与原文对不上", "its offsets do not fit its text"],
      empty: ["文件是空的", "the file is empty"],
      not_text: ["不是文本", "it is no text"],
      unreadable_encoding: ["编码无法辨认", "its encoding cannot be told"],
      ambiguous_register: ["登记表有歧义", "the register is ambiguous"],
      malformed_register: ["压缩包内的登记表有误", "the register in its archive is malformed"],
      not_a_report: ["不是报告", "it is no report"],
    },
    doubtful: {
      register_contradicted: ["标题与登记表不一致", "its title contradicts the register"],
      place_unsure: ["地区不确定", "its place is not sure"],
      year_unsure: ["年份不确定", "its year is not sure"],
    },
    waiting: {
      "no rule claims its wording": ["没有规则认得", "no rule claims its wording"],
      "low confidence": ["置信度低", "low confidence"],
      "its unit does not fit the metric": ["单位与指标不合", "its unit does not fit the metric"],
      "a rate outside 0 to 100": ["比率超出0至100", "a rate outside 0 to 100"],
      "cannot be read: no value": ["读不出数值", "no value can be read"],
    },
    topic_basis: {
      label: ["数字前的词点明", "named in the words before the number"],
      counted: ["由所数的事物点明", "named by what is counted"],
      after: ["数字后的词点明", "named behind the number"],
      sentence: ["本句前文点明", "named earlier in the sentence"],
      item: ["承上句", "carried over from an earlier sentence"],
      heading: ["承标题", "carried over from the headings"],
      none: ["未点明", "not named"],
    },
    claim: {
      wording: ["按自身写法认出", "claimed by its own wording"],
      comparison: ["随所对照的数字", "takes the metric of the figure it is compared with"],
      share: ["前一个数字在总数中所占的比率", "the rate of which the figure before it is the numerator"],
      part: ["前一个数字中某一级政府的部分", "the part of the figure before it that a level of government has"],
      named_part: ["前面总数中所指名的部分", "a named part of the total before it"],
      series: ["前面指标逐年、逐期的数字", "a year or a month of the series before it"],
    },
    terms: {
      own: ["用的是这一类事项专有的词", "in terms that belong to this kind of case alone"],
      shared: ["用的词别的程序也用", "in terms that other procedures use too"],
    },
    damage: {
      gap_in_number: ["数字中间断开", "a gap in the number"],
      unit_lost: ["单位脱落", "the unit is lost"],
      number_too_long: ["数字过长", "the number is too long"],
      not_a_number: ["不成数字", "it is no number"],
      unsure_number: ["数字读法不定", "the number can be read in several ways"],
      wide_separator: ["分隔符不明", "its separator is not clear"],
      touched: ["与别的字符相连", "it touches other characters"],
      disguised: ["文字被藏起或改头换面", "its characters are hidden or disguised"],
    },
    plain: {
      "several things": ["一处说了几样事物", "several things in one label"],
      "chinese numeral": ["汉字数字", "a Chinese numeral"],
      "recognised in a picture": ["由图片识别", "recognised in a picture"],
    },
    scope_basis: {
      sentence: ["口径见于本句", "scope named in the sentence"],
      item: ["口径承上句", "scope carried over from an earlier sentence"],
      heading: ["口径见于上级标题", "scope named in a heading above it"],
      report: ["口径见于标题，或全文只有这一口径", "scope of the title, or the only one that the report names"],
      none: ["没有口径的词", "no word of scope"],
      metric: ["口径由指标而定", "scope given by the metric"],
      report: ["口径由报告机关而定", "scope given by who reports"],
    },
    unit_basis: {
      shared: ["与另一个数共用单位", "unit shared with another number"],
      inferred: ["单位是推断的", "unit inferred"],
      none: ["没有单位", "no unit printed"],
    },
  };

  // What stands before a colon in why a figure waits; behind it are rules, or how the text is damaged.
  const WAITING_BEFORE = {
    "rules conflict": ["规则冲突", "rules conflict"],
    "cannot be read": ["读不出", "cannot be read"],
    "cues conflict": ["线索不一，按次序取舍", "cues say different things, their order has settled it"],
  };

  // Why the figures of a wording wait for a rule.
  fazhi.waiting = function (reason) {
    const [before, ...behind] = reason.split(": ");
    const known = WAITING_BEFORE[before];
    if (!known || reason in CODES.waiting) return fazhi.code("waiting", reason);
    const what = before === "cannot be read" ? fazhi.code("damage", behind[0]) : behind.join(": ");
    return fazhi.say("titled", { name: known[fazhi.language === "zh" ? 0 : 1], what });
  };

  // The code of a kind in words.
  fazhi.code = function (kind, code) {
    const found = CODES[kind] && CODES[kind][code];
    return found ? found[fazhi.language === "zh" ? 0 : 1] : code;
  };

  const KINDS_OF_BASIS = {
    claim: "claim",
    scope: "scope_basis",
    unit: "unit_basis",
    terms: "terms",
    damage: "damage",
  };

  // What a confidence rests on, from topic:sentence;claim:wording;scope:none
  fazhi.reasons = function (figure) {
    return figure.confidence_reasons.split(";").map((reason) => {
      const [kind, code] = reason.split(":");
      if (kind === "topic")
        return fazhi.say("topic_of", { topic: fazhi.topicName(figure.topic), basis: fazhi.code("topic_basis", code) });
      if (kind === "other words") return fazhi.say("other_words", { words: code });
      if (kind === "correction") return fazhi.say("titled", { name: fazhi.say("corrections"), what: code });
      return KINDS_OF_BASIS[kind] ? fazhi.code(KINDS_OF_BASIS[kind], code) : fazhi.code("plain", reason);
    });
  };

  // Codes that another file has words for.
  fazhi.addCodes = (more) => Object.assign(CODES, more);

  // Topics carry the names of the fields that they belong to, where they have one.
  fazhi.topicName = function (topic) {
    if (topic && fazhi.caseTypes.has(topic)) return fazhi.caseTypeName(topic);
    return topic && topic !== "none" ? fazhi.code("topic", topic) : "–";
  };

  // A check's statement is “中文 / English”.
  fazhi.statement = function (statement) {
    const [chinese, ...english] = statement.split(" / ");
    return fazhi.language === "zh" ? chinese : english.join(" / ") || chinese;
  };
})(window.fazhi);
