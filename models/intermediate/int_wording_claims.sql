-- Which rules claim each distinct wording: the patterns run once for a wording, however often it stands in reports.
with

wordings as (

    select distinct
        wording,
        topic,
        unit_class
    from {{ ref('int_figure_topics') }}

),

claimed as (

    select
        wording,
        topic,
        unit_class,
        {{ claiming_rules('wording', 'topic', 'unit_class') }} as rule_ids
    from wordings

)

select * from claimed
