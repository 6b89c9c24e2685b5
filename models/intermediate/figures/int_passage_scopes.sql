-- The words of scope of each passage: its own last ones, the last of its item's passages before it, and those that a
-- heading above it begins with. A line that stands alone and names a level, a body or a lower division heads the lines
-- below it, up to the next that stands alone or the end of their list.
{#- Passages that such a line heads at most, and what begins an item of a list. #}
{%- set block = 8 %}
{%- set mark = '^[●•·■▲★※○◎*-]' %}
{%- set stands_alone = '^[【(]?(?:(?:[0-9]{1,2}|' ~ word_class('han_number') ~ ')[)、.] ?)?[【]?'
    ~ '([\\x{4E00}-\\x{9FFF}()、]{2,20}?)'
    ~ word_class('behind_a_block') ~ '?[】]?:?$' %}
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
        parent_key,
        cast(null as string) as body_kind
    from {{ ref('int_reports') }}

),

divisions as (

    select * from {{ ref('jurisdictions') }}

),

passage_words as (

    select
        report_id,
        passage_no,
        item_no,
        char_start,
        passage_kind,
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
        {{ said_of('scope', 'last_words', says_not=no_scope()) }} in ('own', 'whole', 'place')
        and not {{ of_above('passage_words.last_words', 'levels.level', 'levels.jurisdiction_name') }} as is_extent
    from passage_words
    left join levels on passage_words.report_id = levels.report_id

),

-- 市本级 / 各区政府: / (二)东湖区: whose the lines below it are; any other line that stands alone names nobody
lone_lines as (

    select
        passage_words.report_id,
        passage_words.passage_no,
        passage_words.passage_kind,
        {{ first_match('passage_words.even_text', quoted(stands_alone)) }} as lone_line,
        {{ first_match('lone_line', quoted('^' ~ scope_pattern())) }} as scope_named,
        not {{ matches('passage_words.even_text', quoted(mark)) }}
        and coalesce({{ matches('passage_words.text_before', quoted(mark)) }}, false)
        and passage_words.item_no <> passage_words.item_before as ends_a_list,
        levels.parent_key
    from (
        select
            *,
            lag(even_text) over (partition by report_id order by passage_no nulls last) as text_before,
            lag(item_no) over (partition by report_id order by passage_no nulls last) as item_before
        from passage_words
    ) as passage_words
    left join levels on passage_words.report_id = levels.report_id
    where coalesce(passage_words.passage_kind, '') <> 'table_row'

),

block_heads as (

    select
        lone_lines.report_id,
        lone_lines.passage_no,
        case
            when max(divisions.name_zh) is not null then '◇' || max(divisions.name_zh)
            -- 我市情况: names the place more than the extent
            when {{ matches('lone_lines.scope_named', quoted('^' ~ cue_pattern('scope', says=['place']))) }} then ''
            when length(lone_lines.lone_line) - length(lone_lines.scope_named) <= 4 then lone_lines.scope_named
            when {{ matches('lone_lines.lone_line', quoted('^' ~ word_class('name_of_a_block') ~ '$')) }}
                then '◇' || lone_lines.lone_line
            else ''
        end as names_of_block
    from lone_lines
    left join divisions
        on
            lone_lines.parent_key = divisions.parent_code
            and {{ is_begun_by('lone_lines.lone_line', 'divisions.name_zh') }}
    where lone_lines.lone_line is not null or lone_lines.ends_a_list or lone_lines.passage_kind = 'heading'
    group by
        lone_lines.report_id,
        lone_lines.passage_no,
        lone_lines.lone_line,
        lone_lines.scope_named

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
        lag(left_out_cues) over (partition by report_id, item_no order by passage_no nulls last) as left_out_cues,
        nullif({{ last_known('names_of_block', 'lines_before_it') }}, '') as block_words,
        {{ last_known('case when names_of_block is not null then char_start end', 'lines_before_it') }} as block_at
    from (
        select
            cued.*,
            block_heads.names_of_block
        from cued
        left join block_heads
            on
                cued.report_id = block_heads.report_id
                and cued.passage_no = block_heads.passage_no
    ) as with_heads
    window
        before_it as (
            partition by report_id, item_no
            order by passage_no nulls last
            rows between unbounded preceding and 1 preceding
        ),
        lines_before_it as (
            partition by report_id
            order by passage_no nulls last
            rows between {{ block }} preceding and current row
        )

)

select * from carried
