-- The one metric of each figure and label: claimed by its wording, or taken over from a figure before it, where the
-- wording names no metric of its own: it compares (同比增长12%, 升至88.4%, 较上年的436件), it is the share that the
-- figure before it has in its whole (调解结案84件,占比26%), or the part of it that a level of government has (其中市级9件).

{#- Say that a figure is set against another: with what, which way it moved, or from where to where. #}
{%- set comparing_words =
    '(?:较|比|相比|相较|同比|环比|去年|上年|上一年|前一年|前年|同期|(?:机构)?改革前|此前|后者'
    ~ '|增长|增加|增幅|上升|上涨|攀升|提升|提高|下降|减少|降低|回落|下滑|下跌|核减|多|少|净|增|减|降|升|翻'
    ~ '|至|到|缩短|压缩|压减|缩减|精简|提速|压|扩大|扩展|跃|变|调整|原来|由|从)' %}
{#- May stand among them and name nothing either. #}
{%- set filling_words = '(?:[一二三四0]季度|上半年|[(),、0年度的为了约近共其均又再一远高于末底全是与率幅]|超过?|达到?|分别|幅度)' %}
{#- Name one of a pair that is compared (84批312人次,批次下降12%), and its unit. #}
{%- set paired_words = '批次和人次|批次|人次|人数' %}
{%- set only_comparing =
    quoted('^(?:' ~ paired_words ~ '|' ~ comparing_words ~ '|' ~ filling_words ~ ')+$') %}
{#- 较清单公布之初减少28项, and the later of several years that something moved on from (由…、2015年的47件上升到82件). #}
{%- set compared_with_words = quoted(
    '^(?:较|比[^例重率]|相比)[^◇,]{1,14}?(?:增长|增加|上升|提升|提高|下降|减少|降低|回落|核减|多|少)(?:了|近|约)?◇'
) %}
{%- set year_before_words =
    quoted('^0年度?(?:底|末)?的?◇[^◇,]{0,4}(?:升|提|降|增|减|跃|至|到)') %}
{#- Say that a figure is a share, of a whole that they do not name or name as the whole of what was counted. #}
{%- set sharing_words = quoted(
    '^(?:其|各|均|共|约|仅|分别)*(?:占比?|比例|比重)'
    ~ '(?:总数|总量|全部|总件数|总办件量|办件总量|案件总数|全部案件|事项总数|交办总数|排查总数'
    ~ '|(?:审结|办结|结案|判决结案|生效裁判|生效判决|判决)(?:案件)?(?:总数|总量|数|案件)?)?'
    ~ '的?(?:比例|比重)?(?:为|达到?|约|近|超过?|在)?◇'
) %}
{#- Say no more than which level of government a part of the figure before is of. #}
{%- set level_words = quoted(
    '^[(]?(?:其中|包括|分别是)?[,:]?(?:[省市区县]本级|[省市区县州旗](?:人民)?政府(?:本级)?|[省市区县旗]级|县[(]?市?、?区[)]?级?|各?[县区市]区|各县市区|镇街|街镇|乡镇|街道|乡级|镇级)'
    ~ '(?:层面|部门|单位|事项)?的?(?:有|为|共|达)?◇'
) %}
{#- Characters that the two figures of a pair stand apart at most. #}
{%- set pair_width = 12 %}

with

labels as (

    select * from {{ ref('int_figure_topics') }}

),

claims as (

    select * from {{ ref('int_figure_claims') }}

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
        'wording' as claim_basis
    from claims
    where metric_count = 1

),

judged as (

    select
        *,
        -- words that compare and name nothing of their own
        (
            {{ matches("split_part(stated_wording, '◇', 1)", only_comparing) }}
            and {{ matches("split_part(stated_wording, '◇', 1)", quoted(comparing_words)) }}
        )
        or {{ matches('stated_wording', compared_with_words) }}
        or {{ matches('stated_wording', year_before_words) }} as is_comparing,
        unit_class = 'percent' and {{ matches('stated_wording', sharing_words) }} as is_share,
        {{ matches('stated_wording', level_words) }} and not counts_bodies as is_level,
        case
            when {{ matches('stated_wording', "'^[^◇]*批次(?:[^◇和]|◇)'") }} then 'batch'
            when {{ matches('stated_wording', "'^[^◇]*人[次数]'") }} then 'person_time'
        end as paired_unit
    from labels

),

anchored as (

    select
        *,
        -- the last figure before it, in its passage, that names something
        max(
            case when not (is_comparing or is_share or is_level or compared_start is not null) then char_start end
        ) over (
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
        end as claim_basis
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
                    anchored.anchor_start - case when anchored.is_comparing then {{ pair_width }} else 0 end
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
    where
        (anchored.is_comparing or anchored.is_share or anchored.is_level or anchored.compared_start is not null)
        and (not anchored.is_share or shares.share_metric is not null)
        and claims.figure_id is null
        and anchored.char_start - claimed.char_start <= 60
        -- 减少7个工作日,压缩率85%: the rate is not of the days cut
        and not (claimed.metric_code = 'approval_time.reduction' and anchored.unit_class = 'percent')
        -- 压缩到5个工作日,较上年减少12个工作日: days cut are no time that it takes
        and not (
            claimed.metric_code like 'approval_time.%'
            and (anchored.unit_class = 'working_days' or anchored.unit_class = 'calendar_days')
            and {{ matches('anchored.stated_wording', "'(?:减少|缩短|压缩|压减|缩减|下降|降低|提速)了?(?:约|近)?◇'") }}
        )
    qualify row_number() over (
        partition by anchored.figure_id, anchored.label_no
        order by claimed.char_start desc, claimed.label_no desc
    ) = 1

),

-- what a list of changes sets against a figure before it has that figure's metric, whatever its own wording says
together as (

    select claimed.*
    from claimed
    left join followed
        on
            claimed.figure_id = followed.figure_id
            and claimed.label_no = followed.label_no
    where followed.figure_id is null
    union all
    select * from followed

)

select * from together
