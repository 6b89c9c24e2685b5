{#- Words of scope: those of the cues that say whose a figure is (seeds/cues/scope_cues.csv), without what only sets
    words apart or leaves them out. -#}

{#- What a cue may say besides whose a figure is. -#}
{%- macro no_scope() -%}
    {{- return(['nothing', 'above', 'level_named', 'both_levels', 'behind']) -}}
{%- endmacro -%}

{#- One pattern of all words of scope, with one group. -#}
{%- macro scope_pattern() -%}
    {{- return('(' ~ cue_pattern('scope', says_not=no_scope()) ~ ')') -}}
{%- endmacro -%}

{#- The same as a constant of SQL. -#}
{%- macro scope_words() -%}
    {{- return(quoted(scope_pattern())) -}}
{%- endmacro -%}

{#- Whether some words name a body: as a piece of its name, or in short, each character of them in the order of the
    name (市仲裁院 is 市劳动人事争议仲裁院). -#}
{%- macro is_name_of(words, body) -%}
    case
        when contains({{ body }}, {{ words }}) then true
        when {{ matches(words, quoted('^[\\x{4E00}-\\x{9FFF}]{2,}$')) }}
            then {{ matches(body, replaced(words, quoted('(.)'), quoted('\\1[^ ]*'))) }}
        else false
    end
{%- endmacro -%}

{#- Whether words of scope name a level above that of the report: 全省 in a city's, 全市 in a county's that is no city. -#}
{%- macro of_above(words, level, name) -%}
    coalesce(
        {{ level }} <> 'province'
        and (
            {{ matches(words, "'^全?(?:省|自治区)'") }}
            or (
                {{ level }} = 'county' and not {{ name }} like '%市'
                and {{ matches(words, "'^全市'") }}
            )
        ),
        false
    )
{%- endmacro -%}

{#- A text in which a comma stands before each word that a clause may begin with: ,丹徒 is no piece of another word. -#}
{%- macro at_clauses(text) -%}
    ',' || {{ replaced(text, quoted(word_class('before_a_clause')), quoted(',')) }}
{%- endmacro -%}

{#- Whether the place that words begin with is another than the reporting one and those below it, and no word of `own`
    (a word class) leads back to it; over int_figure_exclusions' reports, others and lower_names. -#}
{%- macro is_of_another(place, words, own) -%}
    coalesce(
        {{ holds('others.names', place) }}
        and not {{ is_listed("concat_ws('', ',', " ~ place ~ ")", 'lower_names.short_names') }}
        and not {{ is_listed(place, 'lower_names.names') }}
        and (reports.level = 'zone' or not contains(reports.jurisdiction_name, {{ place }}))
        and not contains({{ words }}, reports.own_name)
        and not {{ matches(words, quoted(word_class(own))) }},
        false
    )
{%- endmacro -%}
