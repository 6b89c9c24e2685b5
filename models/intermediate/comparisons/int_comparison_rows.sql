-- The rows of the comparison tables, each with what must be known before it is compared: of the row as a whole, and of
-- its columns by name.
{% set of_row = [
    ['jurisdiction_not_known', 'jurisdiction_key is null', 'null'],
    ['year_not_known', 'year is null', 'null'],
    ['department_figure', 'reporting_department is not null', 'reporting_department'],
    ['part_of_jurisdiction', "scope = 'part'", 'null'],
    ['scope_not_stated', "scope = 'unstated'", 'null'],
    ['cut_off_before_year_end', 'as_of < ' ~ cut_off_day('null', 'year'), 'as_of'],
    ['over_more_than_the_year', 'is_cumulative', 'null'],
    ['part_of_the_year', part_of_the_year(), 'null'],
] %}
{% set of_cells = [
    ['several_values', 'value_count > 1'],
    ['other_whole_than_defined', "basis = 'other_whole'"],
    ['other_terms_than_defined', "basis = 'other_terms'"],
    ['rate_contradicted', "basis = 'contradicted'"],
    ['terms_not_checked', "basis = 'not_checked'"],
    ['approximate', "modifier = 'approx'"],
    ['at_least', "modifier = 'ge'"],
    ['at_most', "modifier = 'le'"],
] %}
with

cells as (

    select * from {{ ref('int_comparison_cells') }}

),

rate_terms as (

    select * from {{ ref('int_rate_terms') }}

),

reasons as (

    select * from {{ ref('comparability_reasons') }}

),

table_rows as (

    select distinct
        cmp_table,
        row_key,
        jurisdiction_key,
        reporting_department,
        year,
        scope,
        as_of,
        is_cumulative,
        period_type
    from cells

),

cells_checked as (

    select
        cells.*,
        rate_terms.basis
    from cells
    left join rate_terms on cells.observation_id = rate_terms.observation_id

),

found as (

    {% for code, condition, detail in of_row %}
    select
        cmp_table,
        row_key,
        '{{ code }}' as reason_code,
        cast({{ detail }} as string) as detail,
        cast({{ detail }} as string) as detail_zh
    from table_rows
    where {{ condition }}
    union all
    {% endfor %}
    {% for code, condition in of_cells %}
    select
        cmp_table,
        row_key,
        '{{ code }}' as reason_code,
        {{ joined('column_name') }} as detail,
        {{ joined('column_name_zh') }} as detail_zh
    from cells_checked
    where {{ condition }}
    group by cmp_table, row_key
    {% if not loop.last %}union all{% endif %}
    {% endfor %}

),

told as (

    select
        found.cmp_table,
        found.row_key,
        {{ phrases_joined('found.reason_code', ' ', 'reasons.reason_order') }} as reason_codes,
        {{ phrases_joined(
            "concat_ws('', reasons.en, coalesce(': ' || found.detail, ''))", '; ', 'reasons.reason_order'
        ) }} as notes,
        {{ phrases_joined(
            "concat_ws('', reasons.zh, coalesce('：' || found.detail_zh, ''))", '；', 'reasons.reason_order'
        ) }} as notes_zh
    from found
    inner join reasons on found.reason_code = reasons.reason_code
    group by found.cmp_table, found.row_key

)

select
    table_rows.cmp_table,
    table_rows.row_key,
    table_rows.jurisdiction_key,
    table_rows.reporting_department,
    table_rows.year,
    table_rows.scope,
    table_rows.as_of,
    table_rows.is_cumulative,
    table_rows.period_type,
    told.reason_codes,
    coalesce(told.notes, 'comparable with the same year, scope and level') as comparability,
    coalesce(told.notes_zh, '可与同年、同范围、同级别的比较') as comparability_zh
from table_rows
left join told
    on
        table_rows.cmp_table = told.cmp_table
        and table_rows.row_key = told.row_key
