-- Which rules claim each distinct wording. All wordings that a rule may claim are one text, a line each, and the rule
-- runs over it once: its pattern is compiled once, however many wordings there are, and is no part of the plan.
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
wordings as (

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
        {{ text_of_lines('wording') }} as lines
    from wordings
    group by topic, unit_class, portion_no

),

reaches as (

    select
        rules.rule_id,
        rules.pattern,
        rules.unless,
        texts.topic,
        texts.unit_class,
        texts.portion_no,
        texts.lines
    from rules
    inner join texts on {{ may_claim('rules', 'texts') }}

),

found as (

    select
        rule_id,
        unless,
        portion_no,
        {{ lines_with(texts_joined('lines'), 'pattern') }} as lines
    from reaches
    group by rule_id, pattern, unless, portion_no

),

-- distinct: a wording may stand in it under several topics
claimed as (

    select distinct
        rule_id,
        portion_no,
        {{ each_line(lines_without('lines', 'unless')) }} as wording
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
            wordings.wording = claimed.wording
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
