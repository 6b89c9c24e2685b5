-- Indicators by their formulas, both terms beside the result. A term that is missing leaves no row; nothing is
-- averaged.
with

indicators as (

    select * from {{ ref('derived_indicators') }}

),

terms as (

    select * from {{ ref('int_derived_terms') }}

),

levels as (

    select * from terms
    where role = 'level'

),

catalogue as (

    select * from {{ ref('metrics') }}

),

{{ counts_of_bodies() }},

-- an earlier time that its sentence recalls alone: of several, none is preferred
earlier as (

    select * from {{ ref('int_accepted_observations') }}
    where role = 'prior' and kind = 'duration' and range_part is null
    qualify count(*) over (
        partition by report_id, passage_no, metric_code, scope, unit, day_kind
    ) = 1

),

jurisdictions as (

    select * from {{ ref('int_jurisdictions') }}

),

quotients as (

    select
        indicators.indicator_code,
        parts.*,
        parts.modifier as numerator_effect,
        wholes.modifier as denominator_effect,
        wholes.value as denominator,
        wholes.modifier as denominator_modifier,
        wholes.observation_id as denominator_observation_id,
        cast(null as string) as denominator_source,
        cast(indicators.multiplier * {{ quotient_of('parts.value', 'wholes.value') }} as decimal(28, 4))
            as derived_value
    from indicators
    inner join counts as parts on indicators.numerator_metric = parts.metric_code
    inner join counts as wholes
        on
            indicators.denominator_metric = wholes.metric_code
            and parts.body_key = wholes.body_key
    where indicators.kind in ('share', 'clearance', 'count_of_cases')

),

cuts as (

    select
        indicators.indicator_code,
        new.*,
        -- a limit is at most so much by its nature; anything else leaves the cut open in both directions
        case when new.modifier in ('approx', 'ge') then 'approx' end as numerator_effect,
        case when earlier.modifier in ('approx', 'ge') then 'approx' end as denominator_effect,
        earlier.value as denominator,
        earlier.modifier as denominator_modifier,
        earlier.observation_id as denominator_observation_id,
        cast(null as string) as denominator_source,
        cast(indicators.multiplier * {{ quotient_of('earlier.value - new.value', 'earlier.value') }} as decimal(28, 4))
            as derived_value
    from indicators
    inner join levels as new on indicators.numerator_metric = new.metric_code
    inner join earlier
        on
            indicators.denominator_metric = earlier.metric_code
            and new.report_id = earlier.report_id
            and new.passage_no = earlier.passage_no
            and new.scope = earlier.scope
            and new.unit = earlier.unit
            and {{ is_same('new.day_kind', 'earlier.day_kind') }}
            and (earlier.year is null or new.year is null or new.year >= earlier.year)
    where indicators.kind = 'compression'

),

-- only what is counted in the whole jurisdiction is divided by its residents
per_resident as (

    select
        indicators.indicator_code,
        counts.*,
        counts.modifier as numerator_effect,
        cast(null as string) as denominator_effect,
        jurisdictions.population as denominator,
        cast(null as string) as denominator_modifier,
        cast(null as string) as denominator_observation_id,
        jurisdictions.population_source as denominator_source,
        cast(indicators.multiplier * {{ quotient_of('counts.value', 'jurisdictions.population') }} as decimal(28, 4))
            as derived_value
    from indicators
    inner join counts on indicators.numerator_metric = counts.metric_code
    inner join jurisdictions on counts.jurisdiction_key = jurisdictions.jurisdiction_key
    where indicators.kind = 'per_resident' and counts.scope = 'whole' and jurisdictions.population is not null

),

together as (

    select * from quotients
    union all
    select * from cuts
    union all
    select * from per_resident

)

select
    concat_ws('|', indicator_code, observation_id) as derived_id,
    indicator_code,
    body_key,
    report_id,
    subject_key,
    jurisdiction_key,
    reporting_department,
    year,
    scope,
    as_of,
    is_cumulative,
    period_type,
    unit as term_unit,
    day_kind,
    passage_no,
    cast(value as decimal(28, 10)) as numerator,
    modifier as numerator_modifier,
    observation_id as numerator_observation_id,
    cast(denominator as decimal(28, 10)) as denominator,
    denominator_modifier,
    denominator_observation_id,
    denominator_source,
    cast(derived_value as decimal(28, 10)) as value,
    {{ modifier_of_quotient('numerator_effect', 'denominator_effect') }} as modifier
from together
where derived_value is not null
