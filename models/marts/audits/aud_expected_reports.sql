with

expected as (

    select * from {{ ref('int_expected_reports') }}

)

select
    address,
    issuer,
    jurisdiction_key,
    jurisdiction_name,
    report_year,
    report_kind,
    state,
    is_held,
    cast(report_count as int) as report_count,
    report_id,
    landing_status,
    reason_code,
    reason,
    cast(http_status as int) as http_status,
    final_address,
    cast(attempt_count as int) as attempt_count,
    cast(change_count as int) as change_count,
    first_found_at,
    last_found_at,
    last_attempt_at
from expected
