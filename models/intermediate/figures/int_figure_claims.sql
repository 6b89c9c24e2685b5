-- Each figure's metrics by the wording rules. Two rules that agree on the metric are one claim; two that differ are a
-- conflict.
with

labels as (

    select * from {{ ref('int_figure_topics') }}

),

asked as (

    select false as of_report
    union all
    select true as of_report

),

-- what names no topic of its own is first of none, then of what its whole text is of
topics as (

    select
        labels.figure_id,
        labels.report_id,
        labels.passage_no,
        labels.char_start,
        labels.label_no,
        labels.label,
        labels.place_of_row,
        labels.label_after,
        labels.wording,
        labels.stated_wording,
        case when asked.of_report then labels.report_topic else labels.topic end as topic,
        case when asked.of_report then 'report' else labels.topic_basis end as topic_basis,
        labels.unit_class,
        labels.lead_text
    from labels
    cross join asked
    where not asked.of_report or labels.report_topic is not null

),

claims as (

    select
        wording,
        topic,
        unit_class,
        {{ each_of('rule_ids') }} as rule_id
    from {{ ref('int_wording_claims') }}

),

exclusions as (

    select * from {{ ref('int_figure_exclusions') }}

),

rules as (

    select * from {{ ref('wording_rules') }}

),

catalogue as (

    select * from {{ ref('metrics') }}

),

by_metric as (

    select
        topics.figure_id,
        topics.report_id,
        topics.passage_no,
        topics.char_start,
        topics.label_no,
        topics.label,
        topics.place_of_row,
        topics.label_after,
        topics.wording,
        topics.stated_wording,
        topics.topic,
        topics.topic_basis,
        topics.unit_class,
        topics.lead_text,
        rules.metric_code,
        min(rules.rule_id) as rule_id
    from topics
    inner join claims
        on
            topics.wording = claims.wording
            and topics.topic = claims.topic
            and topics.unit_class = claims.unit_class
    inner join rules on claims.rule_id = rules.rule_id
    left join exclusions
        on
            topics.figure_id = exclusions.figure_id
            and topics.label_no = exclusions.label_no
    inner join catalogue on rules.metric_code = catalogue.metric_code
    where
        -- a row of a table that breaks a total down
        topics.wording not like '◆%'
        -- a rule may ask for its topic in the figure's own sentence, or at least in its item
        and (
            rules.topic_reach = 'heading'
            or (rules.topic_reach = 'item' and topics.topic_basis not in ('heading', 'none', 'report'))
            or topics.topic_basis in ('counted', 'label', 'after', 'sentence')
        )
        -- its sentence tells that it is not what the rule takes it for (受理9件,办结5件: no 9 closed)
        and not (
            {{ is_listed('rules.metric_code', 'exclusions.ruled_out') }}
            or {{ is_listed("concat_ws('', split_part(rules.metric_code, '.', 1), '.*')", 'exclusions.ruled_out') }}
            or {{ is_listed("concat_ws('', 'kind:', catalogue.kind)", 'exclusions.ruled_out') }}
        )
    group by all

),

once as (

    select *
    from by_metric
    qualify
        row_number() over (partition by figure_id, label_no, metric_code order by topic_basis nulls last) = 1

),

counted as (

    select
        *,
        count(*) over (partition by figure_id, label_no) as metric_count
    from once

)

select * from counted
