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

agreed as (

    select * from {{ ref('int_agreed_readings') }}

),

catalogue as (

    select * from {{ ref('metrics') }}

),

-- where a second reader reads a part alike, it is at least as sure as people have found such parts to be; that makes no
-- reading a fact, for it comes behind the bar
accepted as (

    select
        observations.*,
        greatest(observations.confidence_metric, coalesce(agreed.metric_share, 0)) as surer_metric,
        greatest(
            observations.confidence_scope,
            case when agreed.scope = observations.scope then agreed.scope_share else 0 end
        ) as surer_scope,
        greatest(
            observations.confidence_year,
            case
                when agreed.role = observations.role and agreed.year = cast(observations.observation_year as string)
                    then agreed.year_share
                else 0
            end
        ) as surer_year
    from observations
    inner join obstacles on observations.observation_id = obstacles.observation_id
    left join agreed
        on
            observations.figure_id = agreed.figure_id
            and observations.metric_code = agreed.metric_code
    where obstacles.obstacle is null

),

surer as (

    select
        *,
        surer_metric > confidence_metric
        or surer_scope > confidence_scope
        or surer_year > confidence_year as is_surer
    from accepted

),

finished as (

    select
        -- keys
        surer.observation_id,
        surer.figure_id,
        surer.report_id,
        surer.passage_no,
        surer.metric_code,
        coalesce(surer.told_jurisdiction, reports.jurisdiction_key) as jurisdiction_key,
        -- reports whose division is not known are each a body of their own
        coalesce(surer.told_jurisdiction, reports.jurisdiction_key, concat_ws('', 'report-', surer.report_id))
            as subject_key,
        -- a department's figures are its own, not its government's, unless they are the whole division's
        case
            when reports.report_kind = 'department' and surer.scope <> 'whole'
                then coalesce(reports.issuer, 'unnamed')
        end as reporting_department,
        catalogue.fact,
        catalogue.case_type,
        catalogue.stage,
        catalogue.kind,

        -- what is stated
        surer.value,
        surer.unit,
        surer.modifier,
        surer.range_part,
        surer.day_kind,
        surer.scope,
        surer.role,
        surer.observation_year as year,
        surer.as_of,
        coalesce(surer.is_cumulative, false) as is_cumulative,
        surer.period_type,
        concat_ws('@', coalesce(cast(surer.observation_year as string), 'unknown'), surer.as_of)
            as period_key,

        -- text as printed
        surer.number_text,
        surer.unit_text as unit_as_written,
        sentences.printed_sentence,
        sentences.sentence_start,
        sentences.heading_path,

        -- lineage
        surer.char_start,
        surer.char_end,
        surer.rule_id,
        case
            when surer.is_surer
                then greatest(
                    surer.confidence,
                    {{ as_confidence(
                        'surer.confidence_number * surer.surer_metric * surer.surer_scope * surer.surer_year'
                        ~ ' * surer.confidence_place'
                    ) }}
                )
            else surer.confidence
        end as confidence,
        surer.confidence_number,
        cast(surer.surer_metric as decimal(4, 2)) as confidence_metric,
        cast(surer.surer_scope as decimal(4, 2)) as confidence_scope,
        cast(surer.surer_year as decimal(4, 2)) as confidence_year,
        surer.confidence_place,
        concat_ws(';', surer.confidence_reasons, case when surer.is_surer then 'agreed' end) as confidence_reasons,
        surer.correction_id,
        surer.correction_reason,
        surer.is_in_conflict,
        surer.verified_by_count,
        surer.verified_at
    from surer
    inner join reports on surer.report_id = reports.report_id
    inner join catalogue on surer.metric_code = catalogue.metric_code
    inner join sentences on surer.figure_id = sentences.figure_id

)

select * from finished
