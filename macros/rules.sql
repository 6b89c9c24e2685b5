{#- Wording rules and topics are read from their seeds while the model that uses them is compiled, which is after they were
    loaded. Topics become constants of one SELECT: a pattern taken from a column would be compiled anew for every row. Rules
    are rows of it: each runs over one long text (macros/lines.sql). -#}

{%- macro seed_rows(name, order_by) -%}
    {%- do ref(name) -%}
    {%- set rows = [] -%}
    {%- if execute -%}
        {#- by its name: to a unit test `ref` is a fixture, and the model would have other patterns than it has -#}
        {%- set found = adapter.get_relation(target.database, generate_schema_name('seeds', none), name) -%}
        {%- if found is not none -%}
            {%- for row in run_query('select * from ' ~ found ~ ' order by ' ~ order_by) -%}
                {%- do rows.append(row) -%}
            {%- endfor -%}
        {%- endif -%}
    {%- endif -%}
    {{- return(rows) -}}
{%- endmacro -%}

{#- The topics and the rules, as dictionaries whose patterns are ready for use (macros/cues.sql). -#}
{%- macro topic_rows() -%}
    {{- return(ready_rows('topics', 'topic_order', ('pattern', 'weak_pattern'))) -}}
{%- endmacro -%}

{%- macro rule_rows() -%}
    {{- return(ready_rows('wording_rules', 'rule_id', ('pattern', 'unless'))) -}}
{%- endmacro -%}

{#- One group that finds any topic's words, the most specific topic first; `lead` is what may stand before them, and
    `weak` tells whether the words that give way to others are among them. -#}
{%- macro topic_pattern(lead='', weak=true) -%}
    {%- set patterns = [] -%}
    {%- for row in topic_rows() -%}
        {%- do patterns.append(row['pattern']) -%}
        {%- if weak and row['weak_pattern'] -%}
            {%- do patterns.append(row['weak_pattern']) -%}
        {%- endif -%}
    {%- endfor -%}
    {{- quoted(lead ~ '(' ~ (patterns | join('|') if patterns else '\\x00') ~ ')') -}}
{%- endmacro -%}

{#- The topic whose pattern a piece of text, found by topic_pattern, is. -#}
{%- macro topic_of(words) -%}
    case
        {%- for row in topic_rows() %}
        when {{ is_whole(words, quoted(row['pattern'])) }} then {{ quoted(row['topic']) }}
        {%- if row['weak_pattern'] %}
        when {{ is_whole(words, quoted(row['weak_pattern'])) }} then {{ quoted(row['topic']) }}
        {%- endif %}
        {%- endfor %}
        else null
    end
{%- endmacro -%}

{#- Whether a piece of text, found by topic_pattern, gives way to another topic of its sentence. -#}
{%- macro is_weak_topic(words) -%}
    {%- set weak = topic_rows() | map(attribute='weak_pattern') | select | list -%}
    {{ words }} is not null
    and {{ is_whole(words, quoted(weak | join('|') if weak else '\\x00')) }}
    and not {{ is_strong_topic(words) }}
{%- endmacro -%}

{%- macro is_strong_topic(words) -%}
    {{ is_whole(words, topic_pattern(weak=false)) }}
{%- endmacro -%}

{#- Whether a column is one of some words. Said with `or`: DuckDB turns a long `in` into a join, which halves the speed. -#}
{%- macro one_of(column, words) -%}
    ({% for word in words %}{{ column }} = {{ quoted(word) }}{{ ' or ' if not loop.last }}{% endfor %})
{%- endmacro -%}

{#- The rules, their patterns as they find lines (macros/lines.sql). -#}
{%- macro rule_rows_of_lines() -%}
    {%- set rows = rule_rows() -%}
    {%- for row in rows -%}
        {%- do row.update({
            'pattern': line_pattern(row['pattern']),
            'unless': line_pattern(row['unless'], whole=false) if row['unless'] else none
        }) -%}
    {%- endfor -%}
    {{- return(rows) -}}
{%- endmacro -%}

{#- What stands for no rule in a row of VALUES, which a project without rules needs. -#}
{%- macro no_rule() -%}
    ({{ (['cast(null as string)'] * 5) | join(', ') }})
{%- endmacro -%}

{#- Whether a rule is for a topic, or for any (*), and for a class of unit. -#}
{%- macro may_claim(rule, wording) -%}
    {{ holds(rule ~ '.unit_classes', wording ~ '.unit_class') }}
    and ({{ holds(rule ~ '.topics', wording ~ '.topic') }} or {{ holds(rule ~ '.topics', "'*'") }})
{%- endmacro -%}

{#- One pattern of all words that rules and topics know, the longest first. What it leaves of a label are words that no
    rule was made with: a qualifier that may narrow what is counted (涉企, 带病). -#}
{%- macro known_words() -%}
    {%- set words = [] -%}
    {%- for row in rule_rows() -%}
        {%- do words.extend(modules.re.findall('[一-龥]{2,}', row['pattern'])) -%}
    {%- endfor -%}
    {%- for row in topic_rows() -%}
        {%- do words.extend(modules.re.findall('[一-龥]{2,}', row['pattern'] ~ '|' ~ (row['weak_pattern'] or ''))) -%}
    {%- endfor -%}
    {%- set sized = [] -%}
    {%- for word in words | unique -%}
        {%- do sized.append([-(word | length), word]) -%}
    {%- endfor -%}
    {{- quoted(sized | sort | map(attribute=1) | join('|') if sized else '\\x00') -}}
{%- endmacro -%}

{#- Whether a value is one of some words; false where it is not known. -#}
{%- macro is_one_of(value, words) -%}
    coalesce({{ one_of(value, words) }}, false)
{%- endmacro -%}
