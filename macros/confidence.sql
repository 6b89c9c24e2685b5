{#- How sure one part of a reading is, from 0 to 1: the logistic function of the summed weights of its signals
    (seeds/confidence_signals.csv), as a logistic regression has it. -#}
{%- macro part_confidence(part) -%}
    {%- set terms = [] -%}
    {%- for row in seed_rows('confidence_signals', 'signal_id') if row['part'] == part -%}
        {%- if row['field'] -%}
            {%- set said = 'cast(' ~ row['field'] ~ ' as string) = ' ~ quoted(row['field_value']) -%}
            {%- do terms.append('case when ' ~ said ~ ' then ' ~ row['weight'] ~ ' else 0 end') -%}
        {%- else -%}
            {%- do terms.append(row['weight'] | string) -%}
        {%- endif -%}
    {%- endfor -%}
    1 / (1 + exp(-cast({{ terms | join(' + ') or 0 }} as double)))
{%- endmacro -%}

{#- A probability as it is stored: two digits, and never quite 1. -#}
{%- macro as_confidence(probability) -%}
    cast(least(0.99, {{ probability }}) as decimal(4, 2))
{%- endmacro -%}
