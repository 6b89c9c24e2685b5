{#- Words on days. -#}

{#- A day of a year. -#}
{%- macro day_of(year, month, day) -%}
    make_date({{ year }}, {{ month }}, {{ day }})
{%- endmacro -%}

{#- How many days from one day to another. -#}
{%- macro days_between(first_day, last_day) -%}
    date_diff('day', {{ first_day }}, {{ last_day }})
{%- endmacro -%}
