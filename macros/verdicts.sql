{#- Words on what people say of the readings. -#}

{#- The sentence's mark in a verdict: sha256 of its text without white space. -#}
{%- macro sentence_sha256(text) -%}
    {{ sha256_of(without_blanks(text)) }}
{%- endmacro -%}

{#- What a verdict on a whole reading states of one part: `scope=own role=level`, or the same as JSON; null where it
    is silent. -#}
{%- macro stated_part(told, part) -%}
    {{ first_match(told, quoted('(?:^|[^a-z_])"?' ~ part ~ '"?\\s*[=:]\\s*"?([^\\s",;}]+)')) }}
{%- endmacro -%}

{#- Codes parted by blanks or commas as a list in their order, each once; an empty list for none. -#}
{%- macro codes_of(told) -%}
    coalesce({{ sorted_once(all_found_in(told, quoted('[a-z][a-z0-9_]*[.][a-z0-9_.]+'))) }}, {{ texts_of() }})
{%- endmacro -%}

{#- The metrics that a figure measures once a verdict is heard that saw `before` where `present` is read and says
    `after`: what it saw is put in the place of what is read, one for one; what it did not see stays. -#}
{%- macro codes_after(present, before, after) -%}
    {%- set codes -%}
        case
            when {{ size_of(before) }} = 0 and {{ size_of(after) }} = 0 then {{ present }}
            -- rules have changed since
            when
                {{ size_of(before) }} = 0
                or (not {{ holds_any(before, present) }} and {{ size_of(present) }} = 1)
                then {{ after }}
            else
                coalesce({{ list_without(present, before) }}, {{ texts_of() }}) || coalesce({{ after }}, {{ texts_of() }})
        end
    {%- endset -%}
    {{ as_codes(sorted_once(codes)) }}
{%- endmacro -%}

{#- Whether every code of a list stands among those of another. -#}
{%- macro are_all_in(codes, known) -%}
    {{ holds_all(known, codes) }}
{%- endmacro -%}

{#- A number as a person writes it (1,234; 1.2万), as a number; null where it is none. -#}
{%- macro number_told(told) -%}
    {%- set digits = found_in(told, quoted('^[-+]?[0-9][0-9,，]*(?:[.][0-9]+)?')) %}
    try_cast(replace(replace({{ digits }}, ',', ''), '，', '') as decimal(28, 10))
    * case {{ found_in(told, quoted('^[-+]?[0-9][0-9,，]*(?:[.][0-9]+)?(万亿|亿|万|千|百|)$'), 1) }}
        when '万亿' then 1000000000000
        when '亿' then 100000000
        when '万' then 10000
        when '千' then 1000
        when '百' then 100
        when '' then case when {{ matches(told, quoted('[0-9]$')) }} then 1 end
    end
{%- endmacro -%}

{#- A number in the metric's own unit. -#}
{%- macro in_metrics_unit(kind, unit_class, value) -%}
    case
        -- no division: it would go through floating point, for all numbers that pass here
        when {{ kind }} = 'ratio' and {{ unit_class }} = 'percent' then {{ value }} * cast('0.01' as decimal(3, 2))
        when {{ kind }} = 'rate' and {{ unit_class }} = 'share' then {{ value }} * 100
        else {{ value }}
    end
{%- endmacro -%}

{#- The family of a metric: what stands before the point. -#}
{%- macro family_of(metric_code) -%}
    nullif(split_part({{ metric_code }}, '.', 1), '')
{%- endmacro -%}

{#- The first of a list of codes; null where it is empty. -#}
{%- macro first_code(codes) -%}
    {{ nth_of(codes, 1) }}
{%- endmacro -%}

{#- A list of codes as a verdict has them: parted by blanks. -#}
{%- macro as_codes(codes) -%}
    {{ list_joined(codes, "' '") }}
{%- endmacro -%}

{#- Whether a code is one of those that stand in a text, parted by blanks. -#}
{%- macro contains_code(codes, code) -%}
    {{ holds(words_of(codes), code) }}
{%- endmacro -%}
