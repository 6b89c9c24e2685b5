{#- Words for checking figures against one another. -#}

{#- How many decimals a number is printed with: 2 for 68.46 and for 31.66亿. -#}
{%- macro printed_decimals(number_text) -%}
    length({{ found_in(number_text, quoted('[0-9][.] ?([0-9]+)'), 1) }})
{%- endmacro -%}

{#- How many zeros a whole number is printed to end with: 2 for 1500, none for 1500.5. -#}
{%- macro printed_zeros(number_text) -%}
    length({{ found_in(number_text, quoted('^[0-9,]*[1-9](0+)(?:[^0-9.]|$)'), 1) }})
{%- endmacro -%}

{#- The magnitude that a number is printed in: 10000 for 31.66万. -#}
{%- macro printed_magnitude(number_text) -%}
    case
        when contains({{ number_text }}, '万亿') then 1000000000000
        when contains({{ number_text }}, '千万') then 10000000
        when contains({{ number_text }}, '百万') then 1000000
        when contains({{ number_text }}, '亿') then 100000000
        when contains({{ number_text }}, '万') then 10000
        when {{ matches(number_text, quoted('[0-9]千')) }} then 1000
        else 1
    end
{%- endmacro -%}

{#- A part of a whole in per cent, with as many decimals as `decimals` says, rounded half up. The inner rounding takes
    away what binary fractions add. -#}
{%- macro percent_rounded(percent, decimals) -%}
    cast(
        floor(round(cast({{ percent }} as double) * power(10, {{ decimals }}), 4) + 0.5) / power(10, {{ decimals }})
        as decimal(28, 10)
    )
{%- endmacro -%}

{#- The same, with what is behind the last decimal cut off. -#}
{%- macro percent_cut_off(percent, decimals) -%}
    cast(
        floor(round(cast({{ percent }} as double) * power(10, {{ decimals }}), 4)) / power(10, {{ decimals }})
        as decimal(28, 10)
    )
{%- endmacro -%}

{#- What a part is of a whole in per cent, as exact as decimals allow; null where one is missing or the whole is 0. -#}
{%- macro exact_percent_of(part, whole) -%}
    cast(100 * cast({{ part }} as double) / nullif(cast({{ whole }} as double), 0) as decimal(28, 10))
{%- endmacro -%}

{#- What a number is of another, as exact as decimals allow. -#}
{%- macro quotient_of(part, whole) -%}
    cast(cast({{ part }} as double) / nullif(cast({{ whole }} as double), 0) as decimal(28, 10))
{%- endmacro -%}

{#- A decimal for people: no zeros at its end. -#}
{%- macro shown(value) -%}
    {{ without_last_zeros('cast(cast(' ~ value ~ ' as decimal(28, 4)) as string)') }}
{%- endmacro -%}

{#- The words of a group's rows behind one another, in the order of `position`, parted by blanks. -#}
{%- macro words_joined(words, position) -%}
    {{ joined_in_order(words, "' '", position) }}
{%- endmacro -%}

{#- The texts of a group's rows in the order of `position`, each on a line of its own. -#}
{%- macro lines_joined(lines, position) -%}
    {{ joined_in_order(lines, 'chr(10)', position) }}
{%- endmacro -%}

{#- Which of the words of a column (parted by blanks) a word is, from 1. -#}
{%- macro place_of_word(words, word) -%}
    {{ place_in(words_of(words), word) }}
{%- endmacro -%}

{#- Whether two intervals have a value in common. -#}
{%- macro intervals_meet(low, high, other_low, other_high) -%}
    ({{ low }} <= {{ other_high }} and {{ other_low }} <= {{ high }})
{%- endmacro -%}

{#- The day that a count runs to, with the year's last day for no day stated: both are the whole year. -#}
{%- macro cut_off_day(as_of, year) -%}
    coalesce({{ as_of }}, make_date({{ year }}, 12, 31))
{%- endmacro -%}

{#- Whether two values are the same, nulls included. -#}
{%- macro is_same(value, other) -%}
    coalesce({{ value }} = {{ other }}, {{ value }} is null and {{ other }} is null)
{%- endmacro -%}

{#- A metric and its value, for people. -#}
{%- macro metric_and_value(metric_code, value) -%}
    concat_ws('', {{ metric_code }}, ' ', {{ shown(value) }})
{%- endmacro -%}
