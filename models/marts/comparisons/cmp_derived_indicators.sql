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

-- Between which values each that is ranked lies, by whatever definition its report states the numbers of.
spans as (

    select
        coded.derived_id,
        coded.comparison_group,
        coalesce(other_definitions.other_definitions, 0) as other_definitions,
        sum(coalesce(other_definitions.other_definitions, 0)) over (partition by coded.comparison_group)
            as definitions_of_group,
        coalesce(other_definitions.least_value, coded.value) as least_value,
        coalesce(other_definitions.most_value, coded.value) as most_value
    from coded
    left join other_definitions on coded.derived_id = other_definitions.derived_id
    where coded.is_ranked

),

span_ends as (

    select
        *,
        least_value as end_value,
        1 as is_least
    from spans
    union all
    select
        *,
        most_value as end_value,
        0 as is_least
    from spans

),

-- how many of the group begin, and how many end, above the value
counted_ends as (

    select
        *,
        sum(is_least) over (partition by comparison_group order by end_value desc nulls last)
        - sum(is_least) over (partition by comparison_group, end_value) as surely_above,
        sum(1 - is_least) over (partition by comparison_group order by end_value desc nulls last)
        - sum(1 - is_least) over (partition by comparison_group, end_value) as perhaps_above
    from span_ends

),

-- It comes after those that are above it by every definition, and before those that are above it by none.
rank_ranges as (

    select
        derived_id,
        max(other_definitions) as other_definitions,
        max(case when is_least = 0 then 1 + surely_above end) as rank_from,
        max(
            case when is_least = 1 then 1 + perhaps_above - case when most_value > least_value then 1 else 0 end end
        ) as rank_to
    from counted_ends
    where definitions_of_group > 0
    group by derived_id

)

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
    cast(rank_ranges.other_definitions as int) as other_definitions,
    cast(rank_ranges.rank_from as int) as rank_from,
    cast(rank_ranges.rank_to as int) as rank_to,
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
