-- Both terms of an indicator, and the stated rate beside it, are of one report, scope, year and cut-off, of the metrics
-- that its formula names; of a compression the earlier time is recalled in the new time's sentence. The value is what
-- the formula gives.
with

derived as (

    select
        cmp_derived_indicators.*,
        indicators.kind,
        indicators.multiplier,
        indicators.reported_metric
    from {{ ref('cmp_derived_indicators') }} as cmp_derived_indicators
    inner join {{ ref('dim_derived_indicator') }} as indicators
        on cmp_derived_indicators.indicator_code = indicators.indicator_code

),

observations as (

    select * from {{ ref('fct_observations') }}

),

terms as (

    select
        derived_id,
        numerator_observation_id as observation_id,
        numerator_metric as metric_code,
        numerator as value,
        'level' as role
    from derived
    union all
    select
        derived_id,
        denominator_observation_id as observation_id,
        denominator_metric as metric_code,
        denominator as value,
        case when kind = 'compression' then 'prior' else 'level' end as role
    from derived
    where denominator_observation_id is not null
    union all
    select
        derived_id,
        reported_value_observation_id as observation_id,
        reported_metric as metric_code,
        reported_value as value,
        'level' as role
    from derived
    where reported_value_observation_id is not null

)

select
    derived.derived_id,
    'a term is of another body, period or metric' as problem
from derived
inner join terms on derived.derived_id = terms.derived_id
left join observations on terms.observation_id = observations.observation_id
where
    observations.observation_id is null
    or observations.report_id <> derived.report_id
    or observations.scope <> derived.scope
    or observations.metric_code <> terms.metric_code
    or observations.value <> terms.value
    or observations.role <> terms.role
    or (
        terms.role = 'level'
        and (
            observations.year is distinct from derived.year
            or observations.as_of is distinct from derived.as_of
            or observations.period_type <> derived.period_type
        )
    )
    or (terms.role = 'prior' and observations.printed_sentence <> derived.printed_sentence)
union all
select
    derived_id,
    'the formula gives another value' as problem
from derived
where
    abs(
        value - multiplier * case
            when kind = 'compression' then {{ quotient_of('denominator - numerator', 'denominator') }}
            else {{ quotient_of('numerator', 'denominator') }}
        end
    ) > 0.0001
union all
select
    derived_id,
    'residents under what is not counted in the whole jurisdiction' as problem
from derived
where kind = 'per_resident' and (scope <> 'whole' or denominator_source is null)
