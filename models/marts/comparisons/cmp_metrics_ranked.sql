with

statements as (

    select * from {{ ref('int_comparison_statements') }}

),

reports as (

    select
        report_id,
        source_name
    from {{ ref('dim_report') }}

),

reasons as (

    select * from {{ ref('dim_comparability_reason') }}

),

other_definitions as (

    select * from {{ ref('int_stated_definitions') }}

),

{{ ranked_in_groups('statements') }},

{{ rank_ranges('observation_id') }}

select
    coded.observation_id,
    coded.jurisdiction_key,
    coded.jurisdiction_name,
    coded.level,
    coded.reporting_department,
    coded.metric_code,
    coded.metric_name_zh,
    coded.year,
    coded.scope,
    coded.as_of,
    coded.is_cumulative,
    coded.period_type,
    coded.day_kind,
    coded.value,
    coded.unit,
    coded.modifier,
    coded.comparison_group,
    {{ ranking_columns() }},
    {{ rank_range_columns() }},
    coded.report_id,
    reports.source_name,
    coded.char_start,
    coded.number_text,
    coded.printed_sentence,
    coalesce(coded.is_verified, false) as is_verified
from coded
{{ ranking_joins() }}
left join rank_ranges on coded.observation_id = rank_ranges.observation_id
left join reports on coded.report_id = reports.report_id
