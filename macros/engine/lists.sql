{#- Words on lists that engines say differently. Lists hold texts, and no nulls unless it is said. -#}

{#- A list of some values. -#}
{%- macro list_of(values) -%}
    {{- adapter.dispatch('list_of', 'fazhi')(values) -}}
{%- endmacro -%}

{%- macro duckdb__list_of(values) -%}
    [{{ values | join(', ') }}]
{%- endmacro -%}

{%- macro spark__list_of(values) -%}
    array({{ values | join(', ') }})
{%- endmacro -%}

{#- A list of texts, which may be empty. -#}
{%- macro texts_of(values=()) -%}
    {{- adapter.dispatch('texts_of', 'fazhi')(values) -}}
{%- endmacro -%}

{%- macro duckdb__texts_of(values) -%}
    cast([{{ values | join(', ') }}] as varchar[])
{%- endmacro -%}

{%- macro spark__texts_of(values) -%}
    cast(array({{ values | join(', ') }}) as array<string>)
{%- endmacro -%}

{#- The value at a place of a list, from 1, or from its end with -1; null where there is none. -#}
{%- macro nth_of(words, place) -%}
    {{- adapter.dispatch('nth_of', 'fazhi')(words, place) -}}
{%- endmacro -%}

{%- macro duckdb__nth_of(words, place) -%}
    list_extract({{ words }}, {{ place }})
{%- endmacro -%}

{%- macro spark__nth_of(words, place) -%}
    try_element_at({{ words }}, {{ place }})
{%- endmacro -%}

{#- How many values a list has; null where there is no list. -#}
{%- macro size_of(words) -%}
    {{- adapter.dispatch('size_of', 'fazhi')(words) -}}
{%- endmacro -%}

{%- macro duckdb__size_of(words) -%}
    len({{ words }})
{%- endmacro -%}

{%- macro spark__size_of(words) -%}
    array_size({{ words }})
{%- endmacro -%}

{#- Whether a value is one of a list. -#}
{%- macro holds(words, word) -%}
    {{- adapter.dispatch('holds', 'fazhi')(words, word) -}}
{%- endmacro -%}

{%- macro duckdb__holds(words, word) -%}
    list_contains({{ words }}, {{ word }})
{%- endmacro -%}

{%- macro spark__holds(words, word) -%}
    array_contains({{ words }}, {{ word }})
{%- endmacro -%}

{#- Whether any value of a list is one of another. -#}
{%- macro holds_any(words, others) -%}
    {{- adapter.dispatch('holds_any', 'fazhi')(words, others) -}}
{%- endmacro -%}

{%- macro duckdb__holds_any(words, others) -%}
    list_has_any({{ words }}, {{ others }})
{%- endmacro -%}

{%- macro spark__holds_any(words, others) -%}
    arrays_overlap({{ words }}, {{ others }})
{%- endmacro -%}

{#- Whether every value of `others` is one of a list. -#}
{%- macro holds_all(words, others) -%}
    {{- adapter.dispatch('holds_all', 'fazhi')(words, others) -}}
{%- endmacro -%}

{%- macro duckdb__holds_all(words, others) -%}
    list_has_all({{ words }}, {{ others }})
{%- endmacro -%}

{%- macro spark__holds_all(words, others) -%}
    array_size(array_except({{ others }}, {{ words }})) = 0
{%- endmacro -%}

{#- The values of a list for which a condition on `name` holds. -#}
{%- macro kept(words, name, condition) -%}
    {{- adapter.dispatch('kept', 'fazhi')(words, name, condition) -}}
{%- endmacro -%}

{%- macro duckdb__kept(words, name, condition) -%}
    list_filter({{ words }}, lambda {{ name }}: {{ condition }})
{%- endmacro -%}

{%- macro spark__kept(words, name, condition) -%}
    filter({{ words }}, {{ name }} -> {{ condition }})
{%- endmacro -%}

{#- What each value of a list, called `name`, is made to. -#}
{%- macro made_of_each(words, name, made) -%}
    {{- adapter.dispatch('made_of_each', 'fazhi')(words, name, made) -}}
{%- endmacro -%}

{%- macro duckdb__made_of_each(words, name, made) -%}
    list_transform({{ words }}, lambda {{ name }}: {{ made }})
{%- endmacro -%}

{%- macro spark__made_of_each(words, name, made) -%}
    transform({{ words }}, {{ name }} -> {{ made }})
{%- endmacro -%}

{#- The largest value of a list. -#}
{%- macro largest_of(values) -%}
    {{- adapter.dispatch('largest_of', 'fazhi')(values) -}}
{%- endmacro -%}

{%- macro duckdb__largest_of(values) -%}
    list_max({{ values }})
{%- endmacro -%}

{%- macro spark__largest_of(values) -%}
    array_max({{ values }})
{%- endmacro -%}

{#- The values of lists in a list as one list; nulls among them are none. -#}
{%- macro flattened(lists) -%}
    {{- adapter.dispatch('flattened', 'fazhi')(lists) -}}
{%- endmacro -%}

{%- macro duckdb__flattened(lists) -%}
    flatten({{ lists }})
{%- endmacro -%}

{%- macro spark__flattened(lists) -%}
    flatten(filter({{ lists }}, one_list -> one_list is not null))
{%- endmacro -%}

{#- A list's values in order, each once. -#}
{%- macro sorted_once(words) -%}
    {{- adapter.dispatch('sorted_once', 'fazhi')(words) -}}
{%- endmacro -%}

{%- macro duckdb__sorted_once(words) -%}
    list_sort(list_distinct({{ words }}))
{%- endmacro -%}

{%- macro spark__sorted_once(words) -%}
    array_sort(array_distinct({{ words }}))
{%- endmacro -%}

{#- A list's values behind one another, with `separator`, an expression, between them. -#}
{%- macro list_joined(words, separator) -%}
    {{- adapter.dispatch('list_joined', 'fazhi')(words, separator) -}}
{%- endmacro -%}

{%- macro duckdb__list_joined(words, separator) -%}
    array_to_string({{ words }}, {{ separator }})
{%- endmacro -%}

{%- macro spark__list_joined(words, separator) -%}
    array_join({{ words }}, {{ separator }})
{%- endmacro -%}

{#- Which of a list's values one is, from 1; null where it is none. -#}
{%- macro place_in(words, word) -%}
    {{- adapter.dispatch('place_in', 'fazhi')(words, word) -}}
{%- endmacro -%}

{%- macro duckdb__place_in(words, word) -%}
    list_position({{ words }}, {{ word }})
{%- endmacro -%}

{%- macro spark__place_in(words, word) -%}
    nullif(array_position({{ words }}, {{ word }}), 0)
{%- endmacro -%}

{#- A row for each value of a list column. -#}
{%- macro each_of(words) -%}
    {{- adapter.dispatch('each_of', 'fazhi')(words) -}}
{%- endmacro -%}

{%- macro duckdb__each_of(words) -%}
    unnest({{ words }})
{%- endmacro -%}

{%- macro spark__each_of(words) -%}
    explode({{ words }})
{%- endmacro -%}

{#- A row for each place of some lists of one length: `lists` tells the list of each column that comes of it, `place` how
    the column is called that numbers them, from 1. -#}
{%- macro each_with_place(lists, place) -%}
    {{- adapter.dispatch('each_with_place', 'fazhi')(lists, place) -}}
{%- endmacro -%}

{%- macro duckdb__each_with_place(lists, place) -%}
    {%- for name, words in lists.items() -%}
        unnest({{ words }}) as {{ name }},
    {% endfor -%}
    generate_subscripts({{ (lists.values() | list)[0] }}, 1) as {{ place }}
{%- endmacro -%}

{%- macro spark__each_with_place(lists, place) -%}
    {%- set cells = ['one_value'] -%}
    {%- for words in (lists.values() | list)[1:] -%}
        {%- do cells.append('try_element_at(' ~ words ~ ', one_place + 1)') -%}
    {%- endfor -%}
    inline(transform(
        {{ (lists.values() | list)[0] }}, (one_value, one_place) -> struct({{ cells | join(', ') }}, one_place + 1)
    )) as ({{ lists | join(', ') }}, {{ place }})
{%- endmacro -%}
