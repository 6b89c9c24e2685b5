{#- Wording rules and topics become constants of one SELECT: a pattern taken from a column would be compiled anew for
    every row. The seeds are read while the model that uses them is compiled, which is after they were loaded. -#}

{%- macro seed_rows(relation, order_by) -%}
    {%- set rows = [] -%}
    {%- if execute -%}
        {%- set found = adapter.get_relation(relation.database, relation.schema, relation.identifier) -%}
        {%- if found is not none -%}
            {%- for row in run_query('select * from ' ~ relation ~ ' order by ' ~ order_by) -%}
                {%- do rows.append(row) -%}
            {%- endfor -%}
        {%- endif -%}
    {%- endif -%}
    {{- return(rows) -}}
{%- endmacro -%}

{%- macro topic_rows() -%}
    {{- return(seed_rows(ref('topics'), 'topic_order')) -}}
{%- endmacro -%}

{%- macro rule_rows() -%}
    {{- return(seed_rows(ref('wording_rules'), 'rule_id')) -}}
{%- endmacro -%}

{#- One group that finds any topic's words, the most specific topic first; `lead` is what may stand before them. -#}
{%- macro topic_pattern(lead='') -%}
    {%- set patterns = [] -%}
    {%- for row in topic_rows() -%}
        {%- do patterns.append(row['pattern']) -%}
    {%- endfor -%}
    {{- quoted(lead ~ '(' ~ (patterns | join('|') if patterns else '\\x00') ~ ')') -}}
{%- endmacro -%}

{#- The topic whose pattern a piece of text, found by topic_pattern, is. -#}
{%- macro topic_of(words) -%}
    case
        {%- for row in topic_rows() %}
        when regexp_full_match({{ words }}, {{ quoted(row['pattern']) }}) then {{ quoted(row['topic']) }}
        {%- endfor %}
        else null
    end
{%- endmacro -%}

{#- The ids of the rules that claim a wording, as a list. -#}
{%- macro claiming_rules(wording, topic, unit_class) -%}
    list_filter(
        [
            {%- for row in rule_rows() %}
            case
                when
                    {{ unit_class }} in ({{ quoted_each(row['unit_classes'].split() + ['change']) }})
                    {%- if '*' not in row['topics'].split() %}
                    and {{ topic }} in ({{ quoted_each(row['topics'].split()) }})
                    {%- endif %}
                    and regexp_matches({{ wording }}, {{ quoted(row['pattern']) }})
                    {%- if row['unless'] %}
                    and not regexp_matches({{ wording }}, {{ quoted(row['unless']) }})
                    {%- endif %}
                    then {{ quoted(row['rule_id']) }}
            end,
            {%- endfor %}
            null
        ],
        lambda r: r is not null
    )
{%- endmacro -%}
