{#- Words on days. -#}

{#- A day of a year. -#}
{%- macro day_of(year, month, day) -%}
    make_date({{ year }}, {{ month }}, {{ day }})
{%- endmacro -%}

{#- Whether a number is of a part of its year that no cut-off date tells. -#}
{%- macro part_of_the_year() -%}
    {{- return("period_type not in ('year', 'several_years') and as_of is null") -}}
{%- endmacro -%}

{#- A cut-off day that parts the year: the last day of the year is the whole year, whether it is stated or not. -#}
{%- macro before_year_end(as_of, year) -%}
    case when {{ as_of }} < make_date({{ year }}, 12, 31) then {{ as_of }} end
{%- endmacro -%}
