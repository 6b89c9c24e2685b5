-- The topic that each figure's words belong to: the nearest that is named, in what is counted, in the label, behind the
-- number, before it in the sentence, in the item's sentences before, or in the headings.

{#- Stand right before a number and say that something grew or fell by it. #}
{%- set growth_words =
    '(?:同比|环比|(?:较|比|相比)[^,;◇]{0,8}?)?(?:分别)?'
    ~ '(?:增长|增加|增幅|上升|提升|提高|下降|减少|降低|回落|下滑)(?:了|率|幅度)?(?:约|近|超过?|达到?|为)?◇' %}
{#- Behind a number: bodies and occasions. #}
{%- set body_words =
    '◇[^,、◇]{0,6}(?:部门|单位|县[(]?市?、?区|县区|区县|乡镇|街道|窗口'
    ~ '|领域|方面|专班|设区市|城市|地区|小组|批次|环节)' %}
{#- The bare nouns of a list, which do not repeat what is done with them: 制定规章2件、规范性文件21件. The verb stands before
    the list. -#}
{%- set listed_nouns = quoted(
    '^(?:其中|包括)?,?(?:行政|[省市县区旗州]级?|直属?|本级|各|政府|部门|重要|重大)*'
    ~ '(?:规范性文件|市场主体|经营主体|检查对象|执法人员)(?:草案|送审稿)?(?:有|共|为)?◇$'
) %}
{%- set governing_verbs = quoted(
    '(审查|审核|把关|清理|梳理|备案|报备|制定|出台|印发|制发|发布|颁布|公布|评估|修改|修订|废止|失效|征求'
    ~ '|纳入|录入|入库|收录|列入|匹配|抽取|涉及|抽查(?:了|市场|经营|企业|各类)|检查(?:了|市场|经营|企业|各类))'
) %}

with

labels as (

    select * from {{ ref('int_figure_labels') }}

),

-- 受理量同比增长28%: what grew is the metric, whatever unit its growth is stated in
grown as (

    select
        *,
        regexp_replace(wording, {{ quoted(growth_words) }}, '◇') as wording_without_growth
    from labels

),

worded as (

    select
        figure_id,
        report_id,
        passage_no,
        char_start,
        label_no,
        label,
        label_before,
        label_after,
        compared_start,
        lead_text,
        carried_words,
        heading_words,
        wording as stated_wording,
        case
            when is_growth then wording_without_growth
            when {{ matches('wording', listed_nouns) }}
                then concat(coalesce({{ last_match(plain_wording('lead_text'), governing_verbs) }}, ''), wording)
            else wording
        end as wording,
        case when is_growth then 'change' else unit_class end as unit_class
    from (
        select
            *,
            unit_class in ('percent', 'multiple', 'point')
            and wording_without_growth <> wording
            and length(split_part(wording_without_growth, '◇', 1)) >= 2 as is_growth
        from grown
    ) as judged

),

near as (

    select
        *,
        -- what is counted stands right behind its unit: 抽取2267份案卷
        {{ first_match("left(split_part(wording, '◇', 2), 12)", topic_pattern('^[^,(]{0,7}?')) }} as counted_words,
        {{ last_match("split_part(wording, '◇', 1)", topic_pattern()) }} as label_words,
        {{ first_match("split_part(wording, '◇', 2)", topic_pattern()) }} as after_words,
        {{ last_match(plain_wording('lead_text'), topic_pattern()) }} as lead_words
    from worded

),

nearest as (

    select
        figure_id,
        report_id,
        passage_no,
        char_start,
        label_no,
        label,
        label_before,
        label_after,
        compared_start,
        unit_class,
        wording,
        stated_wording,
        lead_text,
        -- 日均150件, 每万人4.2名: a level, no total of the period
        {{ matches('wording', "'平均|日均|月均|人均|户均|年均|每[万百千个县家名]'") }} as is_average,
        -- 31个市级部门公布…: counts the bodies, not what they did
        {{ matches('wording', quoted(body_words)) }} as counts_bodies,
        coalesce(counted_words, label_words, after_words, lead_words, carried_words, heading_words) as topic_words,
        case
            when counted_words is not null then 'counted'
            when label_words is not null then 'label'
            when after_words is not null then 'after'
            when lead_words is not null then 'sentence'
            when carried_words is not null then 'item'
            when heading_words is not null then 'heading'
            else 'none'
        end as topic_basis
    from near

),

-- each wording is looked up once
found_words as (

    select distinct topic_words
    from nearest
    where topic_words is not null

),

topics as (

    select
        topic_words,
        {{ topic_of('topic_words') }} as topic
    from found_words

)

select
    nearest.*,
    coalesce(topics.topic, 'none') as topic
from nearest
left join topics on nearest.topic_words = topics.topic_words
