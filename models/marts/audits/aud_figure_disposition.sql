with

dispositions as (

    select * from {{ ref('int_figure_dispositions') }}

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
