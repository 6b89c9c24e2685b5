"""What the page asks of the marts for the file of a place: a query for each part, in the order of places."""

from publish.citing import CALLED_EN, CALLED_ZH
from publish.page.queries import PLACE

_OWNERS = f"""
    owners as (
        select {PLACE.format(key="jurisdiction_key")} as place, report_id from marts.dim_report where is_current
        union
        select {PLACE.format(key="jurisdiction_key")} as place, report_id from marts.fct_evidence
    )
"""

PARTS = {
    "reports": f"""
        with {_OWNERS}
        select
            owners.place, r.report_id, r.title, r.issuer, r.report_kind, r.report_year, r.published_on, r.source_name,
            r.address, r.version_no, r.char_count, r.figure_count, r.observation_count,
            case when r.title is null then {CALLED_ZH} end as called_zh,
            case when r.title is null then {CALLED_EN} end as called_en
        from owners
        inner join marts.dim_report as r on owners.report_id = r.report_id
        left join marts.dim_jurisdiction as j on r.jurisdiction_key = j.jurisdiction_key
        order by owners.place, r.report_year desc nulls last, r.source_name, r.report_id
    """,
    "passages": f"""
        with {_OWNERS}
        select
            owners.place, passages.report_id, passages.passage_no, passages.item_no, passages.passage_kind,
            passages.char_start, passages.passage_text
        from owners
        inner join marts.fct_evidence_passages as passages on owners.report_id = passages.report_id
        order by owners.place, passages.report_id, passages.passage_no
    """,
    "figures": f"""
        with spoken as (
            select
                evidence.observation_id,
                string_agg(
                    concat_ws(
                        chr(9), cues.judgement, cues.cue_id, if(cues.judgement = 'exclusion', '', cues.says),
                        coalesce(cues.words, ''), coalesce(cast(cues.words_start as varchar), '')
                    ),
                    chr(10)
                    order by
                        cues.judgement, cues.says in ('nothing', 'above', 'moved_from'), cues.words_start, cues.cue_id
                ) as cues
            from marts.fct_evidence as evidence
            inner join marts.aud_reading_cues as cues
                on evidence.figure_id = cues.figure_id and evidence.label_no = cues.label_no
            group by evidence.observation_id
        )
        select
            {PLACE.format(key="evidence.jurisdiction_key")} as place, evidence.observation_id, evidence.metric_code,
            evidence.year, evidence.as_of, evidence.period_type, evidence.scope, evidence.role, evidence.value,
            evidence.unit, evidence.modifier, evidence.range_part, evidence.day_kind, evidence.reporting_department,
            evidence.report_id, evidence.char_start, evidence.char_end, evidence.number_text, evidence.heading_path,
            evidence.sentence_start, evidence.sentence_marked, evidence.rule_id, evidence.rule_version,
            evidence.topic, spoken.cues, evidence.confidence, evidence.confidence_number, evidence.confidence_metric,
            evidence.confidence_scope, evidence.confidence_year, evidence.confidence_place,
            evidence.confidence_reasons, evidence.correction_id,
            evidence.correction_reason, ranked.comparison_group, ranked.group_size, ranked.rank_in_group,
            ranked.comparability, ranked.comparability_zh, coalesce(observations.failed_checks, 0) as failed_checks,
            evidence.verified_by_count, cast(evidence.verified_at as date) as verified_on
        from marts.fct_evidence as evidence
        left join marts.cmp_metrics_ranked as ranked on evidence.observation_id = ranked.observation_id
        left join marts.fct_observations as observations on evidence.observation_id = observations.observation_id
        left join spoken on evidence.observation_id = spoken.observation_id
        order by place, evidence.metric_code, evidence.year desc nulls last, evidence.observation_id
    """,
    "checks": f"""
        select
            {PLACE.format(key="jurisdiction_key")} as place, check_kind, statement, left_value, right_value, gap,
            tolerance, outcome, reason, detail, observation_ids
        from marts.aud_checks
        where observation_ids is not null
        order by place, outcome = 'fails' desc, outcome = 'holds' desc, check_id
    """,
    "coverage": f"""
        select
            {PLACE.format(key="jurisdiction_key")} as place, year, coverage, count(*) as metrics,
            string_agg(metric_code, ' ' order by metric_code) as metric_codes
        from marts.aud_coverage
        group by place, year, coverage
        order by place, year desc, coverage
    """,
    "stopped": f"""
        select
            {PLACE.format(key="jurisdiction_key")} as place, metric_code, last_year_stated, years_stated,
            first_year_without, years_without, last_observation_id
        from marts.aud_stopped_reporting
        order by place, last_year_stated desc, metric_code
    """,
}
