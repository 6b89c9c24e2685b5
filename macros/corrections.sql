{#- Words on corrections and on the sentences that they stand in. -#}

{#- A sentence's own mark: md5 of its text without blanks, so that another line break is not another sentence. -#}
{%- macro sentence_hash(text) -%}
    md5({{ without_blanks(text) }})
{%- endmacro -%}

{#- A short mark of a row that changes when one of `columns` does. -#}
{%- macro version_of(columns) -%}
    left(md5({{ key_of(columns) }}), 12)
{%- endmacro -%}

{#- The sentence with what is printed from `char_start` to `char_end` between ⟦ and ⟧; all offsets count the report. -#}
{%- macro marked(sentence, sentence_start, char_start, char_end) -%}
    concat_ws(
        '',
        left({{ sentence }}, {{ char_start }} - {{ sentence_start }}),
        '⟦',
        substring({{ sentence }}, {{ char_start }} - {{ sentence_start }} + 1, {{ char_end }} - {{ char_start }}),
        '⟧',
        substring({{ sentence }}, {{ char_end }} - {{ sentence_start }} + 1)
    )
{%- endmacro -%}

{#- A number as one writes it: 508, not 508.0000000000. -#}
{%- macro plain_number(value) -%}
    {{ without_last_zeros('cast(' ~ value ~ ' as string)') }}
{%- endmacro -%}

{#- How an observation reads in the field that a correction names, as text. -#}
{%- macro reading_of(observation, field) -%}
    case {{ field }}
        when 'value' then {{ plain_number(observation ~ '.value') }}
        when 'unit' then {{ observation }}.unit
        when 'metric_code' then {{ observation }}.metric_code
        when 'scope' then {{ observation }}.scope
        when 'role' then {{ observation }}.role
        when 'year' then cast({{ observation }}.observation_year as string)
        when 'as_of' then cast({{ observation }}.as_of as string)
        when 'use' then {{ observation }}.metric_code
    end
{%- endmacro -%}

{#- Whether it reads as the correction expects; 508 and 508.0 are one value. -#}
{%- macro reads_as(observation, field, read_as) -%}
    case
        when {{ field }} = 'value' and {{ read_as }} is not null
            then coalesce({{ observation }}.value = try_cast({{ read_as }} as decimal(28, 10)), false)
        else {{ reading_of(observation, field) }} is not distinct from {{ read_as }}
    end
{%- endmacro -%}
