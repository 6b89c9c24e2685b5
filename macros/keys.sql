{#- Keys put together from columns. -#}

{#- One readable key of several columns, in which null has its own sign: a key is never null. -#}
{%- macro key_of(columns) -%}
    concat_ws('|'{% for column in columns %}, coalesce(cast({{ column }} as string), '-'){% endfor %})
{%- endmacro -%}

{#- The division a report is about. A development zone has no code of its own: it stands under its parent's. -#}
{%- macro jurisdiction_key(code, name, level) -%}
    case
        when {{ name }} is null then null
        when {{ level }} = 'zone' then concat_ws('', coalesce({{ code }}, '000000'), '-', {{ name }})
        else {{ code }}
    end
{%- endmacro -%}
