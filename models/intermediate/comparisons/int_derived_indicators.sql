-- The indicators, each beside what the report states itself, with the group of those that it can be compared with and
-- with what speaks against comparing it.
{% set obstacles = [
    ['jurisdiction_not_known', 'level is null'],
    ['year_not_known', 'year is null'],
    ['several_values', 'value_count > 1'],
    ['more_than_its_whole', "kind = 'share' and value > multiplier"],
] %}
{% set reservations = [
    ['part_of_jurisdiction', "scope = 'part'"],
    ['scope_not_stated', "scope = 'unstated'"],
    ['department_figure', "body_kind = 'department'"],
    ['over_more_than_the_year', 'is_cumulative'],
    ['part_of_the_year', part_of_the_year()],
    ['cut_off_before_year_end', 'cut_off_day < ' ~ cut_off_day('null', 'year')],
    ['approximate', "modifier = 'approx'"],
    ['at_least', "modifier = 'ge'"],
    ['at_most', "modifier = 'le'"],
    ['denominator_is_wider', "standing_reason = 'denominator_is_wider'"],
    ['residents_of_the_census', "standing_reason = 'residents_of_the_census'"],
] %}
with

derived as (

    select * from {{ ref('int_derived_values') }}

),

indicators as (

    select
        *,
        count(*) over (partition by reported_metric) as indicators_of_rate
    from {{ ref('derived_indicators') }}

),

terms as (

    select * from {{ ref('int_derived_terms') }}
    where role = 'level'

),

rate_terms as (

    select * from {{ ref('int_rate_terms') }}

),

jurisdictions as (

    select * from {{ ref('int_jurisdictions') }}

),

-- A stated rate that may be of either of two pairs (信访化解率) stands beside the one that its check held it against. One
-- of a part that its check contradicts may be of another part, though it stands in the same sentence.
reported as (

    select
        derived.derived_id,
        terms.value as reported_value,
        terms.observation_id as reported_value_observation_id,
        terms.modifier as reported_modifier
    from derived
    inner join indicators on derived.indicator_code = indicators.indicator_code
    inner join terms
        on
            indicators.reported_metric = terms.metric_code
            and indicators.unit = terms.unit
            and derived.body_key = terms.body_key
    left join rate_terms on terms.observation_id = rate_terms.observation_id
    where
        (
            indicators.indicators_of_rate = 1
            or rate_terms.checked_terms = concat_ws('', indicators.numerator_metric, '/', indicators.denominator_metric)
        )
        and (derived.scope <> 'part' or coalesce(rate_terms.basis, '') <> 'contradicted')

),

placed as (

    select
        derived.*,
        indicators.kind,
        indicators.multiplier,
        indicators.unit,
        indicators.standing_reason,
        jurisdictions.name_zh as jurisdiction_name,
        jurisdictions.level,
        case when derived.reporting_department is null then 'government' else 'department' end as body_kind,
        {{ cut_off_day('derived.as_of', 'derived.year') }} as cut_off_day,
        reported.reported_value,
        reported.reported_value_observation_id,
        reported.reported_modifier
    from derived
    inner join indicators on derived.indicator_code = indicators.indicator_code
    left join jurisdictions on derived.jurisdiction_key = jurisdictions.jurisdiction_key
    left join reported on derived.derived_id = reported.derived_id

),

keyed as (

    select
        *,
        {{ key_of([
            'indicator_code', 'subject_key', 'reporting_department', 'year', 'scope', 'cut_off_day', 'period_type',
            'term_unit', 'day_kind'
        ]) }} as subject_period
    from placed

),

values_of_subject as (

    select
        subject_period,
        count(distinct value) as value_count
    from keyed
    group by subject_period

),

-- two reports that give one value are counted once
counted as (

    select
        keyed.*,
        values_of_subject.value_count,
        row_number() over (
            partition by keyed.subject_period, keyed.value
            order by keyed.derived_id nulls last
        ) as value_no
    from keyed
    inner join values_of_subject on keyed.subject_period = values_of_subject.subject_period

),

judged as (

    select
        *,
        {{ codes_that_hold(obstacles) }} as obstacle_codes,
        {{ codes_that_hold(reservations) }} as reservation_codes
    from counted
    where value_no = 1

)

select
    derived_id,
    indicator_code,
    kind,
    report_id,
    subject_key,
    jurisdiction_key,
    jurisdiction_name,
    level,
    reporting_department,
    body_kind,
    year,
    scope,
    as_of,
    cut_off_day,
    is_cumulative,
    period_type,
    term_unit,
    day_kind,
    numerator,
    numerator_observation_id,
    denominator,
    denominator_observation_id,
    denominator_source,
    value,
    unit,
    modifier,
    reported_value,
    reported_value_observation_id,
    reported_modifier,
    -- a bound is no value that a gap could be told to
    case when reported_modifier is null and modifier is null then cast(reported_value - value as decimal(28, 10)) end
        as reported_gap,
    obstacle_codes,
    reservation_codes,
    obstacle_codes is null as can_be_compared,
    {{ key_of([
        'indicator_code', 'year', 'scope', 'cut_off_day', 'period_type', 'level', 'body_kind', 'term_unit', 'day_kind'
    ]) }} as comparison_group
from judged
