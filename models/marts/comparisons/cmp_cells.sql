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

-- what a derived value comes from
term_rows as (

    select
        cmp_table,
        row_key,
        column_name,
        {{ each_word("replace(terms, ',', '')") }} as observation_id
    from cells
    where terms is not null

),

terms_verified as (

    select
        term_rows.cmp_table,
        term_rows.row_key,
        term_rows.column_name,
        min(coalesce(observations.verified_by_count, 0)) as verified_by_count
    from term_rows
    left join observations on term_rows.observation_id = observations.observation_id
    group by term_rows.cmp_table, term_rows.row_key, term_rows.column_name

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
        observations.printed_sentence,
        coalesce(observations.verified_by_count, terms_verified.verified_by_count, 0) > 0 as is_verified
    from cells
    left join observations on cells.observation_id = observations.observation_id
    left join terms_verified
        on
            cells.cmp_table = terms_verified.cmp_table
            and cells.row_key = terms_verified.row_key
            and cells.column_name = terms_verified.column_name
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
    traced.printed_sentence,
    traced.is_verified
from traced
inner join reports on traced.report_id = reports.report_id
