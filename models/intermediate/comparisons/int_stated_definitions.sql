-- What a stated rate would be if its report had divided by another number that it states: of the cases accepted, say,
-- and not of those concluded. Only exact numbers of the same body and period, and no share of more than its whole. Of
-- what a rate is that its check contradicts, or that is of a whole beside it, nobody knows.
with

levels as (

    select * from {{ ref('int_derived_terms') }}
    where role = 'level'

),

catalogue as (

    select * from {{ ref('metrics') }}

),

rate_terms as (

    select * from {{ ref('int_rate_terms') }}

),

definitions as (

    select
        indicator_code,
        kind,
        multiplier,
        unit,
        reported_metric,
        numerator_metric,
        denominator_metric,
        {{ each_word("concat_ws(' ', denominator_metric, other_denominators)") }} as other_denominator
    from {{ ref('derived_indicators') }}
    where reported_metric is not null and other_denominators is not null

),

{{ counts_of_bodies() }},

reckoned as (

    select
        rates.observation_id,
        rates.report_id,
        rates.value,
        definitions.kind,
        definitions.multiplier,
        cast(definitions.multiplier * {{ quotient_of('parts.value', 'wholes.value') }} as decimal(28, 4))
            as other_value
    from levels as rates
    inner join definitions
        on
            rates.metric_code = definitions.reported_metric
            and rates.unit = definitions.unit
    left join rate_terms on rates.observation_id = rate_terms.observation_id
    inner join counts as parts
        on
            rates.body_key = parts.body_key
            and definitions.numerator_metric = parts.metric_code
    inner join counts as wholes
        on
            rates.body_key = wholes.body_key
            and definitions.other_denominator = wholes.metric_code
    where
        parts.modifier is null
        and wholes.modifier is null
        and coalesce(rate_terms.basis, 'not_checked') not in ('contradicted', 'other_whole')
        -- not by the whole that it is of itself
        and concat_ws('', definitions.numerator_metric, '/', definitions.other_denominator)
        <> case
            when rate_terms.basis = 'other_terms' then rate_terms.checked_terms
            else concat_ws('', definitions.numerator_metric, '/', definitions.denominator_metric)
        end

)

{{ range_by_definitions('observation_id') }}
