{#- Every day from the first of the year `first` to the last of the year `last`, as a table of one column `date_day`. -#}
{%- macro every_day(first, last) -%}
    select cast(day as date) as date_day
    from (select unnest(generate_series(make_date({{ first }}, 1, 1), make_date({{ last }}, 12, 31), interval 1 day)) as day)
{%- endmacro -%}
