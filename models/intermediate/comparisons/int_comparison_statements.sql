-- The values that reports state for a period, each with the group of those that it can be compared with and with what
-- speaks against comparing it.
with

statements as (

    select * from {{ ref('int_statements') }}
    where role = 'level'

),

jurisdictions as (

    select * from {{ ref('int_jurisdictions') }}

),

catalogue as (

    select * from {{ ref('metrics') }}

),

rate_terms as (

    select * from {{ ref('int_rate_terms') }}

),

placed as (

    select
        statements.*,
        jurisdictions.name_zh as jurisdiction_name,
        jurisdictions.level,
        catalogue.name_zh as metric_name_zh,
        case when statements.reporting_department is null then 'government' else 'department' end as body_kind,
        {{ cut_off_day('statements.as_of', 'statements.year') }} as cut_off_day,
        rate_terms.basis as rate_basis,
        case when catalogue.kind = 'rate' then coalesce(rate_terms.rate_terms, 'as_defined') end as rate_terms,
        -- 3个工作日内 promises what 3个工作日 reports, where the metric is of times taken
        case
            when catalogue.kind = 'duration' and catalogue.stage = 'actual'
                then case when statements.modifier = 'le' then 'limit' else 'actual' end
        end as time_basis,
        catalogue.kind = 'duration' and catalogue.stage in ('limit', 'actual') as is_time
    from statements
    inner join catalogue on statements.metric_code = catalogue.metric_code
    left join jurisdictions on statements.jurisdiction_key = jurisdictions.jurisdiction_key
    left join rate_terms on statements.observation_id = rate_terms.observation_id

),

{% set obstacles = [
    ['jurisdiction_not_known', 'level is null'],
    ['year_not_known', 'year is null'],
    ['end_of_range', 'range_part is not null'],
    ['several_values', 'statement_count > 1 and range_part is null'],
    ['other_whole_than_defined', "rate_basis = 'other_whole'"],
] %}
{% set reservations = [
    ['other_terms_than_defined', "rate_basis = 'other_terms'"],
    ['rate_contradicted', "rate_basis = 'contradicted'"],
    ['terms_not_checked', "rate_basis = 'not_checked'"],
    ['part_of_jurisdiction', "scope = 'part'"],
    ['scope_not_stated', "scope = 'unstated'"],
    ['department_figure', "body_kind = 'department'"],
    ['over_more_than_the_year', 'is_cumulative'],
    ['part_of_the_year', part_of_the_year()],
    ['cut_off_before_year_end', 'cut_off_day < ' ~ cut_off_day('null', 'year')],
    ['approximate', "modifier = 'approx'"],
    ['at_least', "modifier = 'ge'"],
    ['at_most', "modifier = 'le' and not is_time"],
] %}
judged as (

    select
        *,
        {{ codes_that_hold(obstacles) }} as obstacle_codes,
        {{ codes_that_hold(reservations) }} as reservation_codes
    from placed

)

select
    observation_id,
    jurisdiction_key,
    jurisdiction_name,
    level,
    reporting_department,
    body_kind,
    metric_code,
    metric_name_zh,
    year,
    scope,
    as_of,
    cut_off_day,
    is_cumulative,
    period_type,
    day_kind,
    time_basis,
    rate_terms,
    value,
    unit,
    modifier,
    obstacle_codes,
    reservation_codes,
    report_id,
    char_start,
    number_text,
    printed_sentence,
    is_verified,
    obstacle_codes is null as can_be_compared,
    {{ key_of([
        'metric_code', 'year', 'scope', 'cut_off_day', 'period_type', 'level', 'body_kind', 'unit', 'day_kind',
        'rate_terms', 'time_basis'
    ]) }} as comparison_group
from judged
