-- Each figure with the words it stands among; a figure that stands for several things (均为) has a row for each.

{#- Characters behind a number in which a list or a total goes on. #}
{%- set follow_width = 80 %}
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
        {{ each_of('figures.list_labels') }} as label,
        {{ each_place_of('figures.list_labels') }} as label_no,
        coalesce(units.unit_class, case when figures.unit = 'ratio' then 'share' else 'none' end) as unit_class,
        passages.carried_words,
        passages.carried_at,
        passages.heading_at,
        -- a report on one subject (the hotline, disclosure) speaks of it where it names nothing else
        coalesce(
            passages.heading_words,
            {{ last_match(
                replaced("coalesce(reports.title, '')", quoted(word_class('named_body')), "''"), topic_pattern(weak=false)
            ) }}
        ) as heading_words,
        passages.passage_kind = 'table_row' as is_cell,
        -- since the reform of 2021 a department's reviews are those of its own acts
        coalesce(reports.report_kind = 'department' and reports.report_year > 2021, false) as is_of_reviewed_body,
        -- in a table, headers and row labels say what a sentence says before its number
        case
            when passages.passage_kind = 'table_row'
                then concat(
                    split_part(passages.even_headings, ' › ', -1), ',', {{ normal_form('figures.list_labels[1]') }}
                )
            else left(passages.even_text, figures.char_start - passages.char_start)
        end as lead_text,
        case
            when passages.passage_kind = 'table_row' then ''
            else substring(passages.even_text, figures.char_end - passages.char_start + 1, {{ follow_width }})
        end as follow_text
    from figures
    inner join reports on figures.report_id = reports.report_id
    inner join passages
        on
            figures.report_id = passages.report_id
            and figures.passage_no = passages.passage_no
    left join units on figures.unit = units.unit
    where figures.is_readable

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
        unit_class,
        is_cell,
        is_of_reviewed_body,
        lead_text,
        follow_text,
        carried_words,
        carried_at,
        heading_words,
        heading_at,
        label_before,
        label_after,
        compared_start,
        concat({{ plain_wording('label') }}, '◇', {{ plain_wording('label_after') }}) as wording
    from labelled

)

select * from worded
