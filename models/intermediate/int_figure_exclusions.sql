-- What a figure's sentence tells that it does not measure: metrics, whole families (mediation.*; labor_arbitration.* is
-- arbitration.* too) and kinds of metric (kind:rate). The rules, which see the words around a number, do not see this.

{#- Behind a total of penalties: what they are by procedure. Behind what was taken in: what of it was closed. -#}
{%- set parts_by_procedure = quoted('^[^。;]{0,30}?(?:其中|包括|[(])[^。;]{0,16}?(?:普通|一般|简易)程序') %}
{%- set closed_behind = quoted('^[^。]{0,40}?[,;、(](?:已|均|共|当年|全年|累计)?(?:审结|办结|结案)[^率。,;]{0,10}[0-9]') %}
{#- 劳动争议调解组织9个,调解员90名: none of the people's mediators; 医疗纠纷调解委员会受理9件: one trade's. -#}
{%- set other_mediation = quoted('(?:劳动|人事|商事|行政)[^,;。]{0,8}调解(?:组织|委员会|中心|机构)[^;。]*$') %}
{%- set trade_mediation = quoted(
    '(?:医疗|医患|交通|物业|消费|旅游|商会|金融|知识产权|价格)[^,;。0-9]{0,10}(?:调解委员会|调委会|调解中心|调解室)'
    ~ '(?:共|全年|累计)*(?:受理|接待|调解|调处|化解|成功)[^;。]*$'
) %}
{#- Opens a sentence: a body with doings of its own, which the headings over it do not speak of. -#}
{%- set other_bodies = quoted(
    '^[^,;。:]{0,24}(?:平台|系统|专线|小程序|检察院|检察机关|公安机关|派出所|工作站|服务站|站点|驿站)[^,;。]{0,6}(?:受理|接|收|办|处|调|解)'
) %}
{#- What a body does that reviews the acts of others. -#}
{%- set acts_of_a_review_organ =
    'admin_review.applications_received admin_review.applications_rejected admin_review.cases_accepted'
    ~ ' admin_review.cases_concluded admin_review.cases_corrected admin_review.correction_rate'
    ~ ' admin_review.mediation_closure_rate admin_review.hearings_held admin_review.outcome_upheld'
    ~ ' admin_review.outcome_terminated admin_review.outcome_ordered_to_perform admin_review.outcome_confirmed_illegal'
    ~ ' admin_review.outcome_revoked admin_review.outcome_altered admin_review.outcome_dismissed'
    ~ ' admin_review.outcome_mediated' %}

with

topics as (

    select * from {{ ref('int_figure_topics') }}

),

told as (

    select
        figure_id,
        label_no,
        topic_basis,
        is_of_reviewed_body,
        -- “最多80天”改革: in the name of what is done
        {{ matches('wording', "'◇(?:改革|行动|工程|工作法|模式)'") }} as is_of_a_name,
        -- 全国同类城市平均满意率: of others, where it is a rate too
        {{ matches('lead_text', "'(?:^|[,;。(])(?:全国|同类)[^,;。0-9]{0,16}$'") }} as is_of_others,
        {{ matches('follow_text', parts_by_procedure) }} and wording not like '%程序%' as is_divided,
        -- 精简审批事项47项,其中取消16项
        {{ matches('follow_text', "'^[^。;]{0,10}其中[^。;]{0,6}取消'") }} as is_divided_by_act,
        {{ matches('follow_text', closed_behind) }} and not {{ matches('wording', "'结|毕|完|答复'") }} as is_taken_in,
        -- 审查事项341件,其中协议97份、涉法事务188件
        {{ matches('lead_text', "'(?:审查|审核)[^,;。]*(?:文件|事项|事务|决策)[0-9,]+(?:件|项|份)?次?,其中[^;。]*$'") }}
            as is_part_of_reviewed,
        -- 企业专席受理诉求34件,办结33件: one desk's
        {{ matches('lead_text', "'(?:专席|企业诉求|涉企诉求|涉企工单)[^;。]*$'") }} as is_of_a_desk,
        -- 有效工单29万件,其中直接答复17万件,转办12万件
        {{ matches('lead_text', "'工单[0-9][^;。]*其中[^;。]*$'") }} as is_part_of_tickets,
        -- 清理行政职权3246项,保留2718项
        {{ matches('follow_text', "'^[^。;,、]{0,8}[,、](?:保留|取消|确认|确定)[^。;]{0,4}[0-9]'") }}
        and {{ matches('wording', "'清理|梳理'") }} as is_sifted,
        -- 医疗纠纷调解委员会受理286件,调解成功251件: one trade's
        {{ matches('lead_text', trade_mediation) }} as is_of_trade_mediation,
        {{ matches('lead_text', other_bodies) }} as opens_with_other_body,
        {{ matches('lead_text', other_mediation) }} as follows_other_mediation
    from topics

),

ruled as (

    select
        figure_id,
        label_no,
        concat_ws(
            ' ',
            case when is_of_a_name then 'kind:count kind:duration kind:rate kind:amount kind:ratio' end,
            case when is_of_others then 'kind:rate' end,
            case
                when is_of_reviewed_body
                    then
                        '{{ acts_of_a_review_organ }}'
            end,
            case when is_part_of_reviewed then 'legality_review.documents' end,
            case when is_divided_by_act then 'approval.items_cancelled' end,
            case when is_sifted then 'approval.powers_retained approval.items_retained' end,
            case when is_divided then 'enforcement.penalty_cases_filed enforcement.penalty_cases_concluded' end,
            case
                when is_taken_in
                    then
                        'service.cases_handled admin_review.cases_concluded labor_arbitration.cases_concluded'
                        || ' disclosure.requests_concluded'
            end,
            case when is_part_of_tickets then 'hotline.tickets_accepted' end,
            case when is_of_trade_mediation then 'mediation.*' end,
            case when follows_other_mediation then 'mediation.mediators' end,
            case when is_of_a_desk and (topic_basis = 'item' or topic_basis = 'heading') then 'hotline.*' end,
            case
                when opens_with_other_body and (topic_basis = 'item' or topic_basis = 'heading')
                    then 'admin_review.* admin_litigation.* labor_arbitration.* mediation.* petition.*'
            end
        ) as ruled_out
    from told

)

select * from ruled
