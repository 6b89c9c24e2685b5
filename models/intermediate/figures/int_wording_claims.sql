-- Which rules claim each distinct wording. All wordings that a rule may claim are one text, a line each, and the rule
-- runs over it once: its pattern is compiled once, however many wordings there are, and is no part of the plan.
-- A line is its wording in the letters of lines (macros/lines.sql).
with

distinct_wordings as (

    select
        wording,
        topic,
        unit_class
    from {{ ref('int_figure_topics') }}
    union
    select
        wording,
        report_topic as topic,
        unit_class
    from {{ ref('int_figure_topics') }}
    where report_topic is not null

),

-- no text is longer than memory allows
portions as (

    select
        *,
        {{ portion_no(200000, 'wording') }} as portion_no
    from distinct_wordings

),

rules as (

    select
        written.rule_id,
        written.pattern,
        written.unless,
        {{ words_of('written.topics') }} as topics,
        {{ words_of('written.unit_classes') }} as unit_classes
    from (
        values
        {%- for row in rule_rows_of_lines() %}
        (
            {{ quoted(row['rule_id']) }},
            {{ pattern_of_a_row(row['pattern']) }},
            {{ pattern_of_a_row(row['unless']) if row['unless'] else 'null' }},
            {{ quoted(row['topics']) }},
            {{ quoted(row['unit_classes'] ~ ' change') }}
        ),
        {%- endfor %}
        {{ no_rule() }}
    ) as written (rule_id, pattern, unless, topics, unit_classes)

),

texts as (

    select
        topic,
        unit_class,
        portion_no,
        {{ texts_joined('wording') }} as words
    from portions
    group by topic, unit_class, portion_no

),

lined as (

    select
        *,
        {{ in_line_letters('words') }} as lines
    from texts

),

wordings as (

    select
        topic,
        unit_class,
        portion_no,
        {{ each_with_place({'wording': lines_of('words'), 'line': lines_of('lines')}, 'line_no') }}
    from lined

),

reaches as (

    select
        rules.rule_id,
        lined.topic,
        lined.unit_class,
        lined.portion_no
    from rules
    inner join lined on {{ may_claim('rules', 'lined') }}

),

rule_texts as (

    select
        reaches.rule_id,
        reaches.portion_no,
        {{ texts_joined('lined.lines') }} as lines
    from reaches
    inner join lined
        on
            reaches.topic is not distinct from lined.topic
            and reaches.unit_class = lined.unit_class
            and reaches.portion_no = lined.portion_no
    group by reaches.rule_id, reaches.portion_no

),

found as (

    select
        rules.rule_id,
        rules.unless,
        rule_texts.portion_no,
        {{ lines_with('rule_texts.lines', 'rules.pattern') }} as lines
    from rule_texts
    inner join rules on rule_texts.rule_id = rules.rule_id

),

-- distinct: a line may stand in it under several topics
claimed as (

    select distinct
        rule_id,
        portion_no,
        {{ each_of(lines_of(lines_without('lines', 'unless'))) }} as line
    from found

),

claims as (

    select
        wordings.wording,
        wordings.topic,
        wordings.unit_class,
        {{ list_in_order('reaches.rule_id') }} as rule_ids
    from wordings
    left join claimed
        on
            wordings.line = claimed.line
            and wordings.portion_no = claimed.portion_no
    -- not where the rule found it under another topic
    left join reaches
        on
            claimed.rule_id = reaches.rule_id
            and wordings.topic is not distinct from reaches.topic
            and wordings.unit_class = reaches.unit_class
            and wordings.portion_no = reaches.portion_no
    group by wordings.wording, wordings.topic, wordings.unit_class

)

select * from claims
