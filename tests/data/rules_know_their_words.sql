-- Rules, metrics, topics and units name one another rightly: every metric has a rule, every topic and class of unit
-- that a rule names exists, every rule has an example and a counter-example with one number marked in each.
with

rules as (

    select * from {{ ref('wording_rules') }}

),

topic_words as (

    select
        rule_id,
        {{ each_word('topics') }} as topic
    from rules

),

class_words as (

    select
        rule_id,
        {{ each_word('unit_classes') }} as unit_class
    from rules

),

topics as (

    select * from {{ ref('topics') }}

),

classes as (

    select distinct unit_class from {{ ref('units') }}
    union all
    select 'none' as unit_class -- a number without a unit
    union all
    select 'change' as unit_class -- the growth of what the rule finds

),

metrics as (

    select * from {{ ref('metrics') }}

)

select
    metrics.metric_code as name,
    'a metric without a rule' as fault
from metrics
left join rules on metrics.metric_code = rules.metric_code
where rules.rule_id is null
union all
select
    rules.rule_id as name,
    'no such metric: ' || rules.metric_code as fault
from rules
left join metrics on rules.metric_code = metrics.metric_code
where metrics.metric_code is null
union all
select
    rules.rule_id as name,
    'a rule without topics, pattern or classes of unit' as fault
from rules
where rules.rule_id is null or rules.topics is null or rules.pattern is null or rules.unit_classes is null
union all
select
    rules.rule_id as name,
    'its topic reaches from sentence, item or heading, not from ' || coalesce(rules.topic_reach, 'nowhere') as fault
from rules
where coalesce(rules.topic_reach, '') not in ('sentence', 'item', 'heading')
union all
select
    topics.topic as name,
    'a topic without its place or its pattern' as fault
from topics
where topics.topic is null or topics.topic_order is null or topics.pattern is null
union all
select
    topic_words.rule_id as name,
    'no such topic: ' || topic_words.topic as fault
from topic_words
left join topics on topic_words.topic = topics.topic
where topics.topic is null and topic_words.topic not in ('*', 'none')
union all
select
    class_words.rule_id as name,
    'no such class of unit: ' || class_words.unit_class as fault
from class_words
left join classes on class_words.unit_class = classes.unit_class
where classes.unit_class is null
union all
select
    rules.rule_id as name,
    'no example, or no counter-example, with one number in ⟦ ⟧' as fault
from rules
where
    coalesce(rules.example, '') not like '%⟦_%⟧%'
    or coalesce(rules.counter_example, '') not like '%⟦_%⟧%'
    or rules.example like '%⟧%⟦%'
    or rules.counter_example like '%⟧%⟦%'
union all
select
    rules.rule_id as name,
    'its id is not its metric and a number' as fault
from rules
where rules.rule_id not like rules.metric_code || '.%'
