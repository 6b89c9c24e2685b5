-- Numbers that can be compared with one another, and what they have in common.
with

statements as (

    select * from {{ ref('int_comparison_statements') }}
    where can_be_compared

)

select
    comparison_group,
    metric_code,
    metric_name_zh,
    year,
    scope,
    cut_off_day,
    is_cumulative,
    period_type,
    level,
    body_kind,
    unit,
    day_kind,
    rate_terms,
    time_basis,
    cast(count(*) as int) as group_size,
    cast(count(as_of) as int) as stated_cut_offs
from statements
group by all
