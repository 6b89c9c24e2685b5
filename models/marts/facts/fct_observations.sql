with

observations as (

    select * from {{ ref('int_accepted_observations') }}

),

failures as (

    select
        observation_id,
        count(*) as failed_checks
    from {{ ref('int_check_observations') }}
    where outcome = 'fails'
    group by observation_id

)

select
    observations.observation_id,
    observations.figure_id,
    observations.report_id,
    observations.char_start,
    observations.char_end,
    observations.metric_code,
    observations.value,
    observations.unit,
    observations.modifier,
    observations.scope,
    observations.role,
    observations.year,
    observations.as_of,
    observations.period_key,
    observations.jurisdiction_key,
    observations.reporting_department,
    observations.is_cumulative,
    observations.period_type,
    observations.range_part,
    observations.day_kind,
    observations.confidence,
    observations.confidence_number,
    observations.confidence_metric,
    observations.confidence_scope,
    observations.confidence_year,
    observations.confidence_place,
    observations.confidence_reasons,
    observations.rule_id,
    observations.number_text,
    observations.unit_as_written,
    observations.printed_sentence,
    observations.heading_path,
    cast(coalesce(failures.failed_checks, 0) as int) as failed_checks,
    coalesce(observations.verified_by_count, 0) > 0 as is_verified,
    coalesce(observations.verified_by_count, 0) as verified_by_count,
    observations.verified_at
from observations
left join failures on observations.observation_id = failures.observation_id
