{#- Words on statements: what a report says of a metric, each value once; and on what became of it. -#}

{#- What every fact of a statement says; its own columns stand beside. -#}
{%- macro statement_columns() -%}
    observation_id,
    jurisdiction_key,
    reporting_department,
    year,
    scope,
    metric_code,
    role,
    as_of,
    period_key,
    is_cumulative,
    period_type,
    range_part,
    statement_no,
    statement_count,
    times_stated,
    value,
    unit,
    modifier,
    confidence,
    report_id,
    char_start,
    number_text,
    printed_sentence,
    rule_id,
    is_verified,
    verified_by_count,
    verified_at
{%- endmacro -%}

{#- What is told of a change of a fact. -#}
{%- macro fact_change_columns() -%}
    fact_key,
    change_no,
    run_id,
    built_at,
    jurisdiction_key,
    reporting_department,
    metric_code,
    year,
    scope,
    role,
    as_of,
    is_cumulative,
    period_type,
    range_part,
    day_kind,
    unit,
    change,
    values_before,
    values_after,
    report_ids
{%- endmacro -%}
