{%- set columns = comparison_columns('cmp_service_capacity') -%}
{{ comparison_table('cmp_service_capacity', columns) }}
