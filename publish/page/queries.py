"""The questions that the page asks of the marts; with the other *_queries.py all that name a table.

Columns are named one by one, so that a mart may gain others. `place` is what a division is called in file names and
addresses: its code, or a hash where the key holds more than digits (development zones).
"""

PLACE = (
    "case when {key} is null then 'unknown' when regexp_full_match({key}, '[0-9]{{6}}') then {key}"
    " else 'z' || substr(sha256({key}), 1, 12) end"
)
NEEDED = (
    *("aud_checks", "aud_coverage", "aud_figure_disposition", "aud_load_ledger", "aud_reading_cues"),
    *("aud_agreement", "aud_measured_precision", "aud_review_queue"),
    *("cmp_derived_indicators", "cmp_metrics_ranked", "dim_case_type", "dim_derived_indicator", "dim_jurisdiction"),
    *("dim_metric", "dim_report", "dim_unit", "fct_evidence", "fct_evidence_passages", "fct_mediation_rates"),
    *("aud_stopped_reporting", "fct_observations"),
)
# Columns that a metric may have in a later edition of the catalogue.
OPTIONAL_OF_METRICS = ("definition_zh", "formula", "formula_zh")

COUNTS = """
    select
        (select count(*) from marts.dim_report where is_current) as reports,
        (select count(*) from marts.dim_report where not is_current) as superseded,
        (select count(distinct jurisdiction_key) from marts.dim_report where is_current) as places,
        (select coalesce(sum(figure_count), 0)::bigint from marts.dim_report where is_current) as figures,
        (
            select count(*) from marts.aud_figure_disposition as figures
            inner join marts.dim_report as reports on figures.report_id = reports.report_id
            where reports.is_current and figures.disposition = 'used'
        ) as figures_used,
        (select count(*) from marts.fct_observations) as facts,
        (select count(distinct metric_code) from marts.fct_observations) as metrics_reported,
        (select count(*) from marts.dim_metric) as metrics,
        (select count(*) from marts.aud_checks where outcome = 'holds') as checks_hold,
        (select count(*) from marts.aud_checks where outcome = 'fails') as checks_fail,
        (select count(*) from marts.aud_checks where outcome = 'cannot_be_assessed') as checks_open,
        (select count(*) from marts.aud_review_queue) as wordings_waiting,
        (
            select coalesce(sum(figure_count), 0)::bigint from marts.aud_review_queue
            where reason not like 'cues conflict: %'
        ) as figures_waiting,
        (select cast(max(landed_at) as date) from marts.dim_report) as landed_on,
        (select min(year) from marts.cmp_metrics_ranked) as first_year,
        (select max(year) from marts.cmp_metrics_ranked) as last_year
"""

COVERAGE = "select coverage, count(*) as cells from marts.aud_coverage group by coverage order by coverage"

CASE_TYPES = "select case_type, name_zh, name_en, definition from marts.dim_case_type order by case_type"

UNITS = "select unit, name_en from marts.dim_unit order by unit"

METRICS = """
    with stated as (
        select
            metric_code,
            count(*) as value_count,
            count(distinct jurisdiction_key) as place_count,
            min(year) as first_year,
            max(year) as last_year,
            max(group_size) as largest_set
        from marts.cmp_metrics_ranked
        group by metric_code
    ),
    covered as (
        select
            metric_code,
            count(*) filter (where coverage = 'reported') as reported,
            count(*) filter (where coverage = 'not_reported') as not_reported,
            count(*) filter (where coverage = 'could_not_be_read') as could_not_be_read,
            count(*) filter (where coverage = 'report_missing') as report_missing
        from marts.aud_coverage
        group by metric_code
    )
    select
        metrics.metric_code, metrics.case_type, metrics.stage, metrics.name_zh, metrics.name_en, metrics.unit,
        metrics.kind, metrics.fact, metrics.definition, {optional}
        coalesce(stated.value_count, 0) as value_count, coalesce(stated.place_count, 0) as place_count,
        stated.first_year, stated.last_year, coalesce(stated.largest_set, 0) as largest_set,
        coalesce(covered.reported, 0) as reported, coalesce(covered.not_reported, 0) as not_reported,
        coalesce(covered.could_not_be_read, 0) as could_not_be_read,
        coalesce(covered.report_missing, 0) as report_missing
    from marts.dim_metric as metrics
    left join stated on metrics.metric_code = stated.metric_code
    left join covered on metrics.metric_code = covered.metric_code
    order by metrics.case_type, metrics.metric_code
"""

