{%- set columns = comparison_columns('cmp_cases_handled') %}

with

rows_known as (

    select * from {{ ref('int_comparison_rows') }}
    where cmp_table = 'cmp_cases_handled'

),

jurisdictions as (

    select * from {{ ref('dim_jurisdiction') }}

),

side_by_side as (

    select
        row_key,
        {{- pivoted(columns) }}
    from {{ ref('int_comparison_cells') }}
    where cmp_table = 'cmp_cases_handled'
    group by row_key

),

verified as (

    select
        row_key,
        {{ words_where('column_name', 'is_verified') }} as verified_columns
    from {{ ref('cmp_cells') }}
    where cmp_table = 'cmp_cases_handled'
    group by row_key

)

select
    rows_known.row_key,
    rows_known.jurisdiction_key,
    jurisdictions.name_zh as jurisdiction_name,
    jurisdictions.level,
    rows_known.reporting_department,
    rows_known.year,
    rows_known.scope,
    rows_known.as_of,
    rows_known.is_cumulative,
    rows_known.period_type,
    rows_known.reason_codes,
    rows_known.comparability,
    rows_known.comparability_zh,
    verified.verified_columns,
    {{- pivoted_names(columns, of='side_by_side') }}
from rows_known
inner join side_by_side on rows_known.row_key = side_by_side.row_key
left join verified on rows_known.row_key = verified.row_key
left join jurisdictions on rows_known.jurisdiction_key = jurisdictions.jurisdiction_key
