with

periods as (

    select * from {{ ref('dim_period') }}

),

bounds as (

    select
        min(year) as first_year,
        max(year) as last_year
    from periods

),

days as (

    {{ every_day('(select first_year from bounds)', '(select last_year from bounds)') }}

)

select
    date_day,
    cast(extract(year from date_day) as int) as year
from days
