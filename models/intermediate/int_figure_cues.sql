-- Each cue that spoke of a figure, with the words by which it did and where they stand in the report's text. What
-- names a topic is a cue too: the topic.
{%- set judgements = ['wording', 'exclusion', 'claim', 'role', 'period', 'scope'] %}
with

topics as (

    select * from {{ ref('int_figure_topics') }}

),

scopes as (

    select * from {{ ref('int_figure_scopes') }}

),

-- passages with words that name no topic for what comes behind
silenced as (

    select * from {{ ref('int_passage_topics') }}
    where left_out_words is not null

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
        [wording_cue] as cue_ids,
        [wording_cue_words] as cue_words,
        cast(null as int) as carried_at
    from topics
    where wording_cue is not null
    union all
    {%- for judgement, model in [
        ('exclusion', 'int_figure_exclusions'),
        ('claim', 'int_figure_metrics'),
        ('role', 'int_figure_roles'),
        ('period', 'int_figure_periods'),
    ] %}
    select
        figure_id,
        label_no,
        '{{ judgement }}' as judgement,
        {{ judgement }}_cues as cue_ids,
        {{ judgement }}_cue_words as cue_words,
        cast(null as int) as carried_at
    from {{ ref(model) }}
    where {{ judgement }}_cues <> []
    union all
    {%- endfor %}
    select
        figure_id,
        label_no,
        'scope' as judgement,
        scope_cues as cue_ids,
        scope_cue_words as cue_words,
        carried_at
    from scopes
    where scope_cues <> []

),

each_cue as (

    select
        figure_id,
        label_no,
        judgement,
        carried_at,
        {{ each_of('cue_ids') }} as cue_id,
        {{ each_of('cue_words') }} as words
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
        -- what decides stands in a sentence before; what was left out, in the figure's own
        case when cues.says = 'nothing' or cues.says = 'above' then null else each_cue.carried_at end as carried_at
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
        cues.cue_id,
        cues.says,
        silenced.left_out_words as words,
        cues.place,
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
    inner join cues on cues.judgement = 'wording' and cues.says = 'nothing'

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
                when carried_at is not null then carried_at
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
