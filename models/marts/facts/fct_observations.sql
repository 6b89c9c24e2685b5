with

observations as (

    select * from {{ ref('int_observations') }}

),

reports as (

    select * from {{ ref('int_reports') }}

),

passages as (

    select * from {{ ref('stg_passages') }}

),

finished as (

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
        observations.observation_year as year,
        observations.as_of,
        concat_ws('@', observations.observation_year, observations.as_of) as period_key,
        reports.jurisdiction_key,
        observations.is_cumulative,
        observations.range_part,
        observations.day_kind,
        observations.confidence,
        observations.confidence_reasons,
        observations.rule_id,
        observations.number_text,
        observations.unit_text as unit_as_written,
        passages.passage_text as printed_sentence,
        passages.heading_path
    from observations
    inner join reports on observations.report_id = reports.report_id
    inner join passages
        on
            observations.report_id = passages.report_id
            and observations.passage_no = passages.passage_no

)

select * from finished
