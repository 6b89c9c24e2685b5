-- Each figure with the words it stands among; a figure that stands for several things (均为) has a row for each.

{#- Characters behind a number in which a list or a total goes on. #}
{%- set follow_width = 80 %}
{#- The heads of a cell of words stand before a comma in the label; those of a number's cell have none. #}
{%- set in_words = "contains(figures.label_before, ',')" %}
{%- set before_number = 'left(passages.even_text, figures.char_start - passages.char_start)' %}
with

figures as (

    select * from {{ ref('stg_figures') }}

),

reports as (

    select * from {{ ref('int_reports') }}

),

passages as (

    select * from {{ ref('int_passage_topics') }}

),

units as (

    select * from {{ ref('units') }}

),

subjects as (

    select * from {{ ref('int_report_subjects') }}

),

listed as (

    select
        *,
        {{ each_with_place({'told_label': 'list_labels'}, 'label_no') }}
    from figures
    where is_readable

),

labelled as (

    select
        figures.figure_id,
        figures.report_id,
        figures.passage_no,
        figures.char_start,
        figures.char_end,
        figures.label_before,
        figures.label_after,
        figures.compared_start,
        figures.label_no,
        -- behind this sign a table's row or column tells of which place or body it is
        case
            when passages.passage_kind = 'table_row' then split_part(figures.told_label, '◈', 1) else figures.told_label
        end as label,
        case when passages.passage_kind = 'table_row' then nullif(split_part(figures.told_label, '◈', 2), '') end
            as place_of_row,
        coalesce(units.unit_class, case when figures.unit = 'ratio' then 'share' else 'none' end) as unit_class,
        passages.carried_words,
        passages.carried_at,
        -- then an offset in the sentence as it is looked at is none in the text
        passages.even_text <> {{ on_one_line('passages.even_text') }} as is_broken,
        passages.heading_at,
        passages.item_opening,
        -- a report on one subject (the hotline, disclosure) speaks of it where it names nothing else
        coalesce(passages.heading_words, subjects.title_words) as heading_words,
        subjects.title,
        passages.passage_kind = 'table_row' as is_cell,
        -- since the reform of 2021 a department's reviews are those of its own acts
        coalesce(reports.report_kind = 'department' and reports.report_year > 2021, false) as is_of_reviewed_body,
        -- in a table, headers and row labels say what a sentence says before its number
        case
            -- a cell of words is read like a sentence behind its heads
            when passages.passage_kind = 'table_row' and {{ in_words }}
                then concat_ws(
                    '',
                    split_part(passages.heading_path, ' › ', -1), ',',
                    split_part(figures.label_before, ',', 1), ',',
                    split_part({{ before_number }}, '|', -1)
                )
            when passages.passage_kind = 'table_row'
                then concat_ws(
                    '',
                    split_part(passages.heading_path, ' › ', -1), ',',
                    -- the sum of places is the whole
                    case when contains({{ nth_of('figures.list_labels', 1) }}, '◈Σ') then '◈Σ' else '' end,
                    split_part({{ nth_of('figures.list_labels', 1) }}, '◈', 1)
                )
            else {{ on_one_line('left(passages.even_text, figures.char_start - passages.char_start)') }}
        end as lead_text,
        case
            when passages.passage_kind = 'table_row' and {{ in_words }}
                then split_part(
                    substring(passages.even_text, figures.char_end - passages.char_start + 1, {{ follow_width }}),
                    '|',
                    1
                )
            when passages.passage_kind = 'table_row' then ''
            else
                left(
                    {{ on_one_line(
                        'substring(passages.even_text, figures.char_end - passages.char_start + 1, 2 * ' ~ follow_width ~ ')'
                    ) }},
                    {{ follow_width }}
                )
        end as follow_text
    from listed as figures
    inner join reports on figures.report_id = reports.report_id
    inner join passages
        on
            figures.report_id = passages.report_id
            and figures.passage_no = passages.passage_no
    inner join subjects on figures.report_id = subjects.report_id
    left join units on figures.unit = units.unit

),

worded as (

    select
        figure_id,
        report_id,
        passage_no,
        char_start,
        char_end,
        label_no,
        label,
        place_of_row,
        unit_class,
        title,
        is_cell,
        is_broken,
        is_of_reviewed_body,
        lead_text,
        follow_text,
        carried_words,
        carried_at,
        heading_words,
        heading_at,
        item_opening,
        label_before,
        label_after,
        compared_start,
        concat_ws('', {{ plain_wording('label') }}, '◇', {{ plain_wording('label_after') }}) as wording
    from labelled

)

select * from worded
