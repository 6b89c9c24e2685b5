-- The page and the line are those of a number's first digit: a sentence may go on to the next one.
with

figures as (

    select * from {{ ref('stg_figures') }}

),

pages as (

    select * from {{ ref('stg_pages') }}

),

recognised as (

    select * from {{ ref('stg_ocr_lines') }}

)

select
    figures.figure_id,
    pages.page_no,
    pages.page_basis = 'ocr' as is_ocr,
    pages.page_picture,
    recognised.line_confidence
from figures
inner join pages
    on
        figures.report_id = pages.report_id
        and figures.char_start >= pages.char_start
        and figures.char_start < pages.char_end
left join recognised
    on
        figures.report_id = recognised.report_id
        and figures.char_start >= recognised.char_start
        and figures.char_start < recognised.char_end
