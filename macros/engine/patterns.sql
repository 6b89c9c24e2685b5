{#- Words on text that engines say differently. A macro without a prefix is what models and other macros use; those with
    duckdb__ and spark__ are how each engine says it. Patterns are constants, made by `quoted`, in the words of RE2. -#}

{#- A string constant. To Spark a backslash in it is an escape. -#}
{%- macro quoted(words) -%}
    {{- adapter.dispatch('quoted', 'fazhi')(words) -}}
{%- endmacro -%}

{%- macro duckdb__quoted(words) -%}
    '{{ words | replace("'", "''") }}'
{%- endmacro -%}

{%- macro spark__quoted(words) -%}
    '{{ words | replace("\\", "\\\\") | replace("'", "\\'") }}'
{%- endmacro -%}

{#- A pattern of RE2 as one of Java, whose dot and `$` know other line ends, and to which a bracket within brackets is a
    class of its own. What is no constant stays as it is. -#}
{%- macro java(pattern, before='', after='') -%}
    {%- if pattern[:1] != "'" -%}
        {{- pattern -}}
    {%- else -%}
        {{- "'(?d)" ~ before -}}
        {%- for piece in modules.re.split('(\\[\\^?(?:\\\\\\\\.|[^\\]\\\\])*\\]|\\\\\\\\.)', pattern[1:-1]) -%}
            {%- if piece[:1] == '[' -%}
                {{- '[' ~ piece[1:].replace('[', '\\\\[').replace('&&', '&\\\\&') -}}
            {%- elif '$' in piece and piece[:1] != '\\' and '(?m)' not in pattern -%}
                {{- piece.replace('$', '\\\\z') -}}
            {%- else -%}
                {{- piece -}}
            {%- endif -%}
        {%- endfor -%}
        {{- after ~ "'" -}}
    {%- endif -%}
{%- endmacro -%}

{#- A pattern as a constant of a row: what reads it from there has no other form of it. -#}
{%- macro pattern_of_a_row(pattern) -%}
    {{- adapter.dispatch('pattern_of_a_row', 'fazhi')(pattern) -}}
{%- endmacro -%}

{%- macro duckdb__pattern_of_a_row(pattern) -%}
    {{- quoted(pattern) -}}
{%- endmacro -%}

{%- macro spark__pattern_of_a_row(pattern) -%}
    {{- java(quoted(pattern)) -}}
{%- endmacro -%}

{#- Whether a pattern stands in a text. -#}
{%- macro matches(text, pattern) -%}
    {{- adapter.dispatch('matches', 'fazhi')(text, pattern) -}}
{%- endmacro -%}

{%- macro duckdb__matches(text, pattern) -%}
    regexp_matches({{ text }}, {{ pattern }})
{%- endmacro -%}

{%- macro spark__matches(text, pattern) -%}
    regexp_like({{ text }}, {{ java(pattern) }})
{%- endmacro -%}

{#- Whether a text is, from its first character to its last, what a pattern finds. -#}
{%- macro is_whole(text, pattern) -%}
    {{- adapter.dispatch('is_whole', 'fazhi')(text, pattern) -}}
{%- endmacro -%}

{%- macro duckdb__is_whole(text, pattern) -%}
    regexp_full_match({{ text }}, {{ pattern }})
{%- endmacro -%}

{%- macro spark__is_whole(text, pattern) -%}
    regexp_like({{ text }}, {{ java(pattern, '^(?:', ')\\\\z') }})
{%- endmacro -%}

{#- What a pattern first finds in a text, or a group of it; empty where it finds nothing. -#}
{%- macro found_in(text, pattern, group=0) -%}
    {{- adapter.dispatch('found_in', 'fazhi')(text, pattern, group) -}}
{%- endmacro -%}

{%- macro duckdb__found_in(text, pattern, group) -%}
    regexp_extract({{ text }}, {{ pattern }}, {{ group }})
{%- endmacro -%}

{%- macro spark__found_in(text, pattern, group) -%}
    regexp_extract({{ text }}, {{ java(pattern) }}, {{ group }})
{%- endmacro -%}

{#- All that a pattern finds in a text, or a group of each, as a list. -#}
{%- macro all_found_in(text, pattern, group=0) -%}
    {{- adapter.dispatch('all_found_in', 'fazhi')(text, pattern, group) -}}
{%- endmacro -%}

{%- macro duckdb__all_found_in(text, pattern, group) -%}
    regexp_extract_all({{ text }}, {{ pattern }}, {{ group }})
{%- endmacro -%}

{%- macro spark__all_found_in(text, pattern, group) -%}
    regexp_extract_all({{ text }}, {{ java(pattern) }}, {{ group }})
{%- endmacro -%}

{#- The text with every match of a pattern replaced. In what replaces it, a constant, `\1` is the first group. -#}
{%- macro replaced(text, pattern, by) -%}
    {{- adapter.dispatch('replaced', 'fazhi')(text, pattern, by) -}}
{%- endmacro -%}

{%- macro duckdb__replaced(text, pattern, by) -%}
    regexp_replace({{ text }}, {{ pattern }}, {{ by }}, 'g')
{%- endmacro -%}

{%- macro spark__replaced(text, pattern, by) -%}
    regexp_replace({{ text }}, {{ java(pattern) }}, {{ modules.re.sub('\\\\\\\\([0-9])', '$\\1', by) }})
{%- endmacro -%}

{#- The pieces of a text between the matches of a pattern, as a list. -#}
{%- macro split_at(text, pattern) -%}
    {{- adapter.dispatch('split_at', 'fazhi')(text, pattern) -}}
{%- endmacro -%}

{%- macro duckdb__split_at(text, pattern) -%}
    string_split_regex({{ text }}, {{ pattern }})
{%- endmacro -%}

{%- macro spark__split_at(text, pattern) -%}
    split({{ text }}, {{ java(pattern) }})
{%- endmacro -%}

{#- The pieces of a text between words that are no pattern: a column, or a constant. -#}
{%- macro split_by(text, words) -%}
    {{- adapter.dispatch('split_by', 'fazhi')(text, words) -}}
{%- endmacro -%}

{%- macro duckdb__split_by(text, words) -%}
    string_split({{ text }}, {{ words }})
{%- endmacro -%}

{%- macro spark__split_by(text, words) -%}
    split({{ text }}, concat('\\Q', {{ words }}, '\\E'))
{%- endmacro -%}

{#- Whether a text begins with words. -#}
{%- macro is_begun_by(text, words) -%}
    {{- adapter.dispatch('is_begun_by', 'fazhi')(text, words) -}}
{%- endmacro -%}

{%- macro duckdb__is_begun_by(text, words) -%}
    starts_with({{ text }}, {{ words }})
{%- endmacro -%}

{%- macro spark__is_begun_by(text, words) -%}
    startswith({{ text }}, {{ words }})
{%- endmacro -%}

{#- The sha256 of a text in hexadecimal digits. -#}
{%- macro sha256_of(text) -%}
    {{- adapter.dispatch('sha256_of', 'fazhi')(text) -}}
{%- endmacro -%}

{%- macro duckdb__sha256_of(text) -%}
    sha256({{ text }})
{%- endmacro -%}

{%- macro spark__sha256_of(text) -%}
    sha2({{ text }}, 256)
{%- endmacro -%}

{#- Whether a pattern has a group that can be taken out, yes or no: a bracket in a class of characters or behind a
    backslash is none. Java refuses a group that is not there; RE2 finds nothing in it. -#}
{%- macro has_group(pattern) -%}
    {{- 'yes' if '(' in modules.re.sub('\\\\.|\\[[^]]*\\]|[(][?]', '', pattern) else 'no' -}}
{%- endmacro -%}
