with

statements as (

    select * from {{ ref('int_statements') }}

)

select
    {{ statement_columns() }},
    split_part(metric_code, '.', 2) as procedure,
    case when kind = 'ratio' then 'share' else stage end as time_kind,
    day_kind
from statements
where fact = 'fct_approval_times'
