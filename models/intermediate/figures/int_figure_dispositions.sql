-- What became of each landed figure: used in the marts, or set aside, and why. A figure for which no branch gives a
-- reason was lost on the way; the marts do not build then.
with

figures as (

    select * from {{ ref('stg_figures') }}

),

reports as (

    select * from {{ ref('int_report_versions') }}

),

sentences as (

    select * from {{ ref('int_figure_sentences') }}

),

units as (

    select * from {{ ref('units') }}

),

topics as (

    select * from {{ ref('int_figure_topics') }}

),

claims as (

    select * from {{ ref('int_figure_claims') }}

),

obstacles as (

    select
        figure_id,
        min(obstacle) as obstacle
    from {{ ref('int_observation_obstacles') }}
    group by figure_id

),

verdicts as (

    select
        figure_id,
        rejection
    from {{ ref('int_figure_verdicts') }}
    where rejection is not null

),

accepted as (

    select
        figure_id,
        count(*) as observation_count
    from {{ ref('int_accepted_observations') }}
    group by figure_id

),

-- a figure that stands for several things has a wording for each: the first speaks for it
first_wordings as (

    select
        figure_id,
        wording,
        topic,
        unit_class
    from topics
    qualify row_number() over (partition by figure_id order by label_no nulls last) = 1

),

conflicts as (

    select
        figure_id,
        {{ joined('rule_id') }} as rule_ids
    from claims
    where metric_count > 1
    group by figure_id

),

claimed as (

    select distinct figure_id
    from claims

),

judged as (

    select
        figures.figure_id,
        figures.report_id,
        figures.passage_no,
        figures.char_start,
        figures.char_end,
        figures.number_text,
        figures.value,
        figures.unit,
        coalesce(
            first_wordings.wording,
            {{ plain_wording('figures.label_before') }} || '◇' || {{ plain_wording('figures.label_after') }},
            '◇'
        ) as wording,
        coalesce(first_wordings.topic, 'none') as topic,
        coalesce(first_wordings.unit_class, units.unit_class, 'none') as unit_class,
        conflicts.rule_ids,
        coalesce(accepted.observation_count, 0) as observation_count,
        case
            when reports.withdrawn_reason is not null then 'withdrawn report'
            when not reports.is_current then 'superseded version'
            when accepted.figure_id is not null then 'used'
            when not sentences.is_report then 'page furniture'
            when not figures.is_readable
                then concat_ws('', 'cannot be read: ', coalesce(figures.damage, 'unknown damage'))
            when obstacles.obstacle is not null then obstacles.obstacle
            -- no rule claims it, and a reader says so too
            when verdicts.figure_id is not null then verdicts.rejection
            when conflicts.figure_id is not null then concat_ws('', 'rules conflict: ', conflicts.rule_ids)
            when claimed.figure_id is null then 'no rule claims its wording'
        end as outcome
    from figures
    inner join reports on figures.report_id = reports.report_id
    left join sentences on figures.figure_id = sentences.figure_id
    left join units on figures.unit = units.unit
    left join first_wordings on figures.figure_id = first_wordings.figure_id
    left join accepted on figures.figure_id = accepted.figure_id
    left join obstacles on figures.figure_id = obstacles.figure_id
    left join conflicts on figures.figure_id = conflicts.figure_id
    left join verdicts on figures.figure_id = verdicts.figure_id
    left join claimed on figures.figure_id = claimed.figure_id

)

select
    figure_id,
    report_id,
    passage_no,
    char_start,
    char_end,
    number_text,
    value,
    unit,
    wording,
    topic,
    unit_class,
    rule_ids,
    cast(observation_count as int) as observation_count,
    case when outcome = 'used' then 'used' else 'set_aside' end as disposition,
    case when outcome <> 'used' then outcome end as reason,
    outcome is not null as is_accounted_for
from judged
