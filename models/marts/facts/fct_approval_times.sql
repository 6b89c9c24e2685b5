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
    split_part(metric_code, '.', 2) as procedure,
    case when kind = 'ratio' then 'share' else stage end as time_kind,
    day_kind,
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
where fact = 'fct_approval_times'
