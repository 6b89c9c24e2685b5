with

cells as (

    select * from {{ ref('int_comparison_cells') }}

),

observations as (

    select * from {{ ref('int_accepted_observations') }}

),

reports as (

    select * from {{ ref('int_report_versions') }}

),

-- a derived cell is of its row's report; a stated one of the report that states it
traced as (

    select
        cells.cmp_table,
        cells.row_key,
        cells.column_name,
        cells.column_name_zh,
        cells.observation_id,
        cells.terms,
        cells.value,
        coalesce(observations.report_id, cells.report_id) as report_id,
        observations.char_start,
        observations.number_text,
        observations.printed_sentence
    from cells
    left join observations on cells.observation_id = observations.observation_id
    where cells.value is not null

)

select
    traced.cmp_table,
    traced.row_key,
    traced.column_name,
    traced.column_name_zh,
    traced.observation_id,
    traced.terms,
    traced.value,
    traced.report_id,
    reports.source_name,
    traced.char_start,
    traced.number_text,
    traced.printed_sentence
from traced
inner join reports on traced.report_id = reports.report_id
