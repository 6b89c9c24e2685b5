{%- set columns = comparison_columns('cmp_approval_times') -%}
{{ comparison_table('cmp_approval_times', columns) }}
