-- The topic that each figure's words belong to: the nearest that is named, in what is counted, in the label, behind the
-- number, before it in the sentence, in the item's sentences before, or in the headings.
{%- set labour_rows = topic_rows() | selectattr('topic', 'equalto', 'labor_arbitration') %}
{%- set labour = labour_rows | map(attribute='pattern') | first %}
{#- A text is of one thing where so many of its figures are, and such a part of those that are of anything. #}
{%- set least = 3 %}
{%- set share = 0.9 %}
with

wordings as (

    select * from {{ ref('int_figure_wordings') }}

),

near as (

    select
        *,
        -- what is counted stands right behind its unit: 抽取2267份案卷
        {{ first_match("left(split_part(wording, '◇', 2), 12)", topic_pattern('^[^,(]{0,7}?')) }} as counted_words,
        {{ last_match("split_part(wording, '◇', 1)", topic_pattern()) }} as label_words,
        {{ first_match("split_part(wording, '◇', 2)", topic_pattern()) }} as after_words,
        {{ last_match('plain_lead', topic_pattern()) }} as lead_words,
        {{ last_match('plain_lead', topic_pattern(weak=false)) }} as lead_strong_words,
        {{ last_match('plain_part', topic_pattern(weak=false)) }} as part_strong_words
    from wordings

),

named as (

    select
        *,
        coalesce(counted_words, label_words, after_words) as own_words,
        case when {{ is_weak_topic('lead_words') }} then coalesce(lead_strong_words, lead_words) else lead_words end
            as sentence_words
    from near

),

-- 调解成功, 平均用时: what their sentence named before says of what
yielding as (

    select
        *,
        case
            when {{ is_weak_topic('own_words') }}
                then coalesce(
                    part_strong_words,
                    -- 人民调解组织受理9件;调解成功8件: their own subject, which their sentence named before
                    case
                        when
                            {{ matches('lead_strong_words', quoted(word_class('peoples_mediation'))) }}
                            and {{ matches('own_words', quoted(word_class('of_mediation'))) }}
                            then lead_strong_words
                        when
                            {{ matches('lead_strong_words', quoted(word_class('administrative_suit'))) }}
                            and {{ matches('own_words', quoted(word_class('of_a_suit'))) }}
                            then lead_strong_words
                    end,
                    case when {{ is_strong_topic('carried_words') }} then carried_words end,
                    case when {{ is_strong_topic('heading_words') }} then heading_words end
                )
            when
                own_words is null
                and carried_words is null
                and {{ is_weak_topic('sentence_words') }}
                and {{ is_strong_topic('heading_words') }}
                then heading_words
        end as yields_to,
        -- 仲裁机构 in a text on labour disputes is theirs
        case
            when
                coalesce(own_words, sentence_words) = '仲裁'
                and not {{ matches("concat_ws('', plain_lead, wording)", quoted('仲裁委|商事')) }}
                and {{ is_whole('coalesce(carried_words, heading_words)', quoted(labour or '\\x00')) }}
                then coalesce(carried_words, heading_words)
        end as labour_words
    from named

),

nearest as (

    select
        figure_id,
        report_id,
        passage_no,
        char_start,
        char_end,
        label_no,
        label,
        place_of_row,
        label_before,
        label_after,
        compared_start,
        unit_class,
        wording,
        stated_wording,
        part_short_name,
        wording_cue,
        wording_cue_words,
        lead_text,
        follow_text,
        is_cell,
        is_broken,
        is_of_reviewed_body,
        title,
        heading_words,
        carried_at,
        heading_at,
        coalesce(
            labour_words,
            yields_to,
            own_words,
            -- a row of a table goes on from the rows above it before it takes up the caption
            case when is_cell then carried_words end,
            sentence_words,
            carried_words,
            heading_words
        ) as topic_words,
        case
            when yields_to is not null and part_strong_words is not null then 'sentence'
            when yields_to is not null and {{ is_strong_topic('carried_words') }} then 'item'
            when yields_to is not null and own_words is not null then 'heading'
            when counted_words is not null then 'counted'
            when label_words is not null then 'label'
            when after_words is not null then 'after'
            when is_cell and carried_words is not null then 'item'
            when sentence_words is not null then 'sentence'
            when carried_words is not null then 'item'
            when heading_words is not null then 'heading'
            else 'none'
        end as topic_basis
    from yielding

),

-- each wording is looked up once
found_words as (

    select topic_words
    from nearest
    where topic_words is not null
    union
    select heading_words as topic_words
    from nearest
    where heading_words is not null

),

topics as (

    select
        topic_words,
        {{ topic_of('topic_words') }} as topic
    from found_words

),

-- 仲裁立案 under a heading on labour disputes is of those, a commission's of its own
headed as (

    select
        topic_words as heading_words,
        topic as heading_topic
    from topics

),

judged as (

    select
        nearest.*,
        case
            when
                topics.topic = 'arbitration'
                and headed.heading_topic = 'labor_arbitration'
                and not contains(nearest.lead_text, '仲裁委')
                then headed.heading_topic
            else coalesce(topics.topic, 'none')
        end as topic
    from nearest
    left join topics on nearest.topic_words = topics.topic_words
    left join headed on nearest.heading_words = headed.heading_words

),

counted as (

    select
        report_id,
        topic,
        count(*) as topic_figures
    from judged
    where topic <> 'none'
    group by report_id, topic

),

-- what most figures of a text are of, where nearly all of them are of one thing
of_one_thing as (

    select
        report_id,
        topic as report_topic
    from counted
    qualify
        topic_figures >= {{ least }}
        and topic_figures >= {{ share }} * sum(topic_figures) over (partition by report_id)

)

select
    judged.*,
    case when judged.topic = 'none' then of_one_thing.report_topic end as report_topic
from judged
left join of_one_thing on judged.report_id = of_one_thing.report_id
