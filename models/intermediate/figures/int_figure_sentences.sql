-- The sentence (or table row) that each landed figure is printed in.
with

figures as (

    select * from {{ ref('stg_figures') }}

),

passages as (

    select * from {{ ref('stg_passages') }}

),

placed as (

    select
        figures.figure_id,
        passages.passage_text as printed_sentence,
        passages.char_start as sentence_start,
        passages.heading_path,
        passages.is_report
    from figures
    inner join passages
        on
            figures.report_id = passages.report_id
            and figures.passage_no = passages.passage_no

)

select * from placed
