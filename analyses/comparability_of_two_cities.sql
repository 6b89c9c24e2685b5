-- 问：两个地区的某项指标能不能比，为什么？
--
-- Question: Can a metric be compared between two cities, and why not?
--
-- How to read it: one row per metric and pair of numbers, one of each city. `verdict`: comparable, with_reservation or
-- not_comparable; `comparability` says why, first what the two differ in, then what must be known of each. To choose,
-- put names, former names or codes in place of the nulls in `params` below: cast('南昌' as string); a name that several
-- divisions bear is none's, so use the code. As it stands, the city of which most is known is taken, with the one that
-- shares most metrics of a year with it, and all metrics. 要换地区或指标，把 `params` 里的 null 改成名称（或代码）。
--
-- Not comparable: numbers of different years are listed too, so that nothing is hidden, and never comparable. That a
-- metric is missing here says that one of the two does not report it. marts.dim_comparability_reason explains the
-- reasons.
--
-- Run: duckdb -readonly warehouse/fazhi.duckdb < analyses/comparability_of_two_cities.sql
with

params as (

    select
        cast(null as string) as city_a,
        cast(null as string) as city_b,
        cast(null as string) as metric_code

),

ranked as (

    select * from marts.cmp_metrics_ranked
    where jurisdiction_key is not null

),

group_pairs as (

    select * from marts.cmp_comparability

),

another_year as (

    select * from marts.dim_comparability_reason
    where reason_code = 'another_year'

),

reports as (

    select * from marts.dim_report

),

names as (

    select
        alias,
        jurisdiction_key
    from marts.dim_jurisdiction_alias
    where report_id is null and meaning_count = 1
    union
    select
        jurisdiction_key as alias,
        jurisdiction_key
    from marts.dim_jurisdiction

),

stated as (

    select
        jurisdiction_key,
        metric_code,
        year,
        count(*) as number_count
    from ranked
    group by jurisdiction_key, metric_code, year

),

first_city as (

    select stated.jurisdiction_key
    from stated
    cross join params
    left join names on params.city_a = names.alias
    where params.city_a is null or stated.jurisdiction_key = names.jurisdiction_key
    group by stated.jurisdiction_key
    order by sum(stated.number_count) desc nulls last, stated.jurisdiction_key asc nulls last
    limit 1

),

second_city as (

    select stated.jurisdiction_key
    from stated
    cross join params
    cross join first_city
    inner join stated as shared
        on
            stated.metric_code = shared.metric_code
            and first_city.jurisdiction_key = shared.jurisdiction_key
    left join names on params.city_b = names.alias
    where
        stated.jurisdiction_key <> first_city.jurisdiction_key
        and (params.city_b is null or stated.jurisdiction_key = names.jurisdiction_key)
    group by stated.jurisdiction_key
    order by
        count(case when stated.year = shared.year then 1 end) desc nulls last,
        count(*) desc nulls last,
        stated.jurisdiction_key asc nulls last
    limit 1

),

numbers_a as (

    select ranked.*
    from ranked
    inner join first_city on ranked.jurisdiction_key = first_city.jurisdiction_key

),

numbers_b as (

    select ranked.*
    from ranked
    inner join second_city on ranked.jurisdiction_key = second_city.jurisdiction_key

),

compared as (

    select
        a.metric_code,
        a.metric_name_zh,
        a.jurisdiction_name,
        a.level,
        a.year,
        a.scope,
        a.as_of,
        a.is_cumulative,
        a.period_type,
        a.value,
        a.unit,
        a.own_reasons,
        a.own_reasons_zh,
        b.jurisdiction_name as other_jurisdiction_name,
        b.level as other_level,
        b.year as other_year,
        b.scope as other_scope,
        b.as_of as other_as_of,
        b.is_cumulative as other_is_cumulative,
        b.period_type as other_period_type,
        b.value as other_value,
        b.unit as other_unit,
        b.own_reasons as other_own_reasons,
        b.own_reasons_zh as other_own_reasons_zh,
        case when a.year <> b.year then another_year.reason_en else nullif(group_pairs.comparability, 'comparable') end
            as differences,
        case when a.year <> b.year then another_year.reason_zh else nullif(group_pairs.comparability_zh, '可比') end
            as differences_zh,
        case
            when not a.can_be_compared or not b.can_be_compared or a.year <> b.year then 'not_comparable'
            when group_pairs.verdict = 'comparable' and (a.own_reasons is not null or b.own_reasons is not null)
                then 'with_reservation'
            else group_pairs.verdict
        end as verdict,
        a.observation_id,
        b.observation_id as other_value_observation_id,
        a.report_id,
        a.char_start,
        a.number_text,
        a.printed_sentence,
        b.printed_sentence as other_printed_sentence
    from numbers_a as a
    inner join numbers_b as b on a.metric_code = b.metric_code
    cross join params
    cross join another_year
    left join group_pairs
        on
            group_pairs.group_a = least(a.comparison_group, b.comparison_group)
            and group_pairs.group_b = greatest(a.comparison_group, b.comparison_group)
    where params.metric_code is null or a.metric_code = params.metric_code

)

select
    compared.metric_code,
    compared.metric_name_zh,
    compared.verdict,
    coalesce(
        nullif(
            concat_ws(
                '; ',
                compared.differences,
                compared.jurisdiction_name || ': ' || compared.own_reasons,
                compared.other_jurisdiction_name || ': ' || compared.other_own_reasons
            ),
            ''
        ),
        'comparable'
    ) as comparability,
    coalesce(
        nullif(
            concat_ws(
                '；',
                compared.differences_zh,
                compared.jurisdiction_name || '：' || compared.own_reasons_zh,
                compared.other_jurisdiction_name || '：' || compared.other_own_reasons_zh
            ),
            ''
        ),
        '可比'
    ) as comparability_zh,
    compared.jurisdiction_name,
    compared.level,
    compared.year,
    compared.scope,
    compared.as_of,
    compared.is_cumulative,
    compared.period_type,
    'level' as role,
    compared.value,
    compared.unit,
    compared.other_jurisdiction_name,
    compared.other_level,
    compared.other_year,
    compared.other_scope,
    compared.other_as_of,
    compared.other_is_cumulative,
    compared.other_period_type,
    compared.other_value,
    compared.other_unit,
    compared.observation_id,
    compared.other_value_observation_id,
    compared.report_id,
    reports.source_name,
    compared.char_start,
    compared.number_text,
    compared.printed_sentence,
    compared.other_printed_sentence
from compared
inner join reports on compared.report_id = reports.report_id
order by
    compared.metric_code asc nulls last,
    compared.verdict asc nulls last,
    compared.observation_id asc nulls last,
    compared.other_value_observation_id asc nulls last