PLACES = f"""
    with named as (
        select jurisdiction_key from marts.dim_report where is_current
        union
        select jurisdiction_key from marts.fct_evidence
    ),
    reports as (
        select jurisdiction_key, count(*) as reports, min(report_year) as first_year, max(report_year) as last_year
        from marts.dim_report where is_current group by jurisdiction_key
    ),
    facts as (
        select jurisdiction_key, count(*) as facts, count(distinct metric_code) as metrics
        from marts.fct_evidence group by jurisdiction_key
    ),
    doubts as (
        select jurisdiction_key, count(*) as checks_fail
        from marts.aud_checks where outcome = 'fails' group by jurisdiction_key
    )
    select
        {PLACE.format(key="named.jurisdiction_key")} as place, places.jurisdiction_key, places.name_zh,
        places.name_en, places.level,
        case when parents.jurisdiction_key <> places.province_key then parents.name_zh end as parent_name,
        case when parents.jurisdiction_key <> places.province_key then parents.name_en end as parent_name_en,
        case when provinces.jurisdiction_key <> places.jurisdiction_key then provinces.name_zh end as province_name,
        case when provinces.jurisdiction_key <> places.jurisdiction_key then provinces.name_en end as province_name_en,
        coalesce(reports.reports, 0) as reports, reports.first_year, reports.last_year,
        coalesce(facts.facts, 0) as facts, coalesce(facts.metrics, 0) as metrics,
        coalesce(doubts.checks_fail, 0) as checks_fail
    from named
    left join marts.dim_jurisdiction as places on named.jurisdiction_key = places.jurisdiction_key
    left join marts.dim_jurisdiction as parents on places.parent_key = parents.jurisdiction_key
    left join marts.dim_jurisdiction as provinces on places.province_key = provinces.jurisdiction_key
    left join reports on named.jurisdiction_key is not distinct from reports.jurisdiction_key
    left join facts on named.jurisdiction_key is not distinct from facts.jurisdiction_key
    left join doubts on named.jurisdiction_key is not distinct from doubts.jurisdiction_key
    order by place
"""

RULES = """
    select rule_id, metric_code, max(rule_pattern) as rule_pattern, max(rule_note) as rule_note, count(*) as facts
    from marts.fct_evidence
    group by rule_id, metric_code
    order by rule_id, metric_code
"""

# Ordered by metric: a file each.
RANKED = f"""
    select
        ranked.metric_code, ranked.observation_id, {PLACE.format(key="ranked.jurisdiction_key")} as place,
        ranked.jurisdiction_name, ranked.level, ranked.reporting_department, ranked.year, ranked.scope, ranked.as_of,
        ranked.period_type, ranked.value, ranked.unit, ranked.modifier, ranked.day_kind, ranked.comparison_group,
        ranked.group_size, ranked.rank_in_group, ranked.rank_from, ranked.rank_to,
        ranked.comparability, ranked.comparability_zh,
        evidence.confidence, evidence.correction_id is not null as is_corrected,
        coalesce(observations.failed_checks, 0) as failed_checks,
        coalesce(observations.is_verified, false) as is_verified
    from marts.cmp_metrics_ranked as ranked
    left join marts.fct_evidence as evidence on ranked.observation_id = evidence.observation_id
    left join marts.fct_observations as observations on ranked.observation_id = observations.observation_id
    order by ranked.metric_code, ranked.year desc nulls last, ranked.value desc, ranked.observation_id
"""

# What a part is of its whole, by kind: a file each. What the two come to, its rank and what must be known of it are
# told by the marts. Of mediation the rows that give no rate are shown too.
RATIOS = f"""
    with terms as (
        select
            'review_closure' as kind, indicator_code, jurisdiction_key, reporting_department, year, scope, as_of,
            period_type, denominator as whole, denominator_observation_id as whole_id,
            numerator as part, numerator_observation_id as part_id,
            null::decimal(28, 10) as stated, null as stated_id
        from marts.cmp_derived_indicators
        where indicator_code = 'review.clearance_rate'
        union all
        select
            case mediation_kind when 'people' then 'people_mediation' else 'review_mediation' end as kind,
            case mediation_kind
                when 'people' then 'mediation.success_rate' else 'review.mediation_closure_rate'
            end as indicator_code,
            jurisdiction_key, reporting_department, year, scope, as_of, period_type,
            disputes_accepted as whole, accepted_observation_id as whole_id,
            disputes_resolved as part, resolved_observation_id as part_id,
            rate_reported as stated, rate_observation_id as stated_id
        from marts.fct_mediation_rates
        where role = 'level'
    ),
    judged as (
        select string_split(observation_ids, ' ')[1] as stated_id, outcome, reason
        from marts.aud_checks
        where check_kind = 'rate'
        qualify row_number() over (partition by stated_id order by outcome, check_id) = 1
    )
    select
        terms.kind, terms.indicator_code, {PLACE.format(key="terms.jurisdiction_key")} as place,
        places.name_zh as jurisdiction_name, places.level, terms.reporting_department, terms.year, terms.scope,
        terms.as_of, terms.period_type, terms.whole, terms.whole_id, terms.part, terms.part_id, terms.stated,
        terms.stated_id, indicators.value as derived, indicators.modifier,
        case when indicators.reported_value_observation_id = terms.stated_id then indicators.reported_gap end as gap,
        judged.outcome, judged.reason, indicators.comparison_group, indicators.group_size, indicators.rank_in_group,
        indicators.rank_from, indicators.rank_to, indicators.comparability, indicators.comparability_zh
    from terms
    left join marts.cmp_derived_indicators as indicators
        on terms.indicator_code = indicators.indicator_code
        and terms.part_id = indicators.numerator_observation_id
        and terms.whole_id = indicators.denominator_observation_id
    left join marts.dim_jurisdiction as places on terms.jurisdiction_key = places.jurisdiction_key
    left join judged on terms.stated_id = judged.stated_id
    order by
        terms.kind, terms.year desc nulls last, derived desc nulls last, place, terms.scope, terms.as_of,
        terms.reporting_department, terms.part_id
"""

INDICATORS = """
    select
        indicator_code, name_zh, name_en, numerator_metric, denominator_metric, reported_metric, formula_zh, formula_en,
        source, source_zh
    from marts.dim_derived_indicator
    order by indicator_code
"""
