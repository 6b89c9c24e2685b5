-- The words of scope of each passage: its own last ones, the last of its item's passages before it, and those that a
-- heading above it begins with.
{%- set no_han = '[^\\x{4E00}-\\x{9FFF}›]' %}
{%- set heading_begins = '(?:^|› ?)' ~ no_han ~ '*(?:' ~ word_class('han_number') ~ no_han ~ '+)?' %}
with

passages as (

    select * from {{ ref('int_passage_topics') }}

),

levels as (

    select
        report_id,
        level,
        jurisdiction_name,
        cast(null as string) as body_kind
    from {{ ref('int_reports') }}

),

passage_words as (

    select
        report_id,
        passage_no,
        item_no,
        char_start,
        even_text,
        -- what names one row of a table says nothing of the next
        case
            when coalesce(passage_kind, '') <> 'table_row'
                then {{ last_match(
                    replaced(
                        without_titles(on_one_line('even_text')),
                        quoted(cue_pattern('scope', says=['nothing'], place='item')),
                        "''"
                    ),
                    scope_words()
                ) }}
        end as last_words,
        {{ last_match('heading_path', quoted(heading_begins ~ scope_pattern())) }} as heading_words,
        {{ speaking_cues('scope', {'item': without_titles(on_one_line('even_text'))}, says=['nothing']) }}
            as left_out_cues
    from passages

),

cued as (

    select
        passage_words.*,
        {{ cue_says('scope', cue_of('scope', 'last_words', says_not=no_scope())) }} in ('own', 'whole', 'place')
        and not {{ of_above('passage_words.last_words', 'levels.level', 'levels.jurisdiction_name') }} as is_extent
    from passage_words
    left join levels on passage_words.report_id = levels.report_id

),

carried as (

    select
        report_id,
        passage_no,
        last_words,
        heading_words,
        {{ last_known('last_words', 'before_it') }} as carried_words,
        {{ last_known(last_offset('char_start', 'even_text', 'last_words'), 'before_it') }} as carried_at,
        {{ last_known('case when is_extent then last_words end', 'before_it') }} as carried_extent,
        {{ last_known(
            'case when is_extent then ' ~ last_offset('char_start', 'even_text', 'last_words') ~ ' end', 'before_it'
        ) }} as carried_extent_at,
        lag(left_out_cues) over (partition by report_id, item_no order by passage_no nulls last) as left_out_cues
    from cued
    window
        before_it as (
            partition by report_id, item_no
            order by passage_no nulls last
            rows between unbounded preceding and 1 preceding
        )

)

select * from carried
