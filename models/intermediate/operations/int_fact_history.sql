-- What became of each fact at all builds, this one included, so that its values at any of them can be looked up.
with

kept as (

    select * from {{ ref('stg_fact_history') }}

),

changes as (

    select * from {{ ref('int_fact_changes') }}

)

select
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
from kept
union all
select
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
from changes
