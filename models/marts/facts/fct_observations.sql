with

observations as (

    select * from {{ ref('int_accepted_observations') }}

)

select
    observation_id,
    figure_id,
    report_id,
    char_start,
    char_end,
    metric_code,
    value,
    unit,
    modifier,
    scope,
    role,
    year,
    as_of,
    period_key,
    jurisdiction_key,
    reporting_department,
    is_cumulative,
    range_part,
    day_kind,
    confidence,
    confidence_reasons,
    rule_id,
    number_text,
    unit_as_written,
    printed_sentence,
    heading_path
from observations
