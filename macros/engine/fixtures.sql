{#- A value of a unit test's fixture as Spark takes it, in the place of dbt-spark's own macro: a list of texts is an array. -#}
{%- macro spark__safe_cast(field, type) -%}
    {%- if field is sequence and field is not string -%}
        {%- set values = [] -%}
        {%- for value in field -%}
            {%- do values.append(quoted(value) if value is string else value) -%}
        {%- endfor -%}
        cast(array({{ values | join(', ') }}) as {{ type }})
    {%- elif cast_from_string_unsupported_for(type) and field is string -%}
        cast({{ field.strip('"').strip("'") }} as {{ type }})
    {%- else -%}
        cast({{ field }} as {{ type }})
    {%- endif -%}
{%- endmacro -%}
