{#- Texts of many lines: a pattern that comes from a row is compiled once for each text, so many short texts are made one. -#}

{#- The signs at which most gaps of patterns end ([^◇,率]), and the bytes that stand for them in lines: RE2 needs a
    fraction of the instructions for a class of single bytes, and half of the time would go into compiling patterns. -#}
{%- macro gap_ends() -%}◇率、{%- endmacro -%}

{%- macro gap_end_bytes() -%}
    chr(1) || chr(2) || chr(3)
{%- endmacro -%}

{#- A pattern as it finds whole lines: ^ and $ are the ends of a line, and no gap reaches beyond them. -#}
{%- macro line_pattern(pattern) -%}
    {%- set bytes = namespace(pattern=pattern) -%}
    {%- for sign in gap_ends() | list -%}
        {%- set bytes.pattern = bytes.pattern.replace(sign, '\\x0' ~ loop.index) -%}
    {%- endfor -%}
    {{- return('(?m)^.*?(?:' ~ bytes.pattern.replace('[^', '[^\\n') ~ ').*') -}}
{%- endmacro -%}

{#- The words of a group's rows as one text, a line each. -#}
{%- macro text_of_lines(words) -%}
    translate({{ texts_joined(words) }}, '{{ gap_ends() }}', {{ gap_end_bytes() }})
{%- endmacro -%}

{#- The lines of a text that a line_pattern finds. -#}
{%- macro lines_with(lines, pattern) -%}
    {{ list_joined(all_found_in(lines, pattern), 'chr(10)') }}
{%- endmacro -%}

{#- The lines that it does not find, and an empty one for each that it does; all lines where there is no pattern. -#}
{%- macro lines_without(lines, pattern) -%}
    case
        when {{ lines }} = '' or {{ pattern }} is null then {{ lines }}
        else {{ replaced(lines, pattern, "''") }}
    end
{%- endmacro -%}

{#- A row for each line: the words that it was made of. -#}
{%- macro each_line(lines) -%}
    {{ each_of(split_by('translate(' ~ lines ~ ', ' ~ gap_end_bytes() ~ ", '" ~ gap_ends() ~ "')", 'chr(10)')) }}
{%- endmacro -%}

{#- The number of the portion of so many rows that a row is in, counted from 0; any order of `words` will do. -#}
{%- macro portion_no(rows, words) -%}
    {{- adapter.dispatch('portion_no', 'fazhi')(rows, words) -}}
{%- endmacro -%}

{%- macro duckdb__portion_no(rows, words) -%}
    (row_number() over () - 1) // {{ rows }}
{%- endmacro -%}

{%- macro spark__portion_no(rows, words) -%}
    (row_number() over (order by {{ words }} nulls last) - 1) div {{ rows }}
{%- endmacro -%}
