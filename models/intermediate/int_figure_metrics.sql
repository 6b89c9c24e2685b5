-- The one metric of each figure and label: claimed by its wording, or taken over from the figure that it is compared
-- with (同比增长12%, 升至88.4%, 较上年的436件): such a wording names no metric of its own.

{#- Say that a figure is set against another: with what, which way it moved, or from where to where. #}
{%- set comparing_words =
    '(?:较|比|相比|相较|同比|环比|去年|上年|上一年|前一年|前年|同期'
    ~ '|增长|增加|增幅|上升|提升|提高|下降|减少|降低|回落|下滑|核减|多|少|净|增|减|降|升|翻'
    ~ '|至|到|缩短|压缩|压减|缩减|精简|变|原来|由|从)' %}
{#- May stand among them and name nothing either. #}
{%- set filling_words = '(?:[(),、0年度的为了约近共其均又再一远高于末底全是与率幅]|超过?|达到?|分别|幅度)' %}
{%- set only_comparing = quoted('^(?:' ~ comparing_words ~ '|' ~ filling_words ~ ')+$') %}

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

judged as (

    select
        *,
        -- words that compare and name nothing of their own
        {{ matches("split_part(stated_wording, '◇', 1)", only_comparing) }}
        and {{ matches("split_part(stated_wording, '◇', 1)", quoted(comparing_words)) }} as is_comparing
    from labels

),

anchored as (

    select
        *,
        -- the last figure before it, in its passage, that names something
        max(case when not is_comparing then char_start end) over (
            partition by report_id, passage_no
            order by char_start, label_no
            rows between unbounded preceding and current row
        ) as anchor_start
    from judged

),

followed as (

    select
        anchored.figure_id,
        anchored.label_no,
        claimed.metric_code,
        claimed.rule_id,
        claimed.topic,
        anchored.topic_basis,
        anchored.label,
        anchored.label_after,
        anchored.wording,
        anchored.stated_wording,
        anchored.lead_text,
        anchored.report_id,
        anchored.passage_no,
        anchored.char_start,
        anchored.unit_class,
        'comparison' as claim_basis
    from anchored
    inner join claimed
        on
            anchored.report_id = claimed.report_id
            and anchored.passage_no = claimed.passage_no
            and anchored.anchor_start = claimed.char_start
            -- what it is compared with is counted in the same unit, or the comparison is a rate of change
            and (
                anchored.unit_class = claimed.unit_class
                or anchored.unit_class in ('percent', 'multiple', 'point', 'share', 'change')
            )
    left join claims
        on
            anchored.figure_id = claims.figure_id
            and anchored.label_no = claims.label_no
    where
        anchored.is_comparing
        and claims.figure_id is null
        and anchored.char_start - claimed.char_start <= 60
    qualify row_number() over (
        partition by anchored.figure_id, anchored.label_no
        order by claimed.label_no desc
    ) = 1

),

together as (

    select * from claimed
    union all
    select * from followed

)

select * from together
