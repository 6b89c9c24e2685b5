-- The topic that each figure's words belong to: the nearest that is named, in its label, behind it, before it in the
-- sentence, in the item's sentences before, or in the headings.
with

labels as (

    select * from {{ ref('int_figure_labels') }}

),

-- 受理量同比增长28%: what grew is the metric, whatever unit the growth is stated in.
changes as (

    select
        * replace (
            case
                when is_change
                    then regexp_replace(
                        wording,
                        '(?:同比|环比|较上年|比上年|较去年|比去年|较0年|比0年|较|比)?[^,;◇]{0,6}(?:分别)?(?:增长|增加|增幅|上升|提升|提高|下降|减少|降低|回落|下滑)(?:了|率|幅度)?(?:约|近|超过?|达到?|为)?◇',
                        '◇'
                    )
                else wording
            end as wording,
            case when is_change then 'change' else unit_class end as unit_class
        )
    from (
        select
            *,
            unit_class in ('percent', 'multiple', 'point')
            and regexp_matches(
                wording,
                '[^,;◇]{2,}(?:增长|增加|增幅|上升|提升|提高|下降|减少|降低|回落|下滑)(?:了|率|幅度)?(?:约|近|超过?|达到?|为)?◇'
            ) as is_change
        from labels
    ) as judged

),

near as (

    select
        *,
        {{ last_match("split_part(wording, '◇', 1)", topic_pattern()) }} as label_words,
        {{ first_match("split_part(wording, '◇', 2)", topic_pattern()) }} as after_words,
        {{ last_match(plain_wording('lead_text'), topic_pattern()) }} as lead_words
    from changes

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
        unit_class,
        wording,
        lead_text,
        -- 日均150件, 每万人4.2名: a level, no total of the period
        regexp_matches(wording, '平均|日均|月均|人均|户均|年均|每[万百千个县家名]') as is_average,
        -- 31个市级部门公布…: counts the bodies, not what they did
        regexp_matches(wording, '◇[^,、◇]{0,6}(?:部门|单位|县[(]?市?、?区|县区|区县|乡镇|街道|窗口|领域|方面|专班|城市|地区|小组|批次|环节)')
        as counts_bodies,
        coalesce(label_words, after_words, lead_words, carried_words, heading_words) as topic_words,
        case
            when label_words is not null then 'label'
            when after_words is not null then 'after'
            when lead_words is not null then 'sentence'
            when carried_words is not null then 'item'
            when heading_words is not null then 'heading'
        end as topic_basis
    from near

),

topics as (

    select
        topic_words,
        {{ topic_of('topic_words') }} as topic
    from (select distinct topic_words from nearest where topic_words is not null) as found

)

select
    nearest.*,
    coalesce(topics.topic, 'none') as topic
from nearest
left join topics on nearest.topic_words = topics.topic_words
