-- One row for a jurisdiction and a year, a column for a metric (macros/panel_columns.sql).
with

years as (

    select * from {{ ref('int_panel_years') }}

),

cells as (

    select
        *,
        short_code as column_name
    from {{ ref('cmp_panel_long') }}

),

jurisdictions as (

    select * from {{ ref('int_jurisdictions') }}

),

numbers as (

    select
        jurisdiction_key,
        year,
        {{ pivoted(panel_columns()) }}
    from cells
    where is_in_panel
    group by jurisdiction_key, year

),

told as (

    select
        jurisdiction_key,
        year,
        cast(sum(case when is_in_panel then 1 else 0 end) as int) as metric_count,
        {{ words_where('short_code', 'is_in_panel and also_stated_count > 0') }} as also_stated,
        {{ words_where('short_code', 'not is_in_panel') }} as set_aside,
        {{ words_where('short_code', 'is_in_panel and is_verified') }} as verified_columns
    from cells
    group by jurisdiction_key, year

)

select
    {{ key_of(['years.jurisdiction_key', 'years.year']) }} as panel_key,
    years.jurisdiction_key,
    jurisdictions.name_zh as jurisdiction_name,
    jurisdictions.level,
    years.year,
    years.report_count,
    coalesce(told.metric_count, 0) as metric_count,
    {{ pivoted_names(panel_columns(), 'numbers') }},
    told.also_stated,
    told.set_aside,
    told.verified_columns
from years
left join jurisdictions on years.jurisdiction_key = jurisdictions.jurisdiction_key
left join numbers
    on
        years.jurisdiction_key = numbers.jurisdiction_key
        and years.year = numbers.year
left join told
    on
        years.jurisdiction_key = told.jurisdiction_key
        and years.year = told.year
