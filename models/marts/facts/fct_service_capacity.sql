with

statements as (

    select * from {{ ref('int_statements') }}

)

select
    {{ statement_columns() }},
    case_type,
    stage
from statements
where fact = 'fct_service_capacity'
