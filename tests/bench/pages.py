"""Warehouses of any size for the page: divisions and metrics of the seeds, invented figures.

Some metrics are stated by most places and most by few, as in reports. The same arguments give the same rows.
"""

from pathlib import Path

import duckdb

from tests.publish import synthetic

SEEDS = synthetic.ROOT / "seeds"
YEARS = 2  # reports of a place

_FACTS = """
    create temp table facts as
    with drawn as (
        select
            range as n, {places}::int as places,
            hash('place' || range) % {places} as place_no,
            floor(
                (select count(*) from marts.dim_metric) * pow((hash('metric' || range) % 10000) / 10000.0, 3)
            )::int as metric_no,
            2019 + hash('year' || range) % {years} as year, hash('value' || range) % 9000 + 12 as printed
        from range({facts})
    ),
    metrics as (select *, row_number() over (order by hash(metric_code)) - 1 as metric_no from marts.dim_metric),
    places as (select *, row_number() over (order by jurisdiction_key) - 1 as place_no from marts.dim_jurisdiction)
    select
        drawn.n, drawn.year, cast(if(metrics.kind = 'rate', printed % 100, printed) as varchar) as number_text,
        metrics.*, places.jurisdiction_key, places.name_zh as jurisdiction_name, places.level,
        places.jurisdiction_key || '-' || drawn.year as report_id,
        (row_number() over (partition by drawn.place_no, drawn.year order by n)) * 200 as sentence_start,
        case hash('scope' || n) % 4 when 0 then 'whole' when 1 then 'unstated' else 'own' end as scope
    from drawn
    inner join metrics on drawn.metric_no = metrics.metric_no
    inner join places on drawn.place_no = places.place_no;
    alter table facts add column observation_id varchar;
    alter table facts add column char_start int;
    update facts set char_start = sentence_start + 20;
    update facts set observation_id = report_id || ':' || char_start || ':' || metric_code;
"""
_SENTENCE = (
    "'为方便群众办事，本级政府依法受理和办理案件' || {number} || '件，比上一年有所增加，办理质量稳步提高，群众满意。'"
)
_ROWS = {
    "dim_report": """
        select distinct report_id, report_id || '.txt' as source_name, jurisdiction_name || '报告' as title,
        jurisdiction_name || '人民政府' as issuer, jurisdiction_key, level, year as report_year, true as is_current,
        timestamp '2024-01-01' as landed_at, 1 as version_no, 9000 as char_count, 60 as figure_count,
        30 as observation_count from facts""",
    "fct_observations": "select observation_id, metric_code, report_id, 0 as failed_checks from facts",
    "fct_evidence": """
        select observation_id, report_id || ':' || char_start as figure_id, jurisdiction_key, jurisdiction_name,
        metric_code, name_zh as metric_name_zh, year, false as is_cumulative, 'year' as period_type, scope,
        'level' as role,
        number_text::decimal(28, 10) as value, unit, report_id, report_id || '.txt' as source_name, char_start,
        char_start + len(number_text) as char_end, number_text, '一、主要情况 › （二）依法办理' as heading_path,
        sentence_start, {marked} as sentence_marked, metric_code || '.1' as rule_id, 'a' as rule_version,
        '办理[^◇]{{0,6}}◇' as rule_pattern, case_type as topic, 1 as label_no, 0.9 as confidence,
        'topic:label;claim:wording;scope:sentence' as confidence_reasons from facts""",
    "aud_reading_cues": """
        select report_id || ':' || char_start as figure_id, 1 as label_no, judgement, cue_id, says, 'lead' as place,
        words, char_start - 9 as words_start
        from facts cross join (
            values ('topic', 'admin_review', 'admin_review', '行政复议'), ('scope', 'scope.own_body', 'own', '市政府'),
            ('period', 'period.own_year', 'own_year', '2021年'),
            ('exclusion', 'exclusion.average', 'kind:count', '日均')
        ) as spoken (judgement, cue_id, says, words)""",
    "cmp_metrics_ranked": """
        with once as (
            select *, count(*) over repeated as statements, row_number() over (repeated order by n) as statement
            from facts window repeated as (partition by jurisdiction_key, metric_code, year, scope)
        ),
        grouped as (
            select *, concat_ws('|', metric_code, year, scope, level) as comparison_group from once where statement = 1
        ),
        sized as (select *, count(*) over (partition by comparison_group) as group_size from grouped)
        select observation_id, jurisdiction_key, jurisdiction_name, level, metric_code, name_zh as metric_name_zh, year,
        scope, false as is_cumulative, 'year' as period_type, number_text::decimal(28, 10) as value, unit,
        comparison_group, group_size,
        case when group_size > 1 then rank() over (
            partition by comparison_group order by number_text::int desc) end as rank_in_group,
        'ranked from the largest among ' || group_size || ' of the same level, year, scope and cut-off'
            as comparability,
        '在同级别、同年、同范围、同截止日期的' || group_size || '个中从大到小排列' as comparability_zh,
        report_id, char_start, number_text from sized""",
    "fct_evidence_passages": """
        select report_id, sentence_start * 3 + part as passage_no, sentence_start as item_no,
        'sentence' as passage_kind, sentence_start + 60 * part as char_start, {printed} as passage_text
        from facts, range(3) as parts(part)""",
    "aud_coverage": """
        select metrics.metric_code || '|' || places.report_id as coverage_id, places.jurisdiction_key, places.year,
        metrics.metric_code,
        if(hash(places.report_id || metrics.metric_code) % 4 = 0, 'reported', 'not_reported') as coverage
        from marts.dim_metric as metrics, (select distinct report_id, jurisdiction_key, year from facts) as places""",
    "aud_checks": """
        select 'c|' || observation_id as check_id, report_id, jurisdiction_key, year, 'at_most' as check_kind,
        metric_code, '审结不多于受理 / No more concluded than accepted' as statement, 9::decimal as left_value,
        8 as right_value,
        1 as gap, 0 as tolerance, if(n % 100 = 0, 'fails', 'holds') as outcome, 'more_than_it_can_be' as reason,
        '9 is at most 8' as detail, observation_id as observation_ids from facts where n % 3 = 0""",
    "aud_figure_disposition": """
        select report_id || ':' || char_start as figure_id, report_id, 'used' as disposition from facts""",
    "fct_mediation_rates": """
        select jurisdiction_key || year as mediation_rate_id, jurisdiction_key, year, 'whole' as scope, 'level' as role,
        'people' as mediation_kind, false as is_cumulative, 'year' as period_type, 300 as disputes_accepted,
        285 as disputes_resolved,
        95 as rate_reported, 95 as rate_derived, 0 as rate_gap, false as is_ambiguous,
        min(observation_id) as rate_observation_id, min(observation_id) as accepted_observation_id,
        min(observation_id) as resolved_observation_id from facts group by jurisdiction_key, year""",
    "cmp_derived_indicators": """
        select jurisdiction_key || year as derived_id, 'mediation.success_rate' as indicator_code, jurisdiction_key,
        year, 'whole' as scope, false as is_cumulative, 'year' as period_type, 285 as numerator, 300 as denominator,
        95 as value,
        95 as reported_value, 0 as reported_gap, concat_ws('|', year, level) as comparison_group, 2 as group_size,
        1 as rank_in_group, 'ranked from the largest among 2 of the same level, year, scope and cut-off'
            as comparability,
        '在同级别、同年、同范围、同截止日期的2个中从大到小排列' as comparability_zh,
        min(observation_id) as numerator_observation_id, min(observation_id) as denominator_observation_id,
        min(observation_id) as reported_value_observation_id from facts group by jurisdiction_key, year, level""",
    "dim_derived_indicator": f"select * from read_csv('{SEEDS / 'derived_indicators.csv'}', header = true)",
    "aud_review_queue": """
        select range + 1 as queue_no, '共办理' || range || '◇' as wording, 'none' as topic,
        'no rule claims its wording' as reason, 3 as figure_count, 2 as report_count, {plain} as example_sentence
        from range(2000)""",
}


