-- The observations as the corrections have them; those that no correction is about as they are.
with

observations as (

    select * from {{ ref('int_observations') }}

),

-- those that no reader speaks against
unopposed as (

    select
        figure_id,
        verdict_id
    from {{ ref('int_verdict_outcomes') }}
    where is_correction
    group by figure_id, verdict_id
    having bool_and(outcome = 'holds')

),

corrections as (

    select corrections.*
    from {{ ref('int_corrections') }} as corrections
    inner join unopposed on concat_ws('', 'correction ', corrections.correction_id) = unopposed.verdict_id
    where corrections.status = 'applies'

),

units as (

    select * from {{ ref('units') }}

),

catalogue as (

    select * from {{ ref('metrics') }}

),

applied as (

    select
        observations.observation_id,
        {{ joined('corrections.correction_id') }} as correction_id,
        {{ joined('corrections.reason') }} as correction_reason,
        cast(max(case when corrections.field = 'value' then corrections.corrected_to end) as decimal(28, 10)) as value,
        max(case when corrections.field = 'unit' then corrections.corrected_to end) as unit,
        max(case when corrections.field = 'metric_code' then corrections.corrected_to end) as metric_code,
        max(case when corrections.field = 'scope' then corrections.corrected_to end) as scope,
        max(case when corrections.field = 'role' then corrections.corrected_to end) as role,
        cast(max(case when corrections.field = 'year' then corrections.corrected_to end) as int) as observation_year,
        cast(max(case when corrections.field = 'as_of' then corrections.corrected_to end) as date) as as_of,
        bool_or(corrections.field = 'as_of') as corrects_as_of,
        bool_or(corrections.field = 'use') as is_withdrawn
    from observations
    inner join corrections
        on
            observations.figure_id = corrections.figure_id
            and {{ reads_as('observations', 'corrections.field', 'corrections.read_as') }}
    group by observations.observation_id

),

-- another metric brings its own unit along, another unit its own class
completed as (

    select
        applied.*,
        catalogue.kind,
        catalogue.unit as metric_unit,
        units.unit_class
    from applied
    left join catalogue on applied.metric_code = catalogue.metric_code
    left join units on applied.unit = units.unit

),

corrected as (

    select
        case
            when completed.metric_code is null then observations.observation_id
            else concat_ws('', observations.figure_id, ':', completed.metric_code)
        end as observation_id,
        observations.figure_id,
        observations.report_id,
        observations.passage_no,
        coalesce(completed.metric_code, observations.metric_code) as metric_code,
        coalesce(completed.kind, observations.kind) as kind,
        coalesce(completed.unit_class, observations.unit_class) as unit_class,
        coalesce(completed.value, observations.value) as value,
        coalesce(
            completed.unit,
            case when observations.unit = observations.metric_unit then completed.metric_unit end,
            observations.unit
        ) as unit,
        case
            when completed.unit is null and completed.metric_code is null then observations.day_kind
            when coalesce(completed.kind, observations.kind) <> 'duration' then null
            when coalesce(completed.unit_class, observations.unit_class) = 'working_days' then 'working'
            when coalesce(completed.unit_class, observations.unit_class) = 'calendar_days' then 'calendar'
            when coalesce(completed.kind, observations.kind) = 'duration' then 'unstated'
        end as day_kind,
        observations.modifier,
        observations.range_part,
        coalesce(completed.scope, observations.scope) as scope,
        coalesce(completed.role, observations.role) as role,
        coalesce(completed.observation_year, observations.observation_year) as observation_year,
        case when completed.corrects_as_of then completed.as_of else observations.as_of end as as_of,
        observations.is_cumulative,
        case
            when observations.period_type = 'unstated' and completed.observation_year is not null then 'year'
            else observations.period_type
        end as period_type,
        observations.char_start,
        observations.char_end,
        observations.number_text,
        observations.unit_text,
        observations.rule_id,
        observations.confidence,
        observations.confidence_number,
        observations.confidence_metric,
        observations.confidence_scope,
        observations.confidence_year,
        observations.confidence_place,
        concat_ws(';', observations.confidence_reasons, 'correction:' || completed.correction_id) as confidence_reasons,
        completed.correction_id,
        completed.correction_reason,
        coalesce(completed.is_withdrawn, false) as is_withdrawn
    from observations
    left join completed on observations.observation_id = completed.observation_id

)

select * from corrected
