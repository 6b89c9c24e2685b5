{#- What tables and columns say of themselves in the warehouse, in one statement. dbt's own macro first asks the
    warehouse, twice a table, which columns it has: here a description of one that is not there stops the build. -#}
{%- macro persist_docs(relation, model, for_relation=true, for_columns=true) -%}
    {%- if target.type != 'duckdb' -%}
        {{- return(adapter.dispatch('persist_docs', 'dbt')(relation, model, for_relation, for_columns)) -}}
    {%- endif -%}
    {%- set said = [] -%}
    {%- if for_relation and config.persist_relation_docs() and model.description -%}
        {%- do said.append(alter_relation_comment(relation, model.description)) -%}
    {%- endif -%}
    {%- if for_columns and config.persist_column_docs() -%}
        {%- for name, column in model.columns.items() -%}
            {%- set place = relation ~ '.' ~ (adapter.quote(name) if column.quote else name) -%}
            {%- do said.append('comment on column ' ~ place ~ ' is ' ~ duckdb_escape_comment(column.description) ~ ';') -%}
        {%- endfor -%}
    {%- endif -%}
    {%- if said -%}{%- do run_query(said | join('\n')) -%}{%- endif -%}
{%- endmacro -%}
