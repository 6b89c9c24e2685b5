-- Which rules claim each distinct wording: the patterns run once for a wording, however often it stands in reports.
with

wordings as (

    select
        wording,
        topic,
        unit_class,
        count(*) as figure_count
    from {{ ref('int_figure_topics') }}
    group by wording, topic, unit_class

),

claimed as (

    select
        wording,
        topic,
        unit_class,
        figure_count,
        {{ claiming_rules('wording', 'topic', 'unit_class') }} as rule_ids
    from wordings

)

select * from claimed
