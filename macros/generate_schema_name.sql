{#- The schema a layer names is used as it is: `marts`, not `marts_marts`. -#}
{%- macro generate_schema_name(custom_schema_name, node) -%}
    {{ target.schema if custom_schema_name is none else custom_schema_name | trim }}
{%- endmacro -%}
