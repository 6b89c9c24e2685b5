"use strict";
// Everything that the page itself says, in each language. {n} stands for a value; one/other for singular and plural.
(function (fazhi) {
  fazhi.words = {
    zh: {
      tag: "zh-Hans", site: "法治政府建设报告数据对比", skip: "跳到正文", sections: "栏目", language: "语言", other_language: "English",
      overview: "概览", compare: "对比", places: "地区", metrics: "指标", gaps: "缺漏与存疑",
      colophon: "数字均取自各地公布的法治政府建设年度报告，逐个可回到原句。空缺不等于零。最近一次入库：{date}。",
      colophon_charts: "图表由 Vega 绘制。", loading: "正在载入……", not_found: "没有这一页。", no_data: "没有这份数据，或数据文件没有一同拷贝。",
      back_to_overview: "回到概览",
      lead: "各级政府每年报告法治政府建设情况，数字散落在行文之中。这里把每个数字归入统一指标，并列对照；口径、年份、截至日期不同的，说明为何不可比。",
      three_questions: "从三个问题开始", question_closure: "受理的行政复议案件，哪个地方办结得最多？",
      question_gap: "哪个地方所称的调解成功率，与它自己的数字不符？", question_limit: "企业投资项目审批时限，哪个地方最短？可比吗？",
      about_closure: "{n}个地方同时报告了受理数和审结数", about_gap: "{n}个地方同时报告了成功率及推算所需的两个数，{m}个相差超出舍入", about_limit: "{n}个地方报告了时限，最大的可比组有{m}个",
      none_yet: "还没有可用的数字", see_answer: "查看", in_numbers: "规模", reports: "报告", jurisdictions: "地区", figures_printed: "报告中的数字",
      facts: "归入指标的数据", of_figures_used: "其中{n}个已采用", metrics_reported: "有数据的指标", of_metrics: "目录共{n}项", superseded: "另有{n}份旧版", years: "年份", checks_failing: "不成立的核对",
      of_checks: "成立{hold}项，无法判断{open}项", what_is_missing: "缺什么", what_fails: "哪里存疑", cells: "地区×年份×指标", share: "占比",
      refused_files: "拒收的文件", refused_note: {other: "{n}个文件没有读入"}, none_refused: "没有文件被拒收", waiting: "待认的写法", waiting_note: "{n}种写法、{m}个数字还没有规则认得", details: "详情",
      fact_tables: "四张对比表", fct_cases_handled: "办案数量", fct_approval_times: "审批时间", fct_mediation_rates: "调解成功率", fct_service_capacity: "服务能力",
      about_fct_cases_handled: "复议、应诉、仲裁、信访、热线、执法、政务服务", about_fct_approval_times: "时限、实际用时、压缩天数", about_fct_mediation_rates: "受理、成功、所称与推算的比率", about_fct_service_capacity: "事项、人员、机构、制度",
      how_to_read: "怎样读", read_empty: "没有数字就是没有找到，不是零。", read_sets: "同一指标、年份、口径、截至日期、级别的数值归为一个可比组，只在组内排名；第1名是最大的，不一定是最好的。", read_bounds: "≥、≤、约 照录原文的“以上”“以内”“左右”。", read_derived: "“推算”是用报告自己的数字算出的，与所称的分列，互不替代。", read_click: "点任何一个数字，看它的原句、规则、置信度和核对。",
      metric: "指标", year: "年份", level: "级别", scope: "口径", all: "全部", find_place: "查找地区", place: "地区", value: "数值", as_of: "截至日期", rank: "组内排名", comparability: "可比性", doubt: "存疑",
      unit: "单位", sort: "排序", sort_by: "按“{name}”排序", ascending: "升序", descending: "降序", keep_sets: "按可比组分开", mix_sets: "不分组，全部混排", reset: "清除筛选", filters: "筛选",
      values_shown: {other: "{n}个数值"}, rows_shown: {other: "{n}行"}, set_values: {other: "{n}个可比"}, alone: "不在任何可比组内", alone_note: "各自的原因见“可比性”一栏",
      one_set: "{n}个数值都在同一个可比组里。", sets_found: "{total}个数值中，{m}个分在{n}个可比组里。", no_sets: "{n}个数值彼此都不可比：没有两个是同一年份、口径、截至日期和级别的。", leader: "最大的可比组（{set}，{n}个）中，{first}：{place}，{value}。", largest: "最大", smallest: "最小", only_value: "只有{place}一地有此数值（{value}），无从比较。",
      not_comparable_short: "不同组的数值不可直接比较。", nothing_fits: "没有符合筛选条件的数值。", chart: "图", chart_label: "{name}：条形图，数据见下表。", chart_capped: "图中只画前{n}个，另有{m}个见下表。", chart_bars: "图：{name}（{unit}）", chart_failed: "图没有画出来；数据见下表。",
      page_of: "第{page}页，共{pages}页", previous: "上一页", next: "下一页", pages: "分页", unknown: "不详", unknown_place: "不知何地", unranked: "不排名", unranked_role: "不排名：是{role}，不是当期数值", unranked_repeated: "不另排名：同一数值的重复", rank_of: "{rank}／{size}",
      ratio_review_closure: "审结占受理的比例（推算）", ratio_people_mediation: "调解成功率：所称与推算", ratio_review_mediation: "复议调解结案率：所称与推算", derived_measures: "推算的比率",
      whole_review_closure: "受理", part_review_closure: "审结", whole_people_mediation: "受理", part_people_mediation: "调解成功", whole_review_mediation: "审结", part_review_mediation: "调解结案",
      note_review_closure: "审结数除以同年、同口径、同截至日期的受理数。报告没有说明审结的是否都是当年受理的，上年结转的案件可能也在其中，所以可能超过100%。约数与上下限不用来推算。",
      note_people_mediation: "所称的比率照录报告，推算的比率用同一份报告的成功数除以受理数，二者不互相替代。差异在舍入或截尾之内的，算相符。", note_review_mediation: "所称的比率照录报告，推算的比率用同一份报告的调解结案数除以审结数，二者不互相替代。",
      stated: "所称", derived: "推算", gap: "相差（百分点）", judgement: "是否相符", agrees: "相符（{reason}）", differs: "不符", cannot_tell: "无法判断", differing: "所称与推算不符的：{n}个（{names}）。", share_of: "{share}（{whole}件中{part}件）", none_differing: "所称与推算都有的{n}个，没有一个相差超出舍入。", unjudged: "其中{n}个无法判断。", and_more: "等{n}个",
      why_no_derived: "没有推算：缺一个数，或不止一个值", derived_bound: "约数或上下限，不推算",
      ratio_ranked: "在同类、同年、同口径、同截至日期、同级别的{n}个中从大到小排列", ratio_alone: "不排名：没有同类、同年、同口径、同截至日期、同级别的另一个", ratio_underived: "不推算：缺一个数、不止一个值，或是约数、上下限", ratio_unplaced: "不排名：地区或年份不详", ratio_part: "只是本地区的一部分，见原句", ratio_unstated: "报告未说明是谁的数字",
      no_formula: "目录未列公式", formula: "算法", definition: "定义（目录用英文）", definition_own: "定义", code: "代码", kind: "数的种类", case_type: "类别", stage: "环节", coverage: "覆盖情况", who_reports: "谁报告了它", values: "数值", rules_claiming: "由哪些写法认出", rule: "规则", pattern: "写法", note: "备注", used_times: "采用次数", to_comparison: "在对比表中查看",
      places_intro: "有报告入库或有数据的地区。", province: "省级", belongs_to: "隶属", report_years: "报告年份", facts_count: "数据", failing_count: "不成立的核对", search: "查找", any_level: "全部级别",
      profile: "概况", what_it_reports: "报告了什么", trend: "历年变化", trend_none: "没有哪一项指标有两个年份以上的可比数值，画不出变化。", trend_metric: "指标", trend_note: "实心点是当年报告的数，空心点是后来的报告回顾的数；线只连口径、单位和截至日期相同的点。", trend_label: "{name}：历年折线图，数据见下表。", role: "性质", rank_in_set: "组内排名",
      missing_of_place: "没有报告的指标", see_list: "列出", issuer: "发布机关", published: "公布日期", file: "文件", address: "网址", report: "报告", report_year: "报告年度", characters: "{n}字", figures_of_report: "数字 {n}，采用 {m}", untitled: "（原文无题名）", version: "第{n}版", open_address: "打开原网页",
      metrics_intro: "目录中的全部指标。括号内为有数据的地区数。", no_values: "尚无数据",
      gaps_intro: "没有的、没读懂的、对不上的，都列在这里。", coverage_by_metric: "各指标的覆盖情况", left_out: "另有{n}行未列出，全部见数据库的 {table} 表。", failing_intro: "报告自己的数字互相对不上。数据照录，不因此改动或删去。", no_failing: "没有不成立的核对。", statement: "应当成立", stated_value: "报告的数", reckoned_value: "应为", difference: "相差", reason: "原因", code_of_reason: "原因代码",
      queue_intro: "还没有规则认得的写法，最常见的在前。◇ 是数字所在。", wording: "写法", topic: "主题", count_figures: "数字", count_reports: "报告", example: "例句", queue_empty: "没有待认的写法。",
      figure_label: "{value}，查看原句", evidence: "出处", close: "关闭", printed_as: "原文数字", passage: "原文", heading_path: "所在标题", offset: "字符位置", offset_value: "第{start}至{end}个字符（从0计）", confidence: "置信度", confidence_why: "置信度的依据", checks: "核对", no_checks: "没有涉及这个数字的核对。", corrections: "更正", no_corrections: "未作更正。", in_shell: "命令行查询", no_evidence: "找不到这个数字的出处；页面与数据可能不是同一次生成的。", corrected: "有更正", failed_checks: {other: "{n}项核对不成立"}, low_confidence: "置信度{n}", passage_missing: "（只有原句，没有上下文）",
      check_bounded: "报告的数 {left}，不应多于 {right}", check_reckoned: "报告的数 {left}，应为 {right}，相差 {gap}", check_tolerance: "，允许 {tolerance}", of_department: "{name}的数字", cumulative: "累计数", no_cut_off: "无截至日期", cut_off: "截至{date}", topic_of: "主题{topic}：{basis}",
      titled: "{name}：{what}",
    },
    en: {
      tag: "en", site: "Rule-of-law reports compared", skip: "Skip to content", sections: "Sections", language: "Language", other_language: "中文",
      overview: "Overview", compare: "Compare", places: "Places", metrics: "Metrics", gaps: "Gaps and doubts",
      colophon: "Every figure is taken from a published yearly report on building law-based government and leads back to its sentence. Empty does not mean zero. Newest report landed on {date}.",
      colophon_charts: "Charts are drawn by Vega.", loading: "Loading …", not_found: "There is no such page.", no_data: "This data is not there, or its file was not copied along.",
      back_to_overview: "Back to the overview",
      lead: "Chinese governments of every level report each year on building law-based government, with their figures scattered through the prose. Here each figure is matched to one catalogue of metrics and set beside its like. Where two differ in scope, year or cut-off date, the page says why they do not compare.",
      three_questions: "Three questions to begin with", question_closure: "Which place closes most of the administrative reviews that it accepts?",
      question_gap: "Whose stated mediation success rate differs from its own figures?", question_limit: "Whose approval limit for enterprise projects is shortest, and is that comparable?",
      about_closure: {one: "{n} place states both reviews accepted and concluded", other: "{n} places state both reviews accepted and concluded"}, about_gap: {one: "{n} place states the rate and both its terms; {m} differ by more than rounding", other: "{n} places state the rate and both its terms; {m} differ by more than rounding"}, about_limit: {one: "{n} place states a limit; the largest comparable set has {m}", other: "{n} places state a limit; the largest comparable set has {m}"},
      none_yet: "No figure yet", see_answer: "See the figures", in_numbers: "In numbers", reports: "Reports", jurisdictions: "Places", figures_printed: "Figures printed",
      facts: "Facts in use", of_figures_used: "{n} are used", metrics_reported: "Metrics with data", of_metrics: "of {n} in the catalogue", superseded: {one: "and {n} superseded version", other: "and {n} superseded versions"}, years: "Years", checks_failing: "Checks that fail",
      of_checks: "{hold} hold, {open} cannot be assessed", what_is_missing: "What is missing", what_fails: "What is in doubt", cells: "Place × year × metric", share: "Share",
      refused_files: "Files refused", refused_note: {one: "{n} file was not read", other: "{n} files were not read"}, none_refused: "No file was refused", waiting: "Wordings waiting", waiting_note: "{n} wordings with {m} figures that no rule claims yet", details: "Details",
      fact_tables: "Four tables to compare", fct_cases_handled: "Cases handled", fct_approval_times: "Approval times", fct_mediation_rates: "Mediation rates", fct_service_capacity: "Service capacity",
      about_fct_cases_handled: "Reviews, lawsuits, arbitration, petitions, hotlines, enforcement, services", about_fct_approval_times: "Limits, times taken, days cut", about_fct_mediation_rates: "Accepted, resolved, rates stated and derived", about_fct_service_capacity: "Items, people, bodies, rules",
      how_to_read: "How to read it", read_empty: "Where there is no figure none was found; that is not zero.", read_sets: "Values of one metric, year, scope, cut-off date and level make a comparable set; only within it are they ranked. Rank 1 is the largest, which is not always the best.", read_bounds: "≥, ≤ and “about” are printed so in the report.", read_derived: "“Derived” is reckoned from the report’s own figures; it stands beside what is stated and replaces nothing.", read_click: "Follow any figure to its sentence, rule, confidence and checks.",
      metric: "Metric", year: "Year", level: "Level", scope: "Scope", all: "All", find_place: "Find a place", place: "Place", value: "Value", as_of: "Cut-off", rank: "Rank in set", comparability: "Comparability", doubt: "Doubts",
      unit: "Unit", sort: "Sort", sort_by: "Sort by {name}", ascending: "ascending", descending: "descending", keep_sets: "Keep comparable sets apart", mix_sets: "Mix all values", reset: "Clear filters", filters: "Filters",
      values_shown: {one: "{n} value", other: "{n} values"}, rows_shown: {one: "{n} row", other: "{n} rows"}, set_values: {one: "{n} comparable value", other: "{n} comparable values"}, alone: "In no comparable set", alone_note: "the comparability column says why",
      one_set: "All {n} values stand in one comparable set.", sets_found: {one: "{m} of {total} values stand in {n} comparable set.", other: "{m} of {total} values stand in {n} comparable sets."}, no_sets: "None of these {n} values compares with another: no two share year, scope, cut-off date and level.", leader: "In the largest comparable set ({set}; {n} values) the {first} is {place}, {value}.", largest: "largest", smallest: "smallest", only_value: "Only {place} states this ({value}): there is nothing to compare it with.",
      not_comparable_short: "Values of different sets do not compare as they stand.", nothing_fits: "No value fits these filters.", chart: "Chart", chart_label: "{name}: bar chart; the table below has the data.", chart_capped: "The chart shows the first {n}; {m} more are in the table below.", chart_bars: "Chart: {name} ({unit})", chart_failed: "The chart could not be drawn; the table below has the data.",
      page_of: "Page {page} of {pages}", previous: "Previous", next: "Next", pages: "Pages", unknown: "unknown", unknown_place: "place unknown", unranked: "not ranked", unranked_role: "not ranked: {role}, not the value of the period", unranked_repeated: "not ranked again: the same value is stated twice", rank_of: "{rank} of {size}",
      ratio_review_closure: "Reviews concluded of accepted (derived)", ratio_people_mediation: "Mediation success: stated and derived", ratio_review_mediation: "Reviews closed by mediation: stated and derived", derived_measures: "Derived rates",
      whole_review_closure: "Accepted", part_review_closure: "Concluded", whole_people_mediation: "Accepted", part_people_mediation: "Resolved", whole_review_mediation: "Concluded", part_review_mediation: "Closed by mediation",
      note_review_closure: "Reviews concluded of reviews accepted, of the same year, scope and cut-off. Reports do not say whether all that were concluded were accepted in the same year: cases carried over may be among them, so it can pass 100%. Nothing is derived from approximate or bounded numbers.",
      note_people_mediation: "The stated rate is the report’s; the derived one is disputes resolved of disputes accepted in the same report. Neither replaces the other. They agree where rounding or cutting off digits explains the difference.", note_review_mediation: "The stated rate is the report’s; the derived one is reviews closed by mediation of reviews concluded in the same report. Neither replaces the other.",
      stated: "Stated", derived: "Derived", gap: "Gap (points)", judgement: "Do they agree?", agrees: "agree ({reason})", differs: "differ", cannot_tell: "cannot be assessed", differing: "Stated and derived rates differ in {n}: {names}.", share_of: "{share} ({part} of {whole})", none_differing: {one: "The one that has both differs by no more than rounding.", other: "None of the {n} that have both differs by more than rounding."}, unjudged: "{n} of them cannot be assessed.", and_more: "and others, {n} in all",
      why_no_derived: "not derived: a term is missing or has several values", derived_bound: "approximate or bounded terms, so not derived",
      ratio_ranked: "ranked from the largest among {n} of the same kind, year, scope, cut-off and level", ratio_alone: "not ranked: no other of the same kind, year, scope, cut-off and level", ratio_underived: "not derived: a term is missing, has several values, or is approximate or bounded", ratio_unplaced: "not ranked: place or year unknown", ratio_part: "a part of the jurisdiction: the sentence says which", ratio_unstated: "the report does not say whose figures these are",
      no_formula: "The catalogue has no formula", formula: "Formula", definition: "Definition", definition_own: "Definition", code: "Code", kind: "Kind of number", case_type: "Field", stage: "Stage", coverage: "Coverage", who_reports: "Who reports it", values: "Values", rules_claiming: "Wordings that claim it", rule: "Rule", pattern: "Wording", note: "Note", used_times: "Times used", to_comparison: "See it compared",
      places_intro: "Places with a report or a fact.", province: "Province", belongs_to: "Part of", report_years: "Report years", facts_count: "Facts", failing_count: "Failing checks", search: "Find", any_level: "All levels",
      profile: "Profile", what_it_reports: "What it reports", trend: "Over the years", trend_none: "No metric has comparable values of two years or more, so there is no trend to draw.", trend_metric: "Metric", trend_note: "Filled points are the year’s own figures, hollow ones are recalled by a later report. Lines join points of one scope, unit and cut-off only.", trend_label: "{name}: line chart over the years; the table below has the data.", role: "Role", rank_in_set: "Rank in set",
      missing_of_place: "Metrics not reported", see_list: "List", issuer: "Issuer", published: "Published", file: "File", address: "Address", report: "Report", report_year: "Report year", characters: "{n} characters", figures_of_report: "{n} figures, {m} facts", untitled: "(no title printed)", version: "version {n}", open_address: "Open the original page",
      metrics_intro: "Every metric of the catalogue, with the number of places that state it.", no_values: "no values yet",
      gaps_intro: "What is not there, was not understood or does not add up.", coverage_by_metric: "Coverage by metric", left_out: "{n} more rows are not listed here; the warehouse has all of them in {table}.", failing_intro: "Figures of one report that do not fit one another. They are kept as printed; nothing is changed or left out for it.", no_failing: "No check fails.", statement: "What should hold", stated_value: "Stated", reckoned_value: "Reckoned", difference: "Gap", reason: "Reason", code_of_reason: "Reason code",
      queue_intro: "Wordings that no rule claims yet, the most frequent first. ◇ stands for the number.", wording: "Wording", topic: "Topic", count_figures: "Figures", count_reports: "Reports", example: "Example", queue_empty: "No wording is waiting.",
      figure_label: "{value}: show its sentence", evidence: "Where it stands", close: "Close", printed_as: "As printed", passage: "Passage", heading_path: "Under the headings", offset: "Offset", offset_value: "characters {start} to {end}, counted from 0", confidence: "Confidence", confidence_why: "What it rests on", checks: "Checks", no_checks: "No check touches this figure.", corrections: "Corrections", no_corrections: "Not corrected.", in_shell: "In a shell", no_evidence: "The evidence of this figure cannot be found; the page and its data may be of different builds.", corrected: "corrected", failed_checks: {one: "{n} check fails", other: "{n} checks fail"}, low_confidence: "confidence {n}", passage_missing: "(the sentence alone, without its surroundings)",
      check_bounded: "stated {left}, which may not be more than {right}", check_reckoned: "stated {left}, reckoned {right}, gap {gap}", check_tolerance: ", allowed {tolerance}", of_department: "figure of the department {name}", cumulative: "counted over several years", no_cut_off: "no cut-off date", cut_off: "up to {date}", topic_of: "topic {topic}: {basis}",
      titled: "{name}: {what}",
    },
  };

  // What the page says for a key, in the language that is shown.
  fazhi.say = function (key, values) {
    const told = fazhi.words[fazhi.language][key];
    if (told === undefined) return key;
    const words = typeof told === "string" ? told : told[plural(values)] || told.other;
    return words.replace(/\{(\w+)\}/g, (_, name) => (values && name in values ? inWords(values[name]) : ""));
  };

  // Numbers are counts here: 2,999. Years come as text.
  const inWords = (value) => (typeof value === "number" ? fazhi.number(value) : value);

  const plural = (values) => new Intl.PluralRules(fazhi.language).select(values.n);
})(window.fazhi);
