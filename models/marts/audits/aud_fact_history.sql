with

history as (

    select * from {{ ref('int_fact_history') }}

)

select
    {{ key_of(['fact_key', 'change_no']) }} as fact_change_id,
    fact_key,
    change_no,
    run_id,
    built_at,
    jurisdiction_key,
    reporting_department,
    metric_code,
    year,
    scope,
    role,
    as_of,
    is_cumulative,
    period_type,
    range_part,
    day_kind,
    unit,
    change,
    values_before,
    values_after,
    report_ids
from history
