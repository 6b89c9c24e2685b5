with

cells as (

    select * from {{ ref('int_comparison_cells') }}

),

observations as (

    select * from {{ ref('int_accepted_observations') }}

),

reports as (

    select * from {{ ref('int_report_versions') }}

)

select
    cells.cmp_table,
    cells.row_key,
    cells.column_name,
    cells.column_name_zh,
    cells.observation_id,
    cells.terms,
    cells.value,
    cells.report_id,
    reports.source_name,
    observations.char_start,
    observations.number_text,
    observations.printed_sentence
from cells
inner join reports on cells.report_id = reports.report_id
left join observations on cells.observation_id = observations.observation_id
where cells.value is not null
