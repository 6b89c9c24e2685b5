-- Each figure's metrics by the wording rules. Two rules that agree on the metric are one claim; two that differ are a
-- conflict.
with

topics as (

    select * from {{ ref('int_figure_topics') }}

),

claims as (

    select
        wording,
        topic,
        unit_class,
        {{ each_of('rule_ids') }} as rule_id
    from {{ ref('int_wording_claims') }}

),

rules as (

    select * from {{ ref('wording_rules') }}

),

catalogue as (

    select * from {{ ref('metrics') }}

),

by_metric as (

    select
        topics.figure_id,
        topics.report_id,
        topics.passage_no,
        topics.char_start,
        topics.label_no,
        topics.label,
        topics.label_after,
        topics.wording,
        topics.stated_wording,
        topics.topic,
        topics.topic_basis,
        topics.unit_class,
        topics.lead_text,
        rules.metric_code,
        min(rules.rule_id) as rule_id
    from topics
    inner join claims
        on
            topics.wording = claims.wording
            and topics.topic = claims.topic
            and topics.unit_class = claims.unit_class
    inner join rules on claims.rule_id = rules.rule_id
    inner join catalogue on rules.metric_code = catalogue.metric_code
    where
        -- a row of a table that breaks a total down
        topics.wording not like '◆%'
        -- a rule may ask for its topic in the figure's own sentence, or at least in its item
        and (
            rules.topic_reach = 'heading'
            or (rules.topic_reach = 'item' and topics.topic_basis not in ('heading', 'none'))
            or topics.topic_basis in ('counted', 'label', 'after', 'sentence')
        )
        and not topics.is_of_a_name
        and not (
            topics.is_of_a_desk and topics.topic_basis in ('item', 'heading') and catalogue.case_type = 'hotline'
        )
        and not (topics.is_part_of_tickets and rules.metric_code = 'hotline.tickets_accepted')
        and not (topics.is_sifted and rules.metric_code in ('approval.powers_retained', 'approval.items_retained'))
        and not (topics.is_of_trade_mediation and catalogue.case_type = 'mediation')
        and not (topics.is_of_others and catalogue.kind = 'rate')
        and not (
            topics.is_of_reviewed_body
            and catalogue.case_type = 'admin_review'
            and rules.metric_code <> 'admin_review.cases_as_respondent'
        )
        and not (topics.is_part_of_reviewed and rules.metric_code = 'legality_review.documents')
        and not (topics.is_divided_by_act and rules.metric_code = 'approval.items_cancelled')
        -- 作出处罚决定9件,其中普通程序5件、简易程序4件; 受理9件,办结5件: the first is not what the rules take it for alone
        and not (
            topics.is_divided
            and rules.metric_code in ('enforcement.penalty_cases_filed', 'enforcement.penalty_cases_concluded')
        )
        and not (
            topics.is_taken_in
            and catalogue.stage = 'concluded'
            and rules.metric_code in (
                'service.cases_handled',
                'admin_review.cases_concluded',
                'arbitration.cases_concluded',
                'labor_arbitration.cases_concluded',
                'disclosure.requests_concluded'
            )
        )
        and not (
            topics.opens_with_other_body
            and topics.topic_basis in ('item', 'heading')
            and catalogue.case_type in (
                'admin_review', 'admin_litigation', 'arbitration', 'labor_arbitration', 'mediation', 'petition'
            )
        )
        and not (topics.follows_other_mediation and rules.metric_code = 'mediation.mediators')
        and (
            catalogue.kind <> 'count'
            or not (
                topics.is_average
                or topics.is_no_total
                or (topics.counts_bodies and topics.unit_class in ('item', 'entity'))
            )
        )
    group by all

),

counted as (

    select
        *,
        count(*) over (partition by figure_id, label_no) as metric_count
    from by_metric

)

select * from counted
