-- What an indicator would be if its report had divided by another number that it states: of the cases accepted, say,
-- and not of those concluded. Only exact numbers of the same body and period, and no share of more than its whole.
with

derived as (

    select * from {{ ref('int_derived_values') }}

),

definitions as (

    select
        indicator_code,
        kind,
        multiplier,
        {{ each_word('other_denominators') }} as other_denominator
    from {{ ref('derived_indicators') }}
    where other_denominators is not null

),

catalogue as (

    select * from {{ ref('metrics') }}

),

levels as (

    select * from {{ ref('int_derived_terms') }}
    where role = 'level'

),

{{ counts_of_bodies() }},

reckoned as (

    select
        derived.derived_id,
        derived.report_id,
        derived.value,
        definitions.kind,
        definitions.multiplier,
        cast(definitions.multiplier * {{ quotient_of('derived.numerator', 'counts.value') }} as decimal(28, 4))
            as other_value
    from derived
    inner join definitions on derived.indicator_code = definitions.indicator_code
    inner join counts
        on
            derived.body_key = counts.body_key
            and definitions.other_denominator = counts.metric_code
    where counts.modifier is null

)

{{ range_by_definitions('derived_id') }}
