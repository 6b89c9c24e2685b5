with

changes as (

    select * from {{ ref('int_version_changes') }}

)

select
    version_change_id,
    report_id,
    previous_report_id,
    source_uri,
    cast(version_no as int) as version_no,
    is_current,
    jurisdiction_key,
    report_year,
    landed_at,
    metric_code,
    unit,
    scope,
    role,
    year,
    as_of,
    is_cumulative,
    period_type,
    range_part,
    change,
    value_before,
    value_after,
    values_before,
    values_after,
    observation_id_before,
    observation_id_after,
    correction_id
from changes
