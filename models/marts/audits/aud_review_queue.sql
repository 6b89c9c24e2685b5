with

dispositions as (

    select * from {{ ref('int_figure_dispositions') }}

),

sentences as (

    select * from {{ ref('int_figure_sentences') }}

),

reports as (

    select report_id from {{ ref('int_speaking_reports') }}

),

conflicts as (

    select
        figure_id,
        {{ joined('cue_ids') }} as cue_ids
    from {{ ref('int_cue_conflicts') }}
    group by figure_id

),

waiting as (

    select
        dispositions.figure_id,
        dispositions.report_id,
        dispositions.wording,
        dispositions.topic,
        dispositions.unit_class,
        dispositions.reason,
        dispositions.rule_ids
    from dispositions
    inner join reports on dispositions.report_id = reports.report_id
    where
        dispositions.disposition = 'set_aside'
        and dispositions.reason <> 'page furniture'
        -- somebody has decided on it
        and dispositions.reason not like 'withdrawn by correction %'
        and dispositions.reason not like 'rejected %'
    union all
    -- cues that say different things of one figure, in use or not: their order has settled which is followed
    select
        dispositions.figure_id,
        dispositions.report_id,
        dispositions.wording,
        dispositions.topic,
        dispositions.unit_class,
        concat_ws('', 'cues conflict: ', conflicts.cue_ids) as reason,
        cast(null as string) as rule_ids
    from conflicts
    inner join dispositions on conflicts.figure_id = dispositions.figure_id
    inner join reports on dispositions.report_id = reports.report_id

),

gathered as (

    select
        wording,
        topic,
        unit_class,
        reason,
        max(rule_ids) as rule_ids,
        cast(count(*) as int) as figure_count,
        cast(count(distinct report_id) as int) as report_count,
        min(figure_id) as example_figure_id
    from waiting
    group by wording, topic, unit_class, reason

)

select
    cast(row_number() over (
        order by
            gathered.figure_count desc nulls last,
            gathered.report_count desc nulls last,
            gathered.wording asc nulls last,
            gathered.topic asc nulls last,
            gathered.unit_class asc nulls last,
            gathered.reason asc nulls last
    ) as int) as queue_no,
    gathered.wording,
    gathered.topic,
    gathered.unit_class,
    gathered.reason,
    gathered.rule_ids,
    gathered.figure_count,
    gathered.report_count,
    gathered.example_figure_id,
    sentences.printed_sentence as example_sentence
from gathered
left join sentences on gathered.example_figure_id = sentences.figure_id
