with

coverage as (

    select * from {{ ref('int_check_coverage') }}

)

select
    coverage_id,
    jurisdiction_key,
    year,
    metric_code,
    coverage,
    observation_count,
    is_in_a_later_report,
    set_aside_count,
    set_aside_reason,
    report_count,
    has_government_report,
    example_observation_id
from coverage
