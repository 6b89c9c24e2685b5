{#- Words on groups of rows and on division, where engines differ. -#}

{#- The distinct values of a group in order, joined by a comma; null where there is none. -#}
{%- macro joined(words) -%}
    string_agg(distinct {{ words }}, ', ' order by {{ words }} nulls last)
{%- endmacro -%}

{#- A group's words as a list in their order, without nulls; an empty list where there is nothing else. -#}
{%- macro list_in_order(words) -%}
    coalesce(list_sort(list({{ words }}) filter (where {{ words }} is not null)), cast([] as varchar[]))
{%- endmacro -%}

{#- The value of `column` in the group's row that comes first by `position`, and by `then` where several do. -#}
{%- macro first_by(column, position, then=none) -%}
    arg_min({{ column }}, {{ 'row(' ~ position ~ ', ' ~ then ~ ')' if then else position }})
{%- endmacro -%}

{#- What a part is of a whole, in per cent with four decimals; null where one is missing or the whole is 0. -#}
{%- macro percent_of(part, whole) -%}
    cast(round(100 * cast({{ part }} as double) / nullif(cast({{ whole }} as double), 0), 4) as decimal(28, 10))
{%- endmacro -%}

{#- A row for each value of a list column. -#}
{%- macro each_of(words) -%}
    unnest({{ words }})
{%- endmacro -%}

{#- The place of that value in the list, from 1; stands beside each_of. -#}
{%- macro each_place_of(words) -%}
    generate_subscripts({{ words }}, 1)
{%- endmacro -%}

{#- A row for each word of a column whose words are parted by blanks. -#}
{%- macro each_word(words) -%}
    unnest(string_split({{ words }}, ' '))
{%- endmacro -%}

{#- The phrases of a group's rows in the order of `position`, with `separator` between them. -#}
{%- macro phrases_joined(phrases, separator, position) -%}
    string_agg({{ phrases }}, '{{ separator }}' order by {{ position }} nulls last)
{%- endmacro -%}

{#- How much of the others in its partition a value exceeds, in per cent: 0 for the smallest, 100 for a single largest. -#}
{%- macro percent_exceeded(partition_by, value) -%}
    cast(round(100 * percent_rank() over (partition by {{ partition_by }} order by {{ value }} nulls last), 4) as decimal(28, 10))
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

{#- Whole seconds from one time to another. -#}
{%- macro seconds_between(first, last) -%}
    date_diff('second', {{ first }}, {{ last }})
{%- endmacro -%}
