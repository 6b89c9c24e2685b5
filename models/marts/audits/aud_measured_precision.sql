with

figures as (

    select * from {{ ref('int_sampled_figures') }}

),

counted as (

    select
        family,
        band,
        count(case when not is_unsettled then 1 end) as figure_count,
        count(case when not is_unsettled and is_right then 1 end) as right_count,
        count(case when is_unsettled then 1 end) as unsettled_count
    from figures
    group by family, band

)

select
    family,
    band,
    cast(figure_count as int) as figure_count,
    cast(right_count as int) as right_count,
    cast(unsettled_count as int) as unsettled_count,
    cast(case when figure_count > 0 then cast(100 * right_count as double) / figure_count end as decimal(7, 4))
        as right_percent,
    cast(
        case when figure_count > 0 then 100 * {{ wilson_end('right_count', 'figure_count', '-') }} end as decimal(7, 4)
    ) as interval_low,
    cast(
        case when figure_count > 0 then 100 * {{ wilson_end('right_count', 'figure_count', '+') }} end as decimal(7, 4)
    ) as interval_high
from counted
