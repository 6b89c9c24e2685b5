{#- What other denominators make of a rate. -#}

{#- Step `counts` behind `levels` and `catalogue`: of each body and metric the count in the metric's unit, where it has one.
    A reader may have put one into another, or said that a change is a level: nothing is divided by it, and what stands in
    two kinds of days is not one number. -#}
{%- macro counts_of_bodies() -%}
counts as (

    select levels.*
    from levels
    inner join catalogue
        on
            levels.metric_code = catalogue.metric_code
            and levels.unit = catalogue.unit
    qualify count(*) over (partition by levels.body_key, levels.metric_code) = 1

)
{%- endmacro -%}

{#- The range in which an indicator or a rate lies by all its definitions, of `reckoned`, a row for each that its report
    allows: how many others there are, the least value and the most. No share is of more than its whole. -#}
{%- macro range_by_definitions(key) -%}
select
    {{ key }},
    report_id,
    cast(count(*) as int) as other_definitions,
    cast(least(min(value), min(other_value)) as decimal(28, 10)) as least_value,
    cast(greatest(max(value), max(other_value)) as decimal(28, 10)) as most_value
from reckoned
where other_value is not null and not (kind = 'share' and other_value > multiplier)
group by {{ key }}, report_id
{%- endmacro -%}
