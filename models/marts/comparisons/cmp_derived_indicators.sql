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

sized as (

    select
        *,
        count(case when can_be_compared then 1 end) over (partition by comparison_group) as group_size
    from derived

),

ranked as (

    select
        *,
        can_be_compared and group_size >= 2 as is_ranked,
        case
            when can_be_compared and group_size >= 2
                then rank() over (partition by comparison_group, can_be_compared order by value desc)
        end as rank_in_group,
        case
            when can_be_compared and group_size >= 2
                then {{ percent_exceeded('comparison_group, can_be_compared', 'value') }}
        end as percentile_in_group
    from sized

),

coded as (

    select
        *,
        {{ codes_of_both('obstacle_codes', 'reservation_codes') }} as reason_codes
    from ranked

),

{{ reasons_told('coded') }}

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
    cast(coded.group_size as int) as group_size,
    cast(coded.rank_in_group as int) as rank_in_group,
    coded.percentile_in_group,
    coded.can_be_compared,
    {{ codes_of_both('alone.reason_code', 'coded.reason_codes') }} as reason_codes,
    told.reasons_en as own_reasons,
    told.reasons_zh as own_reasons_zh,
    concat_ws(
        '; ',
        case
            when coded.is_ranked
                then
                    'ranked from the largest among ' || cast(coded.group_size as string)
                    || ' of the same level, year, scope and cut-off'
            else 'not ranked: ' || coalesce(alone.reason_en, told.reasons_en)
        end,
        case when coded.can_be_compared then told.reasons_en end
    ) as comparability,
    concat_ws(
        '；',
        case
            when coded.is_ranked
                then '在同级别、同年、同范围、同截止日期的' || cast(coded.group_size as string) || '个中从大到小排列'
            else '不排名：' || coalesce(alone.reason_zh, told.reasons_zh)
        end,
        case when coded.can_be_compared then told.reasons_zh end
    ) as comparability_zh,
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
    observations.printed_sentence
from coded
inner join indicators on coded.indicator_code = indicators.indicator_code
inner join observations on coded.numerator_observation_id = observations.observation_id
left join told on coded.reason_codes = told.reason_codes
left join reasons as alone
    on
        coded.can_be_compared
        and coded.group_size < 2
        and alone.reason_code = 'no_other_states_it'
