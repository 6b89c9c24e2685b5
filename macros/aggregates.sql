{#- Words on groups of rows and on division. -#}

{#- What a part is of a whole, in per cent with four decimals; null where one is missing or the whole is 0. -#}
{%- macro percent_of(part, whole) -%}
    cast(round(100 * cast({{ part }} as double) / nullif(cast({{ whole }} as double), 0), 4) as decimal(28, 10))
{%- endmacro -%}

{#- A row for each word of a column whose words are parted by blanks. -#}
{%- macro each_word(words) -%}
    {{ each_of(words_of(words)) }}
{%- endmacro -%}

{#- The phrases of a group's rows in the order of `position`, with `separator` between them. -#}
{%- macro phrases_joined(phrases, separator, position) -%}
    {{ joined_in_order(phrases, "'" ~ separator ~ "'", position) }}
{%- endmacro -%}

{#- How much of the others in its partition a value exceeds, in per cent: 0 for the smallest, 100 for a single largest. -#}
{%- macro percent_exceeded(partition_by, value) -%}
    {%- set place = 'percent_rank() over (partition by ' ~ partition_by ~ ' order by ' ~ value ~ ' nulls last)' %}
    cast(round(100 * {{ place }}, 4) as decimal(28, 10))
{%- endmacro -%}

{#- What the modifiers of its terms leave open of a quotient: more above the line makes it more, more below it less. -#}
{%- macro modifier_of_quotient(numerator, denominator) -%}
    case
        when {{ numerator }} is null and {{ denominator }} is null then null
        when 'approx' in (coalesce({{ numerator }}, ''), coalesce({{ denominator }}, '')) then 'approx'
        when {{ numerator }} is null then case {{ denominator }} when 'ge' then 'le' else 'ge' end
        when {{ denominator }} is null then {{ numerator }}
        when {{ numerator }} <> {{ denominator }} then {{ numerator }}
        else 'approx'
    end
{%- endmacro -%}
