-- Each cue that spoke of a figure, with the words by which it did and where they stand in the report's text. What
-- names a topic is a cue too: the topic.
{%- set judgements = ['wording', 'exclusion', 'claim', 'role', 'period', 'scope'] %}
with

passages as (

    select * from {{ ref('int_passage_topics') }}

),

-- each figure with the text around it as it is printed: sentences on several lines were looked at on one
topics as (

    select
        topics.figure_id,
        topics.label_no,
        topics.report_id,
        topics.passage_no,
        topics.char_start,
        topics.char_end,
        topics.is_cell,
        topics.topic,
        topics.topic_basis,
        topics.topic_words,
        topics.carried_at,
        topics.heading_at,
        topics.wording_cue,
        topics.wording_cue_words,
        case
            when passages.passage_no is null then topics.lead_text
            else left(passages.even_text, topics.char_start - passages.char_start)
        end as lead_text,
        case
            when passages.passage_no is null then topics.follow_text
            else substring(passages.even_text, topics.char_end - passages.char_start + 1)
        end as follow_text
    from {{ ref('int_figure_topics') }} as topics
    left join passages
        on
            topics.report_id = passages.report_id
            and case when topics.is_broken then topics.passage_no end = passages.passage_no

),

-- passages with words that name no topic for what comes behind
silenced as (

    select * from passages
    where left_out_words is not null

),

scopes as (

    select * from {{ ref('int_figure_scopes') }}

),

times as (

    select * from {{ ref('int_figure_times') }}

),

cues as (
    {% for judgement in judgements %}
    select
        '{{ judgement }}' as judgement,
        cue_id,
        says,
        place
    from {{ ref(judgement ~ '_cues') }}
    {%- if not loop.last %}
    union all
    {%- endif %}
    {% endfor %}
),

listed as (

    select
        figure_id,
        label_no,
        'wording' as judgement,
        {{ list_of(['wording_cue']) }} as cue_ids,
        {{ list_of(['wording_cue_words']) }} as cue_words,
        cast(null as int) as carried_at
    from topics
    where wording_cue is not null
    union all
    {%- for judgement, model in [
        ('exclusion', 'int_figure_exclusions'),
        ('claim', 'int_figure_metrics'),
        ('role', 'int_figure_roles'),
    ] %}
    select
        figure_id,
        label_no,
        '{{ judgement }}' as judgement,
        {{ judgement }}_cues as cue_ids,
        {{ judgement }}_cue_words as cue_words,
        cast(null as int) as carried_at
    from {{ ref(model) }}
    where {{ size_of(judgement ~ '_cues') }} > 0
    union all
    {%- endfor %}
    select
        figure_id,
        label_no,
        'period' as judgement,
        period_cues as cue_ids,
        period_cue_words as cue_words,
        carried_at
    from times
    where {{ size_of('period_cues') }} > 0
    union all
    select
        figure_id,
        label_no,
        'scope' as judgement,
        scope_cues as cue_ids,
        scope_cue_words as cue_words,
        carried_at
    from scopes
    where {{ size_of('scope_cues') }} > 0

),

each_cue as (

    select
        figure_id,
        label_no,
        judgement,
        carried_at,
        {{ each_with_place({'cue_id': 'cue_ids', 'words': 'cue_words'}, 'cue_no') }}
    from listed

),

said as (

    select
        each_cue.figure_id,
        each_cue.label_no,
        each_cue.judgement,
        each_cue.cue_id,
        each_cue.words,
        coalesce(cues.says, case each_cue.cue_id when 'scope.place_named' then 'whole' else 'part' end) as says,
        coalesce(cues.place, 'lead') as place,
        -- what decides may stand in a sentence before; what was left out stands in the figure's own
        case when each_cue.cue_no = 1 then each_cue.carried_at end as carried_at
    from each_cue
    left join cues
        on
            each_cue.judgement = cues.judgement
            and each_cue.cue_id = cues.cue_id

),

worded as (

    select
        said.figure_id,
        said.label_no,
        said.judgement,
        said.cue_id,
        said.says,
        said.words,
        said.place,
        said.carried_at,
        case when said.place not in ('heading', 'issuer', 'item', 'item_opening', 'passage') then topics.lead_text end
            as lead_text,
        topics.report_id,
        topics.follow_text,
        topics.is_cell,
        topics.char_start,
        topics.char_end
    from said
    inner join topics
        on
            said.figure_id = topics.figure_id
            and said.label_no = topics.label_no
    union all
    select
        figure_id,
        label_no,
        'topic' as judgement,
        topic as cue_id,
        topic as says,
        topic_words as words,
        topic_basis as place,
        case topic_basis when 'item' then carried_at when 'heading' then heading_at end as carried_at,
        case when topic_basis not in ('item', 'heading') then lead_text end as lead_text,
        report_id,
        follow_text,
        is_cell,
        char_start,
        char_end
    from topics
    where topic_words is not null
    union all
    select
        topics.figure_id,
        topics.label_no,
        'wording' as judgement,
        silenced.left_out_cue as cue_id,
        'nothing' as says,
        silenced.left_out_words as words,
        'passage' as place,
        silenced.left_out_at as carried_at,
        null as lead_text,
        topics.report_id,
        topics.follow_text,
        topics.is_cell,
        topics.char_start,
        topics.char_end
    from topics
    inner join silenced
        on
            topics.report_id = silenced.report_id
            and topics.passage_no = silenced.passage_no
    where silenced.left_out_cue is not null

),

-- words with numbers in them stand otherwise in the text
pieces as (

    select
        *,
        case
            when contains(lead_text, words) or contains(follow_text, words) then words
            else nullif({{ piece_without_numbers('words') }}, '')
        end as piece
    from worded

),

placed as (

    select
        figure_id,
        label_no,
        report_id,
        judgement,
        cue_id,
        says,
        place,
        words,
        cast(
            case
                when carried_at is not null then nullif(carried_at, -1)
                when is_cell then null
                when place in ('behind', 'after', 'counted') and contains(follow_text, piece)
                    then char_end + {{ first_place('follow_text', 'piece') }}
                when contains(lead_text, piece)
                    then char_start - length(lead_text) + {{ last_place('lead_text', 'piece') }}
                when lead_text is not null and contains(follow_text, piece)
                    then char_end + {{ first_place('follow_text', 'piece') }}
            end as int
        ) as words_start
    from pieces

)

select * from placed
