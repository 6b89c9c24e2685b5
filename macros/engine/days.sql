{#- Words on days, years and seconds that engines say differently. -#}

{#- How many days from one day to another. -#}
{%- macro days_between(first_day, last_day) -%}
    {{- adapter.dispatch('days_between', 'fazhi')(first_day, last_day) -}}
{%- endmacro -%}

{%- macro duckdb__days_between(first_day, last_day) -%}
    date_diff('day', {{ first_day }}, {{ last_day }})
{%- endmacro -%}

{%- macro spark__days_between(first_day, last_day) -%}
    datediff({{ last_day }}, {{ first_day }})
{%- endmacro -%}

{#- Whole seconds from one time to another, by the seconds that the clock shows. -#}
{%- macro seconds_between(first, last) -%}
    {{- adapter.dispatch('seconds_between', 'fazhi')(first, last) -}}
{%- endmacro -%}

{%- macro duckdb__seconds_between(first, last) -%}
    date_diff('second', {{ first }}, {{ last }})
{%- endmacro -%}

{%- macro spark__seconds_between(first, last) -%}
    (unix_seconds({{ last }}) - unix_seconds({{ first }}))
{%- endmacro -%}

{#- One row for each year from the first to the last of each row. -#}
{%- macro each_year(first, last) -%}
    {{- adapter.dispatch('each_year', 'fazhi')(first, last) -}}
{%- endmacro -%}

{%- macro duckdb__each_year(first, last) -%}
    cast(unnest(generate_series({{ first }}, {{ last }})) as int)
{%- endmacro -%}

{#- counting down is none here: sequence would -#}
{%- macro spark__each_year(first, last) -%}
    explode(case when {{ first }} <= {{ last }} then sequence(cast({{ first }} as int), cast({{ last }} as int)) end)
{%- endmacro -%}

{#- Every day from the first of the year `first` to the last of the year `last`, as a table of one column `date_day`. -#}
{%- macro every_day(first, last) -%}
    {{- adapter.dispatch('every_day', 'fazhi')(first, last) -}}
{%- endmacro -%}

{%- macro duckdb__every_day(first, last) -%}
    select cast(day as date) as date_day
    from (select unnest(generate_series(make_date({{ first }}, 1, 1), make_date({{ last }}, 12, 31), interval 1 day)) as day)
{%- endmacro -%}

{%- macro spark__every_day(first, last) -%}
    select explode(sequence(make_date({{ first }}, 1, 1), make_date({{ last }}, 12, 31))) as date_day
{%- endmacro -%}
