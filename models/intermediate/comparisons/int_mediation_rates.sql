-- Mediation: the terms of a rate, the rate as reported, the rate that the terms give, and the gap between the two.
-- What is stated several times over with different values is left out and flagged, never averaged.
{% set terms = ['accepted', 'resolved', 'rate', 'amount'] %}
{% set rate_key = [
    'mediation_kind', 'subject_key', 'reporting_department', 'year', 'scope', 'role', before_year_end('as_of', 'year'),
    'period_type'
] %}
with

statements as (

    select * from {{ ref('int_statements') }}

),

worded as (

    select
        *,
        case
            when metric_code in (
                'admin_review.cases_concluded', 'admin_review.outcome_mediated', 'admin_review.mediation_closure_rate'
            ) then 'admin_review'
            when fact = 'fct_mediation_rates' then 'people'
        end as mediation_kind,
        case metric_code
            when 'mediation.disputes_accepted' then 'accepted'
            when 'mediation.disputes_resolved' then 'resolved'
            when 'mediation.success_rate' then 'rate'
            when 'mediation.amount_involved' then 'amount'
            when 'admin_review.cases_concluded' then 'accepted'
            when 'admin_review.outcome_mediated' then 'resolved'
            when 'admin_review.mediation_closure_rate' then 'rate'
        end as term
    from statements

),

keyed as (

    select
        *,
        {{ key_of(rate_key) }} as mediation_rate_id
    from worded
    where mediation_kind is not null

),

-- A term is known where exactly one value is stated; the two ends of a range are two.
gathered as (

    select
        mediation_rate_id,
        mediation_kind,
        subject_key,
        jurisdiction_key,
        reporting_department,
        year,
        scope,
        role,
        -- the year's last day is the whole year, whether a report states it or not
        max(as_of) as as_of,
        max(period_key) as period_key,
        is_cumulative,
        period_type,
        {% for term in terms %}
        cast(count(case when term = '{{ term }}' then 1 end) as int) as {{ term }}_statement_count,
        max(case when term = '{{ term }}' then value end) as {{ term }}_value,
        max(case when term = '{{ term }}' then observation_id end) as {{ term }}_first_id,
        max(case when term = '{{ term }}' then report_id end) as {{ term }}_report_id,
        max(case when term = '{{ term }}' then passage_no end) as {{ term }}_passage_no,
        max(case when term = '{{ term }}' then modifier end) as {{ term }}_modifier,
        {% endfor %}
        {{ first_by('report_id', 'observation_id') }} as report_id,
        cast(sum(case when fact = 'fct_mediation_rates' then times_stated else 0 end) as int) as observation_count,
        -- a row is as well verified as the least verified of its figures
        min(verified_by_count) as verified_by_count,
        case when min(verified_by_count) > 0 then max(verified_at) end as verified_at
    from keyed
    group by
        mediation_rate_id,
        mediation_kind,
        subject_key,
        jurisdiction_key,
        reporting_department,
        year,
        scope,
        role,
        is_cumulative,
        period_type

),

known as (

    select
        mediation_rate_id,
        mediation_kind,
        subject_key,
        jurisdiction_key,
        reporting_department,
        year,
        scope,
        role,
        as_of,
        period_key,
        is_cumulative,
        period_type,
        report_id,
        observation_count,
        verified_by_count,
        verified_at,
        {% for term in terms %}
        {{ term }}_statement_count,
        case when {{ term }}_statement_count = 1 then {{ term }}_value end as {{ term }}_value,
        case when {{ term }}_statement_count = 1 then {{ term }}_first_id end as {{ term }}_observation_id,
        case when {{ term }}_statement_count = 1 then {{ term }}_modifier end as {{ term }}_modifier,
        {% endfor %}
        -- Terms of two reports give no rate, nor do terms of two sentences where it is not known that they are about
        -- the same body: two parts of a city are both 'part'.
        accepted_report_id = resolved_report_id
        and (scope in ('own', 'whole') or accepted_passage_no = resolved_passage_no) as is_of_one_body,
        accepted_statement_count > 1
        or resolved_statement_count > 1
        or rate_statement_count > 1
        or amount_statement_count > 1 as is_ambiguous
    from gathered
    -- reviews that were concluded say nothing of mediation by themselves
    where mediation_kind = 'people' or resolved_statement_count > 0 or rate_statement_count > 0

),

derived as (

    select
        *,
        case when is_of_one_body then {{ percent_of('resolved_value', 'accepted_value') }} end as rate_derived,
        {{ modifier_of_quotient('resolved_modifier', 'accepted_modifier') }} as modifier_of_terms
    from known

)

select
    {{ all_but('modifier_of_terms') }},
    case when rate_derived is not null then modifier_of_terms end as rate_derived_modifier,
    case
        when modifier_of_terms is null and rate_modifier is null then cast(rate_value - rate_derived as decimal(28, 10))
    end as rate_gap
from derived
