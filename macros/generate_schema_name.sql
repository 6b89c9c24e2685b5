{#- The schema a layer names is used as it is: `marts`, not `marts_marts`. On Spark a build's schemas are its own until it
    is finished: their names begin with what FAZHI_SPARK_PREFIX says (fazhi/spark/building.py). -#}
{%- macro generate_schema_name(custom_schema_name, node) -%}
    {%- set own = env_var('FAZHI_SPARK_PREFIX', '') if target.type == 'spark' else '' -%}
    {{ own ~ (target.schema if custom_schema_name is none else custom_schema_name | trim) }}
{%- endmacro -%}
