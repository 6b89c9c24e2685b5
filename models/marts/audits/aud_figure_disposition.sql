with

dispositions as (

    select * from {{ ref('int_figure_dispositions') }}

),

pages as (

    select * from {{ ref('int_printed_pages') }}

),

reports as (

    select * from {{ ref('int_report_versions') }}

)

select
    dispositions.figure_id,
    dispositions.report_id,
    reports.source_name,
    dispositions.char_start,
    dispositions.char_end,
    pages.page_no,
    dispositions.number_text,
    dispositions.value,
    dispositions.unit,
    dispositions.wording,
    dispositions.topic,
    dispositions.unit_class,
    dispositions.disposition,
    dispositions.reason,
    dispositions.observation_count
from dispositions
inner join reports on dispositions.report_id = reports.report_id
left join pages on dispositions.figure_id = pages.figure_id
