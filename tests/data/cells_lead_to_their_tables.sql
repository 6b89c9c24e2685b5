-- Each value of the wide comparison tables has its cell in cmp_cells and each cell its value in the table.
{% set tables = ['cmp_cases_handled', 'cmp_approval_times', 'cmp_mediation_rates', 'cmp_service_capacity'] %}
with

shown as (

    {% for table in tables %}
    {% set last_table = loop.last %}
    {% for column in comparison_columns(table) %}
    select
        '{{ table }}' as cmp_table,
        row_key,
        '{{ column[0] }}' as column_name,
        {{ column[0] }} as value
    from {{ ref(table) }}
    where {{ column[0] }} is not null
    {% if not (last_table and loop.last) %}union all{% endif %}
    {% endfor %}
    {% endfor %}

),

cells as (

    select * from {{ ref('cmp_cells') }}

)

select
    coalesce(shown.cmp_table, cells.cmp_table) as cmp_table,
    coalesce(shown.row_key, cells.row_key) as row_key,
    coalesce(shown.column_name, cells.column_name) as column_name,
    shown.value as shown_value,
    cells.value as cell_value
from shown
full outer join cells
    on
        shown.cmp_table = cells.cmp_table
        and shown.row_key = cells.row_key
        and shown.column_name = cells.column_name
where
    shown.value is null
    or cells.value is null
    or shown.value <> cells.value
    or (cells.observation_id is null) = (cells.terms is null)
