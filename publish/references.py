"""The tables that a publication has beside the comparisons: every figure with its citation, and what the codes mean."""

import duckdb

from publish.citing import CALLED_EN, CALLED_ZH
from publish.questions import Question
from publish.tables import Table, read
from vocabulary.tables import titled

FIGURES = "figures"
DIMENSIONS = (
    *("dim_report", "dim_jurisdiction", "dim_metric", "dim_case_type", "dim_period", "dim_unit"),
    *("dim_derived_indicator", "dim_comparability_reason"),
)
# What people's verdicts show, in the order of their first columns.
MEASURED = ("aud_agreement", "aud_measured_precision")

_FIGURES = f"""
    select
        o.observation_id, o.metric_code, m.name_zh as metric_name_zh, m.name_en as metric_name_en,
        o.jurisdiction_key, places.name_zh as jurisdiction_name, o.reporting_department,
        o.year, o.scope, o.role, o.as_of, o.is_cumulative, o.period_type, o.value, o.unit, o.modifier, o.range_part,
        o.confidence, o.is_verified, o.verified_by_count, o.verified_at,
        concat(
            coalesce(r.issuer, '发布机关不详'), '：', coalesce('《' || r.title || '》', {CALLED_ZH}, '题名不详'), '，',
            coalesce(cast(r.published_on as varchar), '发布日期不详'), '。', r.source_name,
            coalesce('，句首字符 ' || e.sentence_start, ''), '，数字字符 ', o.char_start,
            '，原文“', o.number_text, '”；文本版本 ', o.report_id, '。', coalesce(r.address, '')
        ) as citation_zh,
        concat(
            coalesce(r.issuer, 'Issuer not known'), '. ',
            coalesce('《' || r.title || '》', {CALLED_EN}, 'Title not known'), '. ',
            coalesce(cast(r.published_on as varchar), 'Date not known'), '. ', r.source_name,
            coalesce(', sentence at character ' || e.sentence_start, ''), ', number at character ', o.char_start,
            ', printed “', o.number_text, '”. Version of the text: ', o.report_id, '.',
            coalesce(' ' || r.address, '')
        ) as citation_en,
        o.report_id, r.title as report_title, r.issuer, r.report_year, r.published_on, r.source_name, r.address,
        e.sentence_start, o.char_start, o.number_text, o.printed_sentence
    from marts.fct_observations as o
    inner join marts.dim_metric as m on o.metric_code = m.metric_code
    inner join marts.dim_report as r on o.report_id = r.report_id
    left join marts.dim_jurisdiction as j on r.jurisdiction_key = j.jurisdiction_key
    left join marts.dim_jurisdiction as places on o.jurisdiction_key = places.jurisdiction_key
    left join marts.fct_evidence as e on o.observation_id = e.observation_id
    order by o.report_id, o.char_start, o.observation_id
"""


def references(connection: duckdb.DuckDBPyConnection) -> list[Table]:
    """The figures, the dimensions, and what verdicts show, read whole. Raises ExportError where a query fails."""
    asked = [Question(FIGURES, *titled(FIGURES), _FIGURES)]
    for name in DIMENSIONS:
        # The first column of every dimension is its key.
        asked.append(Question(name, *titled(name), f"select * from marts.{name} order by 1"))
    asked += [Question(name, *titled(name), f"select * from marts.{name} order by 1, 2") for name in MEASURED]
    return [read(connection, question) for question in asked]
