{#- Which lower divisions are added up to which higher one. -#}
{% set ways = [
    ['county', 'prefecture_key'],
    ['zone', 'prefecture_key'],
    ['prefecture', 'province_key'],
    ['county', 'province_key'],
] %}
with

-- One value per lower division and period. What cannot be compared cannot be added, nor can times.
derived as (

    select * from {{ ref('int_derived_indicators') }}
    where
        can_be_compared
        and kind <> 'compression'
        and scope in ('own', 'whole')
        and body_kind = 'government'

),

jurisdictions as (

    select * from {{ ref('dim_jurisdiction') }}

),

indicators as (

    select * from {{ ref('dim_derived_indicator') }}

),

verified as (

    select
        derived_id,
        is_verified
    from {{ ref('cmp_derived_indicators') }}

),

placed as (

    {% for lower_level, upper_key in ways %}
    select
        derived.*,
        coalesce(verified.is_verified, false) as is_verified,
        '{{ lower_level }}' as lower_level,
        jurisdictions.{{ upper_key }} as upper_key
    from derived
    inner join jurisdictions on derived.jurisdiction_key = jurisdictions.jurisdiction_key
    left join verified on derived.derived_id = verified.derived_id
    where jurisdictions.level = '{{ lower_level }}' and jurisdictions.{{ upper_key }} is not null
    {% if not loop.last %}union all{% endif %}
    {% endfor %}

),

added as (

    select
        upper_key,
        lower_level,
        indicator_code,
        year,
        scope,
        cut_off_day,
        is_cumulative,
        period_type,
        sum(numerator) as numerator_sum,
        sum(denominator) as denominator_sum,
        count(*) as divisions_in,
        count(modifier) as inexact_divisions,
        count(case when not is_verified then 1 end) = 0 as is_verified,
        {{ joined('jurisdiction_key') }} as divisions
    from placed
    group by upper_key, lower_level, indicator_code, year, scope, cut_off_day, is_cumulative, period_type

),

-- How many lower divisions there were: those that the list had at the end of the year. Nobody counts zones.
lower_divisions as (

    {% for lower_level, upper_key in ways if lower_level != 'zone' %}
    select
        '{{ lower_level }}' as lower_level,
        {{ upper_key }} as upper_key,
        valid_from,
        valid_to
    from jurisdictions
    where level = '{{ lower_level }}' and {{ upper_key }} is not null
    {% if not loop.last %}union all{% endif %}
    {% endfor %}

),

periods as (

    select distinct
        upper_key,
        lower_level,
        year,
        {{ cut_off_day('null', 'year') }} as year_end
    from added

),

known as (

    select
        periods.upper_key,
        periods.lower_level,
        periods.year,
        count(*) as divisions_known
    from periods
    inner join lower_divisions
        on
            periods.upper_key = lower_divisions.upper_key
            and periods.lower_level = lower_divisions.lower_level
            and (lower_divisions.valid_from is null or periods.year_end >= lower_divisions.valid_from)
            and (lower_divisions.valid_to is null or periods.year_end < lower_divisions.valid_to)
    group by periods.upper_key, periods.lower_level, periods.year

)

select
    {{ key_of([
        'added.upper_key', 'added.lower_level', 'added.indicator_code', 'added.year', 'added.scope',
        'added.cut_off_day', 'added.period_type'
    ]) }} as rollup_id,
    added.upper_key as jurisdiction_key,
    uppers.name_zh as jurisdiction_name,
    uppers.level,
    added.lower_level,
    added.indicator_code,
    indicators.name_zh as indicator_name_zh,
    added.year,
    added.scope,
    added.cut_off_day,
    added.is_cumulative,
    added.period_type,
    cast(added.numerator_sum as decimal(28, 10)) as numerator_sum,
    cast(added.denominator_sum as decimal(28, 10)) as denominator_sum,
    cast(
        round(indicators.multiplier * {{ quotient_of('added.numerator_sum', 'added.denominator_sum') }}, 4)
        as decimal(28, 10)
    ) as value,
    indicators.unit,
    cast(added.divisions_in as int) as divisions_in,
    cast(known.divisions_known as int) as divisions_known,
    {{ percent_of('added.divisions_in', 'known.divisions_known') }} as coverage_percent,
    cast(added.inexact_divisions as int) as inexact_divisions,
    added.divisions,
    added.is_verified
from added
inner join indicators on added.indicator_code = indicators.indicator_code
inner join jurisdictions as uppers on added.upper_key = uppers.jurisdiction_key
left join known
    on
        added.upper_key = known.upper_key
        and added.lower_level = known.lower_level
        and added.year = known.year
