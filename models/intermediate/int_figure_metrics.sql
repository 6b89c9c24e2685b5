-- The one metric of each figure and label: claimed by its wording, or taken over from the figure that it is compared with
-- (同比增长12%, 升至88.4%, 较上年的436件): such a wording names no metric of its own.
with

labels as (

    select * from {{ ref('int_figure_topics') }}

),

claims as (

    select * from {{ ref('int_figure_claims') }}

),

claimed as (

    select
        figure_id,
        label_no,
        metric_code,
        rule_id,
        topic,
        topic_basis,
        label,
        label_after,
        wording,
        stated_wording,
        lead_text,
        report_id,
        passage_no,
        char_start,
        unit_class,
        'wording' as claim_basis
    from claims
    where metric_count = 1

),

comparing as (

    select labels.*
    from labels
    left join claims
        on
            labels.figure_id = claims.figure_id
            and labels.label_no = claims.label_no
    where
        claims.figure_id is null
        and {{ matches(
            "split_part(labels.stated_wording, '◇', 1)",
            "'^(?:[(),、0年度的为了约近共其均又再一远高于]|前一年|前年|核|较|比|相比|相较|同比|环比|与|去年|上年|上一年|前年|同期|分别|超过?|达到?|至|到|增长|增加|增幅|上升|提升|提高|下降|减少|降低|回落|下滑|多|少|净|末|底|全|增|减|降|升|幅度?|率|从|由|原来|翻|是|缩短|压缩|压减|缩减|精简|变)+$'"
        ) }}
        and {{ matches("labels.stated_wording", "'(?:较|比|同|环|增|升|提|降|减|少|多|去年|上年|前年|一年|期|压|缩|翻|至|到|精简|原来|由|从)'") }}

),

followed as (

    select
        comparing.figure_id,
        comparing.label_no,
        claimed.metric_code,
        claimed.rule_id,
        claimed.topic,
        comparing.topic_basis,
        comparing.label,
        comparing.label_after,
        comparing.wording,
        comparing.stated_wording,
        comparing.lead_text,
        comparing.report_id,
        comparing.passage_no,
        comparing.char_start,
        comparing.unit_class,
        'comparison' as claim_basis
    from comparing
    inner join claimed
        on
            comparing.report_id = claimed.report_id
            and comparing.passage_no = claimed.passage_no
            and comparing.char_start > claimed.char_start
            -- what it is compared with is counted in the same unit, or the comparison is a rate of change
            and (
                comparing.unit_class = claimed.unit_class
                or comparing.unit_class in ('percent', 'multiple', 'point', 'share', 'change')
            )
    where comparing.char_start - claimed.char_start <= 60
    qualify row_number() over (
        partition by comparing.figure_id, comparing.label_no
        order by claimed.char_start desc, claimed.label_no desc
    ) = 1

),

together as (

    select * from claimed
    union all
    select * from followed

)

select * from together
