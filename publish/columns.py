"""What people call the tables, their columns and the codes in them; everything else is read from the warehouse."""

from typing import NamedTuple


class Title(NamedTuple):
    """A table's name in Chinese and English, and what its reader must know."""

    zh: str
    en: str
    notes: tuple[str, ...] = ()


_WIDE = (
    "One row per jurisdiction, year, scope and cut-off date, one column per metric. Rows that differ in year, scope or "
    "as_of are not comparable as they stand; `comparability` says why.",
    "An empty cell does not mean zero: no such figure was found in the report, or several values were stated, see "
    "`comparability`.",
)

TABLES = {
    "cmp_cases_handled": Title("办案数量对比", "Cases handled, city by city", _WIDE),
    "cmp_approval_times": Title("审批时间对比", "Approval times, city by city", _WIDE),
    "cmp_mediation_rates": Title("调解成功率对比", "Mediation, city by city", _WIDE),
    "cmp_service_capacity": Title("服务能力对比", "Service capacity, city by city", _WIDE),
    "cmp_metrics_ranked": Title(
        "各项指标排名",
        "Every metric, ranked",
        (
            "One row per value that a report states for the period. Ranks are within `comparison_group`: the same "
            "metric, unit, year, scope, cut-off date and level, from the largest; `comparability` says who has none "
            "and why.",
        ),
    ),
    "cmp_report_lateness": Title(
        "报告公布时间",
        "When reports were published",
        (
            "One row per report in its newest version, and per expected report that has not landed. Reports on a year "
            "are due on 1 April of the next; `days_late` is counted from that day and empty where no day is known.",
            "Where `published_basis` is sign_off the day is that under the report: it may have been published later.",
        ),
    ),
}

# What a reader sorts by, where a table has it.
ROW_ORDER = (
    "metric_code",
    "year",
    "scope",
    "as_of",
    "comparison_group",
    "rank_in_group",
    "jurisdiction_key",
    "jurisdiction_name",
)

# What a derived column of a wide table is in.
DERIVED_UNITS = {"_rate_derived": "%", "_rate_gap": "百分点"}

# Every column that is no figure of a wide table.
LABELS = {
    "row_key": "行号",
    "jurisdiction_key": "地区代码",
    "jurisdiction_name": "地区",
    "level": "级别",
    "reporting_department": "报告部门",
    "issuer": "发布机关",
    "lateness_id": "行号",
    "report_kind": "报告类型",
    "due_on": "应公布日期",
    "published_on": "公布日期",
    "published_basis": "公布日期依据",
    "days_late": "迟延天数",
    "punctuality": "是否按时",
    "year": "年份",
    "scope": "口径",
    "role": "数值性质",
    "as_of": "截至日期",
    "is_cumulative": "是否累计",
    "comparability": "可比性（英文）",
    "comparability_zh": "可比性",
    "comparison_group": "可比组",
    "group_size": "组内数量",
    "rank_in_group": "组内排名",
    "case_type": "案件类别",
    "case_type_zh": "类别名称",
    "stage": "办理环节",
    "procedure": "审批事项",
    "time_kind": "时间类别",
    "day_kind": "日的算法",
    "mediation_kind": "调解类别",
    "mediation_rate_id": "行号",
    "metric_code": "指标代码",
    "metric_name_zh": "指标",
    "metric_name_en": "指标英文名",
    "definition": "定义",
    "column_name": "列名",
    "column_name_zh": "列的中文名",
    "basis": "所称或推算",
    "terms": "推算所据：观测编号",
    "cell_value": "单元格的值",
    "value": "数值",
    "unit": "单位",
    "unit_as_written": "原文单位",
    "modifier": "限定",
    "range_part": "区间的一端",
    "confidence": "置信度",
    "confidence_reasons": "置信度理由",
    "statement_no": "第几种说法",
    "statement_count": "说法总数",
    "times_stated": "同一数值重复次数",
    "rule_id": "识别规则",
    "disputes_accepted": "受理纠纷",
    "disputes_resolved": "调解成功",
    "rate_reported": "所称成功率（%）",
    "rate_derived": "推算成功率（%）",
    "rate_gap": "两率之差（百分点）",
    "amount_involved": "涉及金额（元）",
    "is_ambiguous": "有几种说法",
    "lead_figure": "所示原文属于",
    "jurisdictions_landed": "已入库地区数",
    "observation_id": "观测编号",
    "disputes_accepted_observation_id": "受理纠纷：观测编号",
    "disputes_resolved_observation_id": "调解成功：观测编号",
    "rate_reported_observation_id": "所称成功率：观测编号",
    "amount_involved_observation_id": "涉及金额：观测编号",
    "accepted_observation_id": "受理纠纷：观测编号",
    "accepted_statement_count": "受理纠纷：说法总数",
    "resolved_observation_id": "调解成功：观测编号",
    "resolved_statement_count": "调解成功：说法总数",
    "rate_observation_id": "所称成功率：观测编号",
    "rate_statement_count": "所称成功率：说法总数",
    "amount_observation_id": "涉及金额：观测编号",
    "amount_statement_count": "涉及金额：说法总数",
    "observation_count": "观测数",
    "period_key": "时期代码",
    "report_id": "报告编号",
    "report_title": "报告题名",
    "report_year": "报告年度",
    "source_name": "来源文件",
    "address": "网址",
    "char_start": "字符位置",
    "number_text": "原文数字",
    "printed_sentence": "原文句子",
    "heading_path": "所在标题",
}

