{#- Words on groups of rows and on windows that engines say differently. -#}

{#- The distinct values of a group in order, joined by a comma; null where there is none. -#}
{%- macro joined(words) -%}
    {{- adapter.dispatch('joined', 'fazhi')(words) -}}
{%- endmacro -%}

{%- macro duckdb__joined(words) -%}
    string_agg(distinct {{ words }}, ', ' order by {{ words }} nulls last)
{%- endmacro -%}

{%- macro spark__joined(words) -%}
    case
        when count({{ words }}) > 0
            then array_join(array_sort(collect_set({{ words }})), ', ')
    end
{%- endmacro -%}

{#- The texts of a group's rows in the order of `position`, with `separator`, an expression, between them. -#}
{%- macro joined_in_order(words, separator, position) -%}
    {{- adapter.dispatch('joined_in_order', 'fazhi')(words, separator, position) -}}
{%- endmacro -%}

{%- macro duckdb__joined_in_order(words, separator, position) -%}
    string_agg({{ words }}, {{ separator }} order by {{ position }} nulls last)
{%- endmacro -%}

{%- macro spark__joined_in_order(words, separator, position) -%}
    listagg({{ words }}, {{ separator }}) within group (order by {{ position }} nulls last)
{%- endmacro -%}

{#- The texts of a group's rows in any order, each on a line of its own. -#}
{%- macro texts_joined(lines) -%}
    {{- adapter.dispatch('texts_joined', 'fazhi')(lines) -}}
{%- endmacro -%}

{%- macro duckdb__texts_joined(lines) -%}
    string_agg({{ lines }}, chr(10))
{%- endmacro -%}

{%- macro spark__texts_joined(lines) -%}
    listagg({{ lines }}, chr(10))
{%- endmacro -%}

{#- A group's words as a list in their order, without nulls; an empty list where there is nothing else. -#}
{%- macro list_in_order(words) -%}
    {{- adapter.dispatch('list_in_order', 'fazhi')(words) -}}
{%- endmacro -%}

{%- macro duckdb__list_in_order(words) -%}
    {%- set kept = 'list(' ~ words ~ ') filter (where ' ~ words ~ ' is not null)' -%}
    case
        when count({{ words }}) > 1 then list_sort({{ kept }})
        else coalesce({{ kept }}, cast([] as varchar[]))
    end
{%- endmacro -%}

{%- macro spark__list_in_order(words) -%}
    array_sort(collect_list({{ words }}))
{%- endmacro -%}

{#- A group's words, of which none is null, as a list in any order. -#}
{%- macro all_of(words) -%}
    {{- adapter.dispatch('all_of', 'fazhi')(words) -}}
{%- endmacro -%}

{%- macro duckdb__all_of(words) -%}
    list({{ words }})
{%- endmacro -%}

{%- macro spark__all_of(words) -%}
    collect_list({{ words }})
{%- endmacro -%}

{#- The value of `column` in the group's row that comes first by `position`, and by `then` where several do; rows where
    `column` is null are none. -#}
{%- macro first_by(column, position, then=none) -%}
    {{- adapter.dispatch('first_by', 'fazhi')(column, position, then) -}}
{%- endmacro -%}

{%- macro duckdb__first_by(column, position, then) -%}
    arg_min({{ column }}, {{ 'row(' ~ position ~ ', ' ~ then ~ ')' if then else position }})
{%- endmacro -%}

{%- macro spark__first_by(column, position, then) -%}
    {#- a null stands last in a struct of DuckDB's, first in one of Spark's -#}
    {%- if then -%}
        {%- set place = 'struct(' ~ position ~ ' is null, ' ~ position ~ ', ' ~ then ~ ' is null, ' ~ then ~ ')' -%}
    {%- else -%}
        {%- set place = position -%}
    {%- endif -%}
    min_by({{ column }}, {{ place }}) filter (where {{ column }} is not null)
{%- endmacro -%}

{#- The middle of a partition's values; of an even number of them the mean of the two in the middle. -#}
{%- macro median_over(value, partition_by) -%}
    {{- adapter.dispatch('median_over', 'fazhi')(value, partition_by) -}}
{%- endmacro -%}

{%- macro duckdb__median_over(value, partition_by) -%}
    median({{ value }}) over (partition by {{ partition_by }})
{%- endmacro -%}

{%- macro spark__median_over(value, partition_by) -%}
    cast(median({{ value }}) over (partition by {{ partition_by }}) as decimal(28, 10))
{%- endmacro -%}

{#- The last value that is not null in a window's rows; `over` is the window, or its name. -#}
{%- macro last_known(value, over) -%}
    {{- adapter.dispatch('last_known', 'fazhi')(value, over) -}}
{%- endmacro -%}

{%- macro duckdb__last_known(value, over) -%}
    last_value({{ value }} ignore nulls) over {{ over }}
{%- endmacro -%}

{%- macro spark__last_known(value, over) -%}
    last_value({{ value }}) ignore nulls over {{ over }}
{%- endmacro -%}

{#- All columns but some. -#}
{%- macro all_but(columns) -%}
    {{- adapter.dispatch('all_but', 'fazhi')(columns) -}}
{%- endmacro -%}

{%- macro duckdb__all_but(columns) -%}
    * exclude ({{ columns }})
{%- endmacro -%}

{%- macro spark__all_but(columns) -%}
    * except ({{ columns }})
{%- endmacro -%}