def build(db: Path, places: int, facts: int) -> Path:
    """Writes a warehouse of so many places and facts to `db`."""
    with duckdb.connect(str(db)) as connection:
        connection.execute("create schema marts")
        for table, columns in synthetic.contracts().items():
            columns_sql = ", ".join(f'"{name}" {data_type}' for name, data_type in columns.items())
            connection.execute(f"create table marts.{table} ({columns_sql})")
        _insert(connection, "dim_metric", f"select * from read_csv('{SEEDS / 'metrics.csv'}', header = true)")
        _insert(connection, "dim_case_type", f"select * from read_csv('{SEEDS / 'case_types.csv'}', header = true)")
        _insert(
            connection,
            "dim_jurisdiction",
            "select jurisdiction_code as jurisdiction_key, name_zh, name_en, level, parent_code as parent_key,"
            f" province_code as province_key from read_csv('{SEEDS / 'jurisdictions.csv'}', header = true,"
            f" all_varchar = true) order by hash(jurisdiction_code) limit {places}",
        )
        connection.execute(_FACTS.format(places=places, facts=facts, years=YEARS))
        words = {
            "marked": _SENTENCE.format(number="'⟦' || number_text || '⟧'"),
            "printed": _SENTENCE.format(number="number_text"),
            "plain": _SENTENCE.format(number="range"),
        }
        for table, sql in _ROWS.items():
            _insert(connection, table, sql.format(**words))
    return db


def _insert(connection: duckdb.DuckDBPyConnection, table: str, sql: str) -> None:
    """Inserts what the query gives into the columns of the same names; those that the table has not are left out."""
    given = [name for name, *_ in connection.execute(f"describe {sql}").fetchall()]
    names = ", ".join(f'"{name}"' for name in given if name in synthetic.contracts()[table])
    connection.execute(f"insert into marts.{table} ({names}) select {names} from ({sql})")