# The columns of the wide tables that are figures. Where one has a value, the catalogue says what it is called.
FIGURES = {
    "review_applications_received": "收到行政复议申请（件）",
    "review_cases_accepted": "受理行政复议案件（件）",
    "review_cases_concluded": "审结行政复议案件（件）",
    "review_cases_corrected": "复议纠错（件）",
    "review_correction_rate": "复议纠错率（%）",
    "lawsuits_responded": "行政应诉案件（件）",
    "lawsuits_lost": "败诉案件（件）",
    "head_appearances": "负责人出庭应诉（次）",
    "head_appearance_rate": "负责人出庭应诉率（%）",
    "arbitration_cases_accepted": "受理仲裁案件（件）",
    "arbitration_cases_concluded": "审结仲裁案件（件）",
    "petition_resolution_rate": "信访化解率（%）",
    "hotline_calls_received": "热线来电（次）",
    "hotline_closure_rate": "热线办结率（%）",
    "enforcement_cases_handled": "行政执法案件（件）",
    "service_cases_handled": "政务服务办件量（件）",
    "government_investment_working_days": "政府投资项目审批时间（工作日）",
    "government_investment_calendar_days": "政府投资项目审批时间（天）",
    "enterprise_investment_working_days": "企业投资项目审批时间（工作日）",
    "enterprise_investment_calendar_days": "企业投资项目审批时间（天）",
    "construction_project_working_days": "工程建设项目审批总时限（工作日）",
    "construction_project_calendar_days": "工程建设项目审批总时限（天）",
    "enterprise_startup_working_days": "企业开办时间（工作日）",
    "enterprise_startup_calendar_days": "企业开办时间（天）",
    "enterprise_startup_hours": "企业开办时间（小时）",
    "average_handling_working_days": "办件平均时间（工作日）",
    "average_handling_calendar_days": "办件平均时间（天）",
    "drawing_review_general_working_days": "一般项目施工图审查（工作日）",
    "drawing_review_complex_working_days": "复杂项目施工图审查（工作日）",
    "reduction_working_days": "审批时限压缩天数（工作日）",
    "reduction_calendar_days": "审批时限压缩天数（天）",
    "statutory_share": "占法定时间比例",
    "mediation_committees": "人民调解委员会（个）",
    "mediators": "人民调解员（名）",
    "certified_officers": "持证执法人员（名）",
    "inspection_items": "随机抽查事项（项）",
    "inspectors": "检查人员（名）",
    "inspection_entities": "检查对象（户）",
    "service_items": "政务服务事项（项）",
    "service_items_online": "网上可办事项（项）",
    "service_items_online_rate": "网上可办率（%）",
    "one_visit_item_rate": "最多跑一次占比（%）",
    "approval_items_cancelled": "取消行政许可事项（项）",
    "powers_retained": "保留权力事项（项）",
    "rules_made": "制定政府规章（件）",
    "normative_documents_issued": "制定规范性文件（件）",
    "legal_advisers": "政府法律顾问（名）",
    "lawyers": "执业律师（人）",
    "people_disputes_accepted": "受理调解纠纷（件）",
    "people_disputes_resolved": "调解成功纠纷（件）",
    "people_rate_reported": "调解成功率（%）",
    "people_rate_derived": "推算的调解成功率（%）",
    "people_rate_gap": "调解成功率与推算之差（百分点）",
    "people_amount_involved": "调解涉及金额（元）",
    "review_cases_mediated": "调解结案（件）",
    "review_rate_reported": "复议调解结案率（%）",
    "review_rate_derived": "推算的复议调解结案率（%）",
    "review_rate_gap": "复议调解结案率与推算之差（百分点）",
}

# The codes that stand in cells, with what they mean.
CODES = (
    ("scope", "own", "发布机关本身（市本级、市政府、我办）", "the reporting body itself"),
    ("scope", "whole", "整个辖区（全市、全市各级）", "the whole jurisdiction"),
    ("scope", "part", "所指明的下级地方、部门或片区", "a named lower level, department or district"),
    ("scope", "unstated", "原文未说明", "not stated"),
    ("role", "level", "当期数值", "the value of the period"),
    ("role", "prior", "用作对照的前期数值", "an earlier period's value, given for comparison"),
    ("role", "change", "增减量", "an increase or decrease"),
    ("role", "target", "计划、目标或下限要求", "a plan or a required floor"),
    ("range_part", "low", "区间的下端", "the lower end of a range"),
    ("range_part", "high", "区间的上端", "the upper end of a range"),
    ("modifier", "approx", "约、左右、余", "about"),
    ("modifier", "ge", "不少于、以上、超过", "at least"),
    ("modifier", "le", "不超过、以内", "at most"),
    ("level", "province", "省级", "province"),
    ("level", "prefecture", "地市级", "prefecture"),
    ("level", "county", "县区级", "county"),
    ("level", "zone", "开发区", "development zone"),
    ("time_kind", "limit", "时限（上限）", "upper limit"),
    ("time_kind", "actual", "实际用时", "time actually taken"),
    ("time_kind", "reduction", "压缩的时间", "time cut"),
    ("time_kind", "share", "占法定时间的比例", "share of the statutory time"),
    ("day_kind", "working", "工作日", "working days"),
    ("day_kind", "calendar", "自然日", "calendar days"),
    ("day_kind", "unstated", "未说明是工作日还是自然日", "not said which"),
    ("mediation_kind", "people", "人民调解", "people's mediation"),
    ("mediation_kind", "admin_review", "行政复议调解", "mediation within administrative review"),
)

# How a modifier stands before its number.
MODIFIERS = {"approx": "约", "ge": "≥", "le": "≤"}
