-- Reports against one another: an earlier value against what the earlier year's report says, one fact in two reports,
-- jumps from year to year, metrics that stop. Both sides are kept. Of two that state one fact, the first is the one to
-- prefer: a government's before a department's, then the one of the nearest year; an own year's level before a later
-- report's earlier value. Superseded versions are no side at all. Two parts are not known to be one: 'part' stays out.
{% set jump_ratio = 5 %}
{% set jump_floor = 20 %}
with

figures as (

    select *
    from {{ ref('int_check_figures') }}
    where scope in ('own', 'whole', 'unstated') and role in ('level', 'prior') and year is not null

),

reports as (

    select * from {{ ref('int_speaking_reports') }}

),

stated as (

    select
        figures.report_id,
        figures.subject_key,
        figures.jurisdiction_key,
        figures.reporting_department,
        figures.metric_code,
        figures.kind,
        figures.unit,
        figures.scope,
        figures.role,
        figures.year,
        {{ cut_off_day('figures.as_of', 'figures.year') }} as cut_off_day,
        figures.is_cumulative,
        figures.period_type,
        concat_ws('|', figures.subject_key, coalesce(figures.reporting_department, '-')) as body_key,
        case when reports.report_kind = 'department' then coalesce(reports.issuer, 'unnamed') else 'government' end
            as reporter,
        concat_ws(
            '|',
            case when reports.report_kind = 'department' then '2' else '1' end,
            lpad(cast(abs(coalesce(reports.report_year, 9999) - figures.year) as string), 4, '0'),
            figures.report_id
        ) as preference,
        count(distinct figures.value) as value_count,
        min(figures.value) as value,
        min(figures.value_low) as value_low,
        max(figures.value_high) as value_high,
        {{ first_by('figures.observation_id', 'figures.char_start') }} as observation_id
    from figures
    inner join reports on figures.report_id = reports.report_id
    group by
        figures.report_id,
        figures.subject_key,
        figures.jurisdiction_key,
        figures.reporting_department,
        figures.metric_code,
        figures.kind,
        figures.unit,
        figures.scope,
        figures.role,
        figures.year,
        figures.as_of,
        figures.is_cumulative,
        figures.period_type,
        reports.report_kind,
        reports.issuer,
        reports.report_year

),

levels as (

    select *
    from stated
    where role = 'level'

),

sides as (

    select
        case second.role when 'prior' then 'earlier_value' else 'same_fact' end as comparison,
        first.jurisdiction_key,
        first.reporting_department,
        first.metric_code,
        first.scope,
        first.year,
        first.report_id as first_report_id,
        first.observation_id as first_observation_id,
        first.value as first_value,
        first.value_count as first_count,
        second.report_id as second_report_id,
        second.observation_id as second_observation_id,
        second.value as second_value,
        second.value_count as second_count,
        first.reporter = second.reporter as is_of_one_reporter,
        first.cut_off_day = second.cut_off_day and first.period_type = second.period_type as is_of_one_period,
        {{ intervals_meet('first.value_low', 'first.value_high', 'second.value_low', 'second.value_high') }} as is_alike
    from levels as first
    inner join stated as second
        on
            first.body_key = second.body_key
            and first.metric_code = second.metric_code
            and first.unit = second.unit
            and first.scope = second.scope
            and first.year = second.year
            and first.report_id <> second.report_id
    where second.role = 'prior' or first.preference < second.preference

),

compared as (

    select
        *,
        case
            when not is_of_one_period then 'term_of_another_cut_off'
            when first_count > 1 or second_count > 1 then 'several_values_stated'
            when first_value = second_value then 'exact'
            when is_alike then 'within_bounds'
            when is_of_one_reporter then 'another_value_stated'
            else 'another_reporter_states_another_value'
        end as reason
    from sides

),

-- of a reporter's reports on the year the one to prefer; a department's field is not its government's, so that from one
-- to the other nothing jumps
preferred as (

    select *
    from levels
    where kind = 'count' and value_count = 1
    qualify row_number() over (
        partition by body_key, reporter, metric_code, unit, scope, year, cut_off_day, is_cumulative, period_type
        order by preference nulls last
    ) = 1

),

