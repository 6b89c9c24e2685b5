with

comparisons as (

    select * from {{ ref('int_check_between_reports') }}

),

observations as (

    select * from {{ ref('int_accepted_observations') }}

)

select
    comparisons.comparison_id,
    comparisons.comparison,
    comparisons.jurisdiction_key,
    comparisons.reporting_department,
    comparisons.metric_code,
    comparisons.scope,
    comparisons.year,
    comparisons.first_report_id,
    comparisons.first_observation_id,
    comparisons.first_value,
    comparisons.second_report_id,
    comparisons.second_observation_id,
    comparisons.second_value,
    comparisons.gap,
    comparisons.outcome,
    comparisons.reason,
    comparisons.preferred_observation_id,
    comparisons.stated_years,
    first_observations.printed_sentence as first_sentence,
    second_observations.printed_sentence as second_sentence
from comparisons
left join observations as first_observations
    on comparisons.first_observation_id = first_observations.observation_id
left join observations as second_observations
    on comparisons.second_observation_id = second_observations.observation_id
