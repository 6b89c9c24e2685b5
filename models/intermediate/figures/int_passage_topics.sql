-- What each passage speaks of last, and what is carried into it from the passages of its item and from its headings.
{%- set wording_says = cue_rows('wording') | map(attribute='says') | reject('equalto', 'nothing') | list %}
with

passages as (

    select
        report_id,
        passage_no,
        item_no,
        char_start,
        passage_kind,
        heading_path,
        even_text
    from {{ ref('stg_passages') }}
    where is_report

),

-- 超过同期一审行政诉讼案件(89件): only what it is compared with
plain as (

    select
        *,
        {{ replaced(
            on_one_line('even_text'), quoted(cue_pattern('wording', says=['nothing']) ~ '|' ~ readings()), "''"
        ) }} as spoken_of
    from passages

),

found as (

    select
        *,
        {{ last_match('spoken_of', topic_pattern(weak=false)) }} as last_strong_words,
        {{ last_match('spoken_of', topic_pattern()) }} as last_words,
        {{ last_match('heading_path', topic_pattern()) }} as heading_words
    from plain

),

-- where those words stand in the report's text
placed as (

    select
        *,
        {{ last_offset('char_start', 'even_text', 'last_strong_words') }} as last_strong_at,
        {{ last_offset('char_start', 'even_text', 'last_words') }} as last_at,
        case
            when spoken_of <> even_text
                then {{ last_match('even_text', quoted('(' ~ cue_pattern('wording', says=['nothing']) ~ ')')) }}
        end as left_out_words,
        {{ cue_of('wording', 'left_out_words', says_not=wording_says) }} as left_out_cue,
        {{ last_offset('char_start', 'even_text', 'left_out_words') }} as left_out_at
    from found

),

carried as (

    select
        report_id,
        passage_no,
        item_no,
        char_start,
        passage_kind,
        even_text,
        heading_path,
        heading_words,
        left_out_words,
        left_out_cue,
        left_out_at,
        -- words that give way to another topic of their sentence give way to their item's too
        coalesce(
            {{ last_known('last_strong_words', 'before_it') }},
            {{ last_known('last_words', 'before_it') }}
        ) as carried_words,
        case
            when {{ last_known('last_strong_words', 'before_it') }} is not null
                then {{ last_known('last_strong_at', 'before_it') }}
            else {{ last_known('last_at', 'before_it') }}
        end as carried_at,
        -- the last heading that names a topic is the one whose words were found, unless another has closed it
        {{ last_known("case when passage_kind = 'heading' then last_at end", 'above_it') }} as heading_at,
        {{ last_known("case when passage_kind = 'heading' then last_words end", 'above_it') }}
            as nearest_heading_words,
        passage_no = min(passage_no) over (partition by report_id) as is_first,
        -- the first line, where it is no sentence of the text
        case when length(even_text) <= 40 and not {{ matches('even_text', quoted('[。;!?]')) }} then even_text end
            as opening_line,
        -- 五、2024年安排。…: a heading in the line of what stands under it
        first_value(left(even_text, 24)) over (
            partition by report_id, item_no
            order by passage_no nulls last
        ) as item_opening
    from placed
    window
        before_it as (
            partition by report_id, item_no
            order by passage_no nulls last
            rows between unbounded preceding and 1 preceding
        ),
        above_it as (
            partition by report_id
            order by passage_no nulls last
            rows between unbounded preceding and current row
        )

)

select
    report_id,
    passage_no,
    item_no,
    char_start,
    passage_kind,
    even_text,
    heading_path,
    heading_words,
    case when nearest_heading_words = heading_words then heading_at end as heading_at,
    carried_words,
    carried_at,
    is_first,
    opening_line,
    item_opening,
    left_out_words,
    left_out_cue,
    left_out_at
from carried
