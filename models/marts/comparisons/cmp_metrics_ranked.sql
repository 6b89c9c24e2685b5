with

statements as (

    select * from {{ ref('int_comparison_statements') }}

),

reasons as (

    select * from {{ ref('dim_comparability_reason') }}

),

sized as (

    select
        *,
        count(case when can_be_compared then 1 end) over (partition by comparison_group) as group_size
    from statements

),

-- Only what is alike stands in one group, and a group of one has no rank.
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
    coded.day_kind,
    coded.value,
    coded.unit,
    coded.modifier,
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
    coded.report_id,
    coded.char_start,
    coded.number_text,
    coded.printed_sentence
from coded
left join told on coded.reason_codes = told.reason_codes
left join reasons as alone
    on
        coded.can_be_compared
        and coded.group_size < 2
        and alone.reason_code = 'no_other_states_it'
