-- The figures of random samples that are read surely enough to be facts, each with whether all of the reading is right:
-- as its readers say today, of the reading of today.
with

outcomes as (

    select *
    from {{ ref('int_verdict_outcomes') }}
    where not is_correction

),

sampled as (

    select distinct outcomes.figure_id
    from outcomes
    inner join {{ ref('int_standing_verdicts') }} as verdicts on outcomes.verdict_id = verdicts.verdict_id
    where verdicts.sample_id is not null and outcomes.claimed_part = 'reading'

),

readings as (

    select * from {{ ref('int_figure_readings') }}
    where is_sure

),

held as (

    select
        outcomes.figure_id,
        outcomes.outcome = 'conflict' as is_unsettled,
        coalesce(
            outcomes.claim = case outcomes.claimed_part
                when 'reading' then 'yes'
                when 'metric' then {{ as_codes('readings.metric_codes') }}
                when 'scope' then readings.scope
                when 'role' then readings.role
                when 'year' then readings.year
                when 'value' then readings.value
            end, false
        ) or outcomes.claim = 'as read' as is_right,
        readings.metric_codes,
        readings.confidence
    from outcomes
    inner join sampled on outcomes.figure_id = sampled.figure_id
    inner join readings on outcomes.figure_id = readings.figure_id
    where outcomes.outcome in ('holds', 'conflict')

)

select
    figure_id,
    {{ family_of(first_code('max(metric_codes)')) }} as family,
    {{ confidence_band('max(confidence)') }} as band,
    bool_or(is_unsettled) as is_unsettled,
    bool_and(is_right) as is_right
from held
group by figure_id
