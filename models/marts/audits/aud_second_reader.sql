with

readings as (

    select * from {{ ref('int_second_readings') }}

),

counted as (

    select
        model,
        part,
        family,
        count(*) as figure_count,
        count(case when is_agreed then 1 end) as agreed_count
    from readings
    group by model, part, family

)

select
    model,
    part,
    family,
    cast(figure_count as int) as figure_count,
    cast(agreed_count as int) as agreed_count,
    cast(cast(100 * agreed_count as double) / figure_count as decimal(7, 4)) as agreed_percent,
    cast(100 * {{ wilson_end('agreed_count', 'figure_count', '-') }} as decimal(7, 4)) as interval_low,
    cast(100 * {{ wilson_end('agreed_count', 'figure_count', '+') }} as decimal(7, 4)) as interval_high
from counted
