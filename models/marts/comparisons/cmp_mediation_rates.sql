{%- set columns = comparison_columns('cmp_mediation_rates') -%}
{{ comparison_table('cmp_mediation_rates', columns) }}
