"""What every column and table of a publication is called, in Chinese and English.

`columns.LABELS` and `columns.FIGURES` name the columns of the exported tables in Chinese; here stand the others, and
the English names where the column's own words do not do.
"""

from collections.abc import Mapping

from publish import columns

# Tables of a publication that are not comparisons: the figures, and what the codes in tables stand for.
TABLES: Mapping[str, tuple[str, str]] = {
    "figures": ("数字与引文", "Figures and how to cite them"),
    "dim_metric": ("指标", "Metrics"),
    "dim_case_type": ("案件与服务类别", "Kinds of case and service"),
    "dim_jurisdiction": ("行政区划", "Administrative divisions"),
    "dim_report": ("报告", "Reports"),
    "dim_period": ("时期", "Periods"),
    "dim_unit": ("单位", "Units"),
    "dim_date": ("日期", "Days"),
    # in the DuckDB file alone
    "reports": ("报告全文", "Texts of the reports"),
    "cmp_cells": ("对比表单元格的出处", "Cells of the comparison tables"),
    "fct_observations": ("观测：数字与指标", "Observations"),
    "fct_evidence": ("每个数字的依据", "What each figure rests on"),
    "fct_cases_handled": ("办案数量", "Cases handled"),
    "fct_approval_times": ("审批时间", "Approval times"),
    "fct_mediation_rates": ("调解成功率", "Mediation rates"),
    "fct_service_capacity": ("服务能力", "Service capacity"),
    "aud_between_reports": ("报告之间的比对", "Reports against each other"),
    "aud_check_observations": ("核对与数字", "Checks and their figures"),
    "aud_checks": ("报告内部的核对", "Checks within reports"),
    "aud_coverage": ("指标覆盖情况", "Coverage of metrics"),
    "aud_figure_disposition": ("每个数字的处置", "What became of each figure"),
    "aud_load_ledger": ("入库记录", "Landing ledger"),
    "aud_review_queue": ("待审措辞", "Wording to review"),
}

# Chinese names of the columns that no exported table shows.
LABELS: Mapping[str, str] = {
    "text": "全文",
    "date_day": "日期",
    "citation_zh": "中文引文",
    "citation_en": "英文引文",
    "published_on": "发布日期",
    "sentence_start": "句首字符位置",
    "char_end": "数字之后的字符位置",
    "sentence_marked": "标出数字的原句",
    "sentence_md5": "句子的 md5",
    "figure_id": "数字编号",
    "title": "题名",
    "name_zh": "中文名",
    "name_en": "英文名",
    "short_name_zh": "中文简称",
    "label_zh": "时期名称",
    "parent_key": "上级代码",
    "province_key": "所属省代码",
    "is_coded": "有无区划代码",
    "is_current": "是否现行",
    "kind": "数的种类",
    "fact": "所在事实表",
    "default_scope": "默认口径",
    "edition": "目录版次",
    "canonical_unit": "统一单位",
    "unit_class": "单位类别",
    "report_kind": "报告种类",
    "version_no": "版本号",
    "identity_basis": "识别依据",
    "format": "文件格式",
    "encoding": "字符编码",
    "char_count": "字符数",
    "byte_count": "字节数",
    "sha256": "sha256 校验值",
    "source_uri": "来源路径或网址",
    "source_root": "来源文件夹",
    "landed_at": "入库时间",
    "load_id": "入库批次",
    "figure_count": "入库数字数",
    "failed_checks": "未通过的核对",
    "wording": "措辞",
    "topic": "主题",
    "topic_basis": "主题依据",
    "rule_version": "规则版本",
    "rule_pattern": "规则句式",
    "rule_note": "规则说明",
    "rule_ids": "相关规则",
    "correction_id": "更正编号",
    "correction_reason": "更正理由",
    "disposition": "处置",
    "reason": "理由",
    "reason_code": "理由代码",
    "status": "入库结果",
    "ledger_entry_id": "入库记录编号",
    "recorded_at": "记录时间",
    "load_started_at": "入库开始时间",
    "load_finished_at": "入库结束时间",
    "tool_version": "程序版本",
    "queue_no": "待审次序",
    "example_figure_id": "例：数字编号",
    "example_sentence": "例句",
    "example_observation_id": "例：观测编号",
    "cmp_table": "对比表",
    "comparison_id": "比对编号",
    "comparison": "比对种类",
    "first_report_id": "前一报告",
    "first_observation_id": "前一观测编号",
    "first_value": "前一数值",
    "first_sentence": "前一原句",
    "second_report_id": "后一报告",
    "second_observation_id": "后一观测编号",
    "second_value": "后一数值",
    "second_sentence": "后一原句",
    "preferred_observation_id": "宜采用的观测编号",
    "stated_years": "有此数的年份",
    "gap": "差",
    "outcome": "结果",
    "check_id": "核对编号",
    "check_code": "核对代码",
    "check_kind": "核对种类",
    "statement": "应成立的关系",
    "left_value": "左边的值",
    "right_value": "右边的值",
    "tolerance": "容差",
    "detail": "详情",
    "observation_ids": "所据观测编号",
    "printed_sentences": "所据原句",
    "coverage_id": "覆盖编号",
    "coverage": "覆盖情况",
    "is_in_a_later_report": "是否见于以后的报告",
    "set_aside_count": "搁置的数字数",
    "set_aside_reason": "搁置的理由",
    "report_count": "报告数",
    "has_government_report": "有无政府报告",
}

# English names, where the column's own words in plain English would not be understood.
ENGLISH: Mapping[str, str] = {
    "as_of": "Cut-off date",
    "address": "Web address",
    "basis": "Reported or derived",
    "case_type_zh": "Kind of case, in Chinese",
    "char_start": "Offset of the number",
    "char_end": "Offset behind the number",
    "citation_zh": "Citation in Chinese",
    "citation_en": "Citation in English",
    "cmp_table": "Comparison table",
    "column_name_zh": "Column, in Chinese",
    "comparability_zh": "Comparability, in Chinese",
    "coverage": "How it is covered",
    "day_kind": "Kind of days",
    "fact": "Fact table",
    "gap": "Difference",
    "is_ambiguous": "Several values stated",
    "is_coded": "Has a code",
    "is_cumulative": "Counted over several years",
    "kind": "Kind of number",
    "label_zh": "Name in Chinese",
    "lead_figure": "Which figure is printed",
    "level": "Level of government",
    "metric_name_en": "Metric, in English",
    "metric_name_zh": "Metric, in Chinese",
    "modifier": "Bound",
    "name_en": "Name in English",
    "name_zh": "Name in Chinese",
    "number_text": "Number as printed",
    "range_part": "End of a range",
    "role": "Role of the value",
    "row_key": "Row",
    "scope": "Whose figure it is",
    "sha256": "SHA-256 of the file",
    "short_name_zh": "Short name in Chinese",
    "source_name": "Source file",
    "source_uri": "Source path or address",
    "terms": "Figures it is derived from",
    "time_kind": "Kind of time",
    "year": "Year",
}


def chinese(name: str) -> str | None:
    """The Chinese name of a column; None where it has none."""
    return columns.LABELS.get(name) or columns.FIGURES.get(name) or LABELS.get(name)


def title(name: str) -> tuple[str, str] | None:
    """The Chinese and English name of a table that is no question; None where it has none."""
    named = columns.TABLES.get(name)
    return (named.zh, named.en) if named else TABLES.get(name)


def english(name: str) -> str:
    """The English name of a column: one given here, else its own words."""
    return ENGLISH.get(name) or name.replace("_observation_id", ": observation").replace("_", " ").capitalize()