jumps as (

    select
        'jump' as comparison,
        first.jurisdiction_key,
        first.reporting_department,
        first.metric_code,
        first.scope,
        second.year,
        first.report_id as first_report_id,
        first.observation_id as first_observation_id,
        first.value as first_value,
        second.report_id as second_report_id,
        second.observation_id as second_observation_id,
        second.value as second_value,
        case when second.value > first.value then 'more_than_five_times' else 'less_than_a_fifth' end as reason
    from preferred as first
    inner join preferred as second
        on
            first.body_key = second.body_key
            and first.reporter = second.reporter
            and first.metric_code = second.metric_code
            and first.unit = second.unit
            and first.scope = second.scope
            and first.period_type = second.period_type
            and first.year + 1 = second.year
            and extract(month from first.cut_off_day) = extract(month from second.cut_off_day)
            and extract(day from first.cut_off_day) = extract(day from second.cut_off_day)
    where
        greatest(first.value, second.value) >= {{ jump_floor }}
        and (
            second.value > {{ jump_ratio }} * first.value
            or first.value > {{ jump_ratio }} * second.value
        )

),

reporters as (

    select
        report_id,
        report_year,
        jurisdiction_key,
        concat_ws(
            '|',
            coalesce(jurisdiction_key, concat_ws('', 'report-', report_id)),
            case when report_kind = 'department' then coalesce(issuer, 'unnamed') else 'government' end
        ) as reporter_key
    from reports
    where report_year is not null

),

last_reports as (

    select
        reporter_key,
        max(report_year) as last_year,
        {{ first_by('report_id', '-report_year', then='report_id') }} as last_report_id
    from reporters
    group by reporter_key

),

stops as (

    select
        reporters.reporter_key,
        reporters.jurisdiction_key,
        figures.metric_code,
        max(reporters.report_year) as last_stated_year,
        cast(count(distinct reporters.report_year) as int) as stated_years,
        {{ first_by('figures.report_id', '-reporters.report_year', then='figures.observation_id') }} as first_report_id,
        {{ first_by('figures.observation_id', '-reporters.report_year', then='figures.observation_id') }}
            as first_observation_id,
        {{ first_by('figures.value', '-reporters.report_year', then='figures.observation_id') }} as first_value
    from {{ ref('int_check_figures') }} as figures
    inner join reporters on figures.report_id = reporters.report_id
    where figures.role = 'level'
    group by reporters.reporter_key, reporters.jurisdiction_key, figures.metric_code

),

together as (

    select
        comparison,
        jurisdiction_key,
        reporting_department,
        metric_code,
        scope,
        year,
        first_report_id,
        first_observation_id,
        case when first_count = 1 then first_value end as first_value,
        second_report_id,
        second_observation_id,
        case when second_count = 1 then second_value end as second_value,
        case
            when reason in ('exact', 'within_bounds') then 'agrees'
            when reason in ('another_value_stated', 'another_reporter_states_another_value') then 'differs'
            else 'cannot_be_assessed'
        end as outcome,
        reason,
        first_observation_id as preferred_observation_id,
        cast(null as int) as stated_years
    from compared
    union all
    select
        comparison,
        jurisdiction_key,
        reporting_department,
        metric_code,
        scope,
        year,
        first_report_id,
        first_observation_id,
        first_value,
        second_report_id,
        second_observation_id,
        second_value,
        'implausible' as outcome,
        reason,
        cast(null as string) as preferred_observation_id,
        cast(null as int) as stated_years
    from jumps
    union all
    select
        'no_longer_stated' as comparison,
        stops.jurisdiction_key,
        cast(null as string) as reporting_department,
        stops.metric_code,
        cast(null as string) as scope,
        stops.last_stated_year as year,
        stops.first_report_id,
        stops.first_observation_id,
        stops.first_value,
        last_reports.last_report_id as second_report_id,
        cast(null as string) as second_observation_id,
        cast(null as decimal(28, 10)) as second_value,
        'no_longer_stated' as outcome,
        'not_in_the_last_report' as reason,
        cast(null as string) as preferred_observation_id,
        stops.stated_years
    from stops
    inner join last_reports on stops.reporter_key = last_reports.reporter_key
    where stops.last_stated_year < last_reports.last_year

)

select
    concat_ws('|', comparison, first_observation_id, coalesce(second_observation_id, second_report_id))
        as comparison_id,
    *,
    cast(second_value - first_value as decimal(28, 10)) as gap
from together
