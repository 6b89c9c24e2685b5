with

derived as (

    select * from {{ ref('int_derived_indicators') }}

),

indicators as (

    select * from {{ ref('dim_derived_indicator') }}

),

reasons as (

    select * from {{ ref('dim_comparability_reason') }}

),

observations as (

    select * from {{ ref('fct_observations') }}

),

other_definitions as (

    select * from {{ ref('int_other_definitions') }}

),

{{ ranked_in_groups('derived') }},

{{ rank_ranges('derived_id') }}

select
    coded.derived_id,
    coded.indicator_code,
    indicators.name_zh as indicator_name_zh,
    indicators.name_en as indicator_name_en,
    coded.jurisdiction_key,
    coded.jurisdiction_name,
    coded.level,
    coded.reporting_department,
    coded.year,
    coded.scope,
    coded.as_of,
    coded.is_cumulative,
    coded.period_type,
    coded.day_kind,
    coded.numerator,
    coded.denominator,
    coded.value,
    coded.unit,
    coded.modifier,
    coded.reported_value,
    coded.reported_modifier,
    coded.reported_gap,
    coded.comparison_group,
    {{ ranking_columns() }},
    {{ rank_range_columns() }},
    indicators.formula_zh,
    indicators.formula_en,
    indicators.numerator_metric,
    indicators.denominator_metric,
    coded.denominator_source,
    coded.numerator_observation_id,
    coded.denominator_observation_id,
    coded.reported_value_observation_id,
    coded.report_id,
    observations.char_start,
    observations.number_text,
    observations.printed_sentence,
    -- residents of the census are nobody's reading
    coalesce(observations.is_verified and (coded.denominator_observation_id is null or wholes.is_verified), false)
        as is_verified
from coded
inner join indicators on coded.indicator_code = indicators.indicator_code
inner join observations on coded.numerator_observation_id = observations.observation_id
left join observations as wholes on coded.denominator_observation_id = wholes.observation_id
left join rank_ranges on coded.derived_id = rank_ranges.derived_id
{{ ranking_joins() }}
