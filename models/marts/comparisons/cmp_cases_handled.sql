{%- set columns = comparison_columns('cmp_cases_handled') -%}
{{ comparison_table('cmp_cases_handled', columns) }}
