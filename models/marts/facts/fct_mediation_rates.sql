with

rates as (

    select * from {{ ref('int_mediation_rates') }}

)

select
    mediation_rate_id,
    jurisdiction_key,
    reporting_department,
    year,
    scope,
    mediation_kind,
    role,
    as_of,
    period_key,
    is_cumulative,
    period_type,
    report_id,
    accepted_value as disputes_accepted,
    resolved_value as disputes_resolved,
    rate_value as rate_reported,
    rate_derived,
    rate_derived_modifier,
    rate_gap,
    amount_value as amount_involved,
    is_ambiguous,
    accepted_observation_id,
    resolved_observation_id,
    rate_observation_id,
    amount_observation_id,
    accepted_statement_count,
    resolved_statement_count,
    rate_statement_count,
    amount_statement_count,
    observation_count,
    verified_by_count > 0 as is_verified,
    verified_by_count,
    verified_at
from rates
