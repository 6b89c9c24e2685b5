{#- Words on divisions and zones. -#}

{#- A zone's name as one says it: 高新技术产业开发区 is 高新区, 经济技术开发区 is 经开区, and the city before it loses its
    class (南昌市高新区 is 南昌高新区). 经济开发区 stays: a city may have one of each. -#}
{%- macro zone_short_name(name, parent_name, parent_short_name) -%}
    concat_ws(
        '',
        case when {{ begins_with(name, parent_name) }} then {{ parent_short_name }} else '' end,
        replace(
            replace(
                replace(
                    case
                        when {{ begins_with(name, parent_name) }} then substring({{ name }}, length({{ parent_name }}) + 1)
                        else {{ name }}
                    end,
                    '高新技术产业开发区', '高新区'
                ),
                '高新技术开发区', '高新区'
            ),
            '经济技术开发区', '经开区'
        )
    )
{%- endmacro -%}

{#- Whether a text begins with words and goes on; false where the words are not known. -#}
{%- macro begins_with(text, words) -%}
    coalesce({{ text }} like {{ words }} || '_%', false)
{%- endmacro -%}

{#- The day that an edition of the list of divisions stands for: the last of its month (2016-07) or year (2024). -#}
{%- macro edition_day(edition) -%}
    last_day(
        make_date(
            cast(left({{ edition }}, 4) as int),
            coalesce(try_cast(nullif(substring({{ edition }}, 6, 2), '') as int), 12),
            1
        )
    )
{%- endmacro -%}
