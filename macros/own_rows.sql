{#- Rows of an office's own over a seed's (FAZHI_RULES names their folder; fazhi/rulebook judges them first): a row takes
    the place of the one with its id, and a column that the file leaves out keeps what that one has. -#}
{%- macro own_rows(relation, id) -%}
    {%- set folder = env_var('FAZHI_RULES', '') -%}
    {%- set file = quoted(folder ~ '/' ~ relation.identifier ~ '.csv') -%}
    {%- if not execute or not folder or not run_query('select * from glob(' ~ file ~ ')') | length -%}
        {{- return('') -}}
    {%- endif -%}
    {%- set rows = 'read_csv(' ~ file ~ ", header = true, all_varchar = true, delim = ',', quote = '\"', escape = '\"')" -%}
    {%- set given = run_query('describe select * from ' ~ rows).columns[0].values() | list -%}
    {%- set cells = [] -%}
    {%- for column in adapter.get_columns_in_relation(relation) -%}
        {%- set cell = 'own.' ~ column.name if column.name in given else 'before.' ~ column.name -%}
        {%- do cells.append('cast(' ~ cell ~ ' as ' ~ column.dtype ~ ') as ' ~ column.name) -%}
    {%- endfor -%}
    create or replace temp table own_rows as
    select {{ cells | join(', ') }}
    from {{ rows }} as own
    left join {{ relation }} as before on own.{{ id }} = before.{{ id }};
    delete from {{ relation }} where {{ id }} in (select {{ id }} from own_rows);
    insert into {{ relation }} select * from own_rows;
    drop table own_rows
{%- endmacro -%}
