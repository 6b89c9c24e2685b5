with

statements as (

    select * from {{ ref('int_statements') }}

)

select
    observation_id,
    jurisdiction_key,
    reporting_department,
    year,
    scope,
    case_type,
    stage,
    metric_code,
    role,
    as_of,
    period_key,
    is_cumulative,
    period_type,
    range_part,
    statement_no,
    statement_count,
    times_stated,
    value,
    unit,
    modifier,
    confidence,
    report_id,
    char_start,
    number_text,
    printed_sentence,
    rule_id,
    is_verified,
    verified_by_count,
    verified_at
from statements
where fact = 'fct_service_capacity'
