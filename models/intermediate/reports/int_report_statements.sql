-- What each landed version of a report states, a row for each value of a key: what versions and copies are compared by.
-- Superseded versions too; without readings that have a fault of their own.
{% set statement_key = [
    'observations.metric_code',
    'observations.unit',
    'observations.scope',
    'observations.role',
    'observations.observation_year',
    'observations.as_of',
    'observations.period_type',
    'observations.range_part',
] %}
with

observations as (

    select * from {{ ref('int_judged_observations') }}

),

faults as (

    select * from {{ ref('int_observation_faults') }}

),

stated as (

    select
        observations.report_id,
        {{ key_of(statement_key) }} as statement_key,
        observations.metric_code,
        observations.unit,
        observations.scope,
        observations.role,
        observations.observation_year as year,
        observations.as_of,
        coalesce(observations.is_cumulative, false) as is_cumulative,
        observations.period_type,
        observations.range_part,
        observations.value,
        coalesce(observations.modifier, 'exact') as bound,
        observations.observation_id,
        observations.correction_id
    from observations
    inner join faults on observations.observation_id = faults.observation_id
    where faults.fault is null
    -- a value that is repeated is stated once
    qualify row_number() over (
        partition by
            observations.report_id,
            {{ key_of(statement_key) }},
            observations.value,
            observations.modifier
        order by observations.char_start nulls last
    ) = 1

)

select * from stated
