-- The observations that are certain enough for the marts, each with the body that it is about.
with

observations as (

    select * from {{ ref('int_judged_observations') }}

),

obstacles as (

    select * from {{ ref('int_observation_obstacles') }}

),

reports as (

    select * from {{ ref('int_speaking_reports') }}

),

sentences as (

    select * from {{ ref('int_figure_sentences') }}

),

catalogue as (

    select * from {{ ref('metrics') }}

),

accepted as (

    select observations.*
    from observations
    inner join obstacles on observations.observation_id = obstacles.observation_id
    where obstacles.obstacle is null

),

finished as (

    select
        -- keys
        accepted.observation_id,
        accepted.figure_id,
        accepted.report_id,
        accepted.passage_no,
        accepted.metric_code,
        coalesce(accepted.told_jurisdiction, reports.jurisdiction_key) as jurisdiction_key,
        -- reports whose division is not known are each a body of their own
        coalesce(accepted.told_jurisdiction, reports.jurisdiction_key, concat_ws('', 'report-', accepted.report_id))
            as subject_key,
        -- a department's figures are its own, not its government's, unless they are the whole division's
        case
            when reports.report_kind = 'department' and accepted.scope <> 'whole'
                then coalesce(reports.issuer, 'unnamed')
        end as reporting_department,
        catalogue.fact,
        catalogue.case_type,
        catalogue.stage,
        catalogue.kind,

        -- what is stated
        accepted.value,
        accepted.unit,
        accepted.modifier,
        accepted.range_part,
        accepted.day_kind,
        accepted.scope,
        accepted.role,
        accepted.observation_year as year,
        accepted.as_of,
        coalesce(accepted.is_cumulative, false) as is_cumulative,
        accepted.period_type,
        concat_ws('@', coalesce(cast(accepted.observation_year as string), 'unknown'), accepted.as_of)
            as period_key,

        -- text as printed
        accepted.number_text,
        accepted.unit_text as unit_as_written,
        sentences.printed_sentence,
        sentences.sentence_start,
        sentences.heading_path,

        -- lineage
        accepted.char_start,
        accepted.char_end,
        accepted.rule_id,
        accepted.confidence,
        accepted.confidence_number,
        accepted.confidence_metric,
        accepted.confidence_scope,
        accepted.confidence_year,
        accepted.confidence_place,
        accepted.confidence_reasons,
        accepted.correction_id,
        accepted.correction_reason,
        accepted.is_in_conflict,
        accepted.verified_by_count,
        accepted.verified_at
    from accepted
    inner join reports on accepted.report_id = reports.report_id
    inner join catalogue on accepted.metric_code = catalogue.metric_code
    inner join sentences on accepted.figure_id = sentences.figure_id

)

select * from finished
