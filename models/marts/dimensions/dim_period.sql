with

observations as (

    select * from {{ ref('int_accepted_observations') }}

),

periods as (

    select distinct
        period_key,
        year,
        as_of
    from observations

)

select
    period_key,
    year,
    as_of,
    coalesce(cast(year as string) || '年', '年份不明') || coalesce(
        '，截至' || cast(year(as_of) as string) || '年' || cast(month(as_of) as string) || '月'
        || cast(day(as_of) as string) || '日',
        ''
    ) as label_zh
from periods
