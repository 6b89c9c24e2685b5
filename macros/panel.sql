{#- Words on the panel: one number for a jurisdiction, a year and a metric (docs/panel.md). -#}

{#- What a metric's column of the panel is called. -#}
{%- macro panel_name() -%}
    left(coalesce(short_code, lower(replace(metric_code, '.', '_'))), 28)
{%- endmacro -%}

{#- Whether a statement is of the whole of its year: a year-end cut-off is the year. -#}
{%- macro of_the_full_year() -%}
    (period_type = 'year' or (period_type = 'year_to_date' and as_of is not null))
    and {{ before_year_end('as_of', 'year') }} is null
{%- endmacro -%}

{#- The years of a group for which a condition holds, in order and parted by blanks; null where there is none. -#}
{%- macro years_where(year, condition) -%}
    {{ joined_in_order('case when ' ~ condition ~ ' then cast(' ~ year ~ ' as string) end', "' '", year) }}
{%- endmacro -%}

{#- The words of a group in order, parted by blanks; null where there is none. -#}
{%- macro words_where(word, condition) -%}
    {{ joined_in_order('case when ' ~ condition ~ ' then ' ~ word ~ ' end', "' '", word) }}
{%- endmacro -%}
