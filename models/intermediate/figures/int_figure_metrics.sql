-- The one metric of each figure and label: claimed by its wording, or taken over from a figure before it, where the
-- wording names no metric of its own: it compares (同比增长12%, 升至88.4%, 较上年的436件), it is the share that the
-- figure before it has in its whole (调解结案84件,占比26%), or the part of it that a level of government (其中市级9件), a
-- division, a department or a year has (int_figure_part_claims).

{#- Characters that the two figures of a pair stand apart at most. #}
{%- set pair_width = 12 %}
{#- Times stand in no pair: 开办2天,登记由5天压到3天. #}
{%- set times = "('working_days', 'calendar_days', 'hours')" %}
{%- set is_of_pair = 'anchored.is_comparing and anchored.unit_class not in ' ~ times %}
{#- Characters that what only compares stands apart at most from what it is compared with. #}
{%- set reach = 60 %}
{%- set places = {
    'label': 'stated_wording',
    'before': "split_part(stated_wording, '◇', 1)",
    'lead': plain_wording('lead_text'),
} %}
with

labels as (

    select * from {{ ref('int_figure_topics') }}

),

claims as (

    select * from {{ ref('int_figure_claims') }}

),

exclusions as (

    select * from {{ ref('int_figure_exclusions') }}

),

parts as (

    select * from {{ ref('int_figure_part_claims') }}

),

shares as (

    select distinct
        numerator_metric,
        subject_metric as share_metric
    from {{ ref('int_check_terms') }}
    where kind = 'rate' and is_defined

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
        'wording' as claim_basis,
        case when place_of_row not like 'Σ%' then place_of_row end as part_words
    from claims
    where metric_count = 1
    union all
    select
        labels.figure_id,
        labels.label_no,
        parts.metric_code,
        parts.rule_id,
        parts.topic,
        labels.topic_basis,
        labels.label,
        labels.label_after,
        labels.wording,
        labels.stated_wording,
        labels.lead_text,
        labels.report_id,
        labels.passage_no,
        labels.char_start,
        labels.unit_class,
        parts.claim_basis,
        parts.part_words
    from labels
    inner join parts
        on
            labels.figure_id = parts.figure_id
            and labels.label_no = parts.label_no

),

spoken as (

    select
        *,
        {{ speaking_cues('claim', places) }} as claim_cues
    from labels

),

judged as (

    select
        spoken.*,
        {{ any_says('claim', 'claim_cues', 'comparison') }} as is_comparing,
        {{ any_says('claim', 'claim_cues', 'share') }} as is_share,
        {{ any_says('claim', 'claim_cues', 'part') }} as is_level,
        case
            when {{ any_says('claim', 'claim_cues', 'batch') }} then 'batch'
            when {{ any_says('claim', 'claim_cues', 'person_time') }} then 'person_time'
        end as paired_unit,
        -- 报备的文件,上年9件,今年12件,增长33%: the words before name what a bare 今年 counts
        claims.figure_id is not null
        and spoken.unit_class not in ('percent', 'multiple', 'point', 'share', 'change') as has_own
    from spoken
    left join claims
        on spoken.figure_id = claims.figure_id and spoken.label_no = claims.label_no and claims.metric_count = 1

),

anchored as (

    select
        *,
        -- the last figure before it, in its passage, that names something
        max(
            case
                when has_own or not (is_comparing or is_share or is_level or compared_start is not null) then char_start
            end
        ) over (
            partition by report_id, passage_no
            order by char_start nulls last, label_no nulls last
            rows between unbounded preceding and current row
        ) as anchor_start
    from judged

),

followed as (

    select
        anchored.figure_id,
        anchored.label_no,
        case when anchored.is_share then shares.share_metric else claimed.metric_code end as metric_code,
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
        case
            when anchored.is_share then 'share'
            when anchored.is_level then 'part'
            else 'comparison'
        end as claim_basis,
        case when not anchored.is_level then claimed.part_words end as part_words
    from anchored
    inner join claimed
        on
            anchored.report_id = claimed.report_id
            and anchored.passage_no = claimed.passage_no
            and (
                anchored.compared_start = claimed.char_start
                or (
                    anchored.compared_start is null
                    and claimed.char_start between
                    anchored.anchor_start - case when {{ is_of_pair }} then {{ pair_width }} else 0 end
                    and anchored.anchor_start
                )
            )
            -- what it is compared with is counted in the same unit, or the comparison is a rate of change
            and claimed.unit_class = case
                when anchored.unit_class in ('percent', 'multiple', 'point', 'share', 'change')
                    then coalesce(anchored.paired_unit, claimed.unit_class)
                else anchored.unit_class
            end
    left join claims
        on
            anchored.figure_id = claims.figure_id
            and anchored.label_no = claims.label_no
            and anchored.compared_start is null
    left join shares on claimed.metric_code = shares.numerator_metric
    left join exclusions
        on
            anchored.figure_id = exclusions.figure_id
            and anchored.label_no = exclusions.label_no
    where
        (anchored.is_comparing or anchored.is_share or anchored.is_level or anchored.compared_start is not null)
        and (not anchored.is_share or shares.share_metric is not null)
        -- 调解结案84件,其中东湖区20件,占24%: a share of those, not of what was closed
        and not (anchored.is_share and claimed.claim_basis <> 'wording')
        and claims.figure_id is null
        -- 调委会238个,其中乡镇17个: a kind of them, as the sentence tells; 是上年的2倍: no change
        and not {{ is_listed(
            "case when anchored.is_level then claimed.metric_code else 'comparison' end", 'exclusions.ruled_out'
        ) }}
        and anchored.char_start - claimed.char_start <= {{ reach }}
        -- 减少7个工作日,压缩率85%: the rate is not of the days cut, nor are days cut the time that it takes
        and not (claimed.metric_code = 'approval_time.reduction' and anchored.unit_class = 'percent')
        and not (
            claimed.metric_code like 'approval_time.%'
            and (anchored.unit_class = 'working_days' or anchored.unit_class = 'calendar_days')
            and {{ any_says('claim', 'anchored.claim_cues', 'days_cut') }}
        )
    qualify row_number() over (
        partition by anchored.figure_id, anchored.label_no
        order by claimed.char_start desc nulls last, claimed.label_no desc nulls last
    ) = 1

),

-- 与2022年的9件相比,收到申请12件: what is compared with stands before what is compared
ahead as (

    select
        judged.figure_id,
        judged.label_no,
        claimed.metric_code,
        claimed.rule_id,
        claimed.topic,
        judged.topic_basis,
        judged.label,
        judged.label_after,
        judged.wording,
        judged.stated_wording,
        judged.lead_text,
        judged.report_id,
        judged.passage_no,
        judged.char_start,
        judged.unit_class,
        'comparison' as claim_basis,
        cast(null as string) as part_words
    from judged
    inner join claimed
        on
            judged.report_id = claimed.report_id
            and judged.passage_no = claimed.passage_no
            and judged.unit_class = claimed.unit_class
            and claimed.char_start between judged.char_start + 1 and judged.char_start + {{ reach }}
    left join claims
        on
            judged.figure_id = claims.figure_id
            and judged.label_no = claims.label_no
    where
        {{ any_says('claim', 'judged.claim_cues', 'ahead') }}
        and claims.figure_id is null
    qualify row_number() over (
        partition by judged.figure_id, judged.label_no
        order by claimed.char_start nulls last, claimed.label_no nulls last
    ) = 1

),

followers as (

    select * from followed
    union all
    select ahead.*
    from ahead
    left join followed
        on
            ahead.figure_id = followed.figure_id
            and ahead.label_no = followed.label_no
    where followed.figure_id is null

),

-- what a list of changes sets against a figure before it has that figure's metric, whatever its own wording says
together as (

    select claimed.*
    from claimed
    left join followers
        on
            claimed.figure_id = followers.figure_id
            and claimed.label_no = followers.label_no
    where followers.figure_id is null
    union all
    select * from followers

)

select
    together.*,
    spoken.claim_cues,
    {{ words_of_cues('claim', 'spoken.claim_cues', {
        'label': 'together.stated_wording', 'before': "split_part(together.stated_wording, '◇', 1)"
    }) }} as claim_cue_words
from together
inner join spoken
    on
        together.figure_id = spoken.figure_id
        and together.label_no = spoken.label_no
