"""What the columns of a publication are in, and what an empty cell of each means, where no model says it."""

from collections.abc import Mapping

# What a column of numbers is in, where the figure's own row does not say it.
UNITS: Mapping[str, str] = {
    "value": "见 unit 列 see column unit",
    "cell_value": "见 unit 列 see column unit",
    "disputes_accepted": "件",
    "disputes_resolved": "件",
    "rate_reported": "%",
    "rate_derived": "%",
    "rate_gap": "百分点",
    "amount_involved": "元",
    "statutory_share": "比 ratio",
    "confidence": "0–1",
    "char_start": "字符 characters",
    "char_end": "字符 characters",
    "char_count": "字符 characters",
    "sentence_start": "字符 characters",
    "byte_count": "字节 bytes",
    "year": "公历年 calendar year",
    "report_year": "公历年 calendar year",
}

# What an empty cell of a column means.
NULLS: Mapping[str, tuple[str, str]] = {
    "jurisdiction_key": ("不知道是哪个地区的", "not known whose it is"),
    "jurisdiction_name": ("不知道是哪个地区的", "not known whose it is"),
    "level": ("不知道是哪个地区的", "not known whose it is"),
    "parent_key": ("省级，或上级不详", "a province, or its parent is not known"),
    "province_key": ("开发区，所属省不详", "a zone whose province is not known"),
    "name_en": ("拼音没有把握", "its spelling would be a guess"),
    "reporting_department": ("不是部门自己的数字", "not a department's own figure"),
    "year": ("年份不详", "the year is not known"),
    "as_of": ("原文没有截至日期", "the text states no cut-off date"),
    "modifier": ("原文是确数", "printed as an exact number"),
    "range_part": ("不是区间", "not an end of a range"),
    "day_kind": ("不是时间", "not a duration"),
    "value": ("读不准", "could not be read for sure"),
    "unit": ("原文没有单位", "no unit is printed"),
    "unit_as_written": ("原文没有单位", "no unit is printed"),
    "heading_path": ("上面没有标题", "no heading stands above it"),
    "title": ("原文没有题名", "the text has no title"),
    "report_title": ("原文没有题名", "the text has no title"),
    "issuer": ("发布机关不详", "the issuer is not known"),
    "report_year": ("报告年度不详", "the report's year is not known"),
    "report_kind": ("种类不详", "the kind is not known"),
    "published_on": ("发布日期不详", "the date of publication is not known"),
    "address": ("没有登记网址", "no address is registered"),
    "default_scope": ("指标本身不定口径", "the metric sets none"),
    "rank_in_group": ("不参加排名，见 comparability", "not ranked, see comparability"),
    "group_size": ("不参加排名，见 comparability", "not ranked, see comparability"),
    "comparison_group": ("不参加排名，见 comparability", "not ranked, see comparability"),
    "case_type_zh": ("类别没有中文名", "the kind has no name in Chinese"),
    "disputes_accepted": ("报告没有此数，或有几个", "not stated, or several values stated"),
    "disputes_resolved": ("报告没有此数，或有几个", "not stated, or several values stated"),
    "rate_reported": ("报告没有此率，或有几个", "not stated, or several values stated"),
    "rate_derived": ("推算所需的数不全", "its parts are not both stated"),
    "rate_gap": ("缺其中一率", "one of the two rates is missing"),
    "amount_involved": ("报告没有此数，或有几个", "not stated, or several values stated"),
    "observation_id": ("推算的，或没有此数", "derived, or not stated"),
    "lead_figure": ("没有原文数字", "no figure is printed"),
    "number_text": ("没有原文数字", "no figure is printed"),
    "printed_sentence": ("没有原文数字", "no figure is printed"),
    "char_start": ("没有原文数字", "no figure is printed"),
    "terms": ("不是推算的", "not derived"),
    "failed_checks": ("没有未通过的核对", "no check of it failed"),
    "correction_id": ("没有更正", "not corrected"),
    "correction_reason": ("没有更正", "not corrected"),
    "source_root": ("发布时略去", "left out of publications"),
}
# What the columns say that no mart has, so that no model describes them.
DESCRIPTIONS: Mapping[str, str] = {
    "basis": "reported: the report states the cell's value; derived: it is computed from the figures of its rows.",
    "cell_value": "The value in the cell.",
    "case_type_zh": "The Chinese name of the kind of case or service.",
    "metric_name_en": "The metric's English name.",
    "report_title": "The report's title as printed.",
    "citation_zh": "How to cite the figure, in Chinese: issuer, title, date, file, offsets, printed number, version.",
    "citation_en": "How to cite the figure, in English: issuer, title, date, file, offsets, printed number, version.",
    "disputes_accepted_observation_id": "The observation that the disputes accepted are.",
    "disputes_resolved_observation_id": "The observation that the disputes resolved are.",
    "rate_reported_observation_id": "The observation that the reported rate is.",
    "amount_involved_observation_id": "The observation that the amount is.",
    "lead_figure": "Which of the row's figures char_start, number_text and printed_sentence belong to.",
    "jurisdictions_landed": "How many jurisdictions were looked at.",
    "text": "The decoded text of the report, verbatim but for a byte order mark.",
}

FIGURE_NULL = (
    "没有找到这个数字，或有几个不同的数；不表示零",
    "no such figure was found, or several values were stated; not zero",
)
NEVER = ("不会为空", "never empty")
OTHERWISE = ("不适用或不详", "does not apply, or not known")
