-- What this build changes in the facts: a row for each that the last build did not state, stated with other values,
-- or that is stated no more. `fazhi` keeps them in operations.fact_history: the next build is held against them.
{% set fact_key = [
    'subject_key',
    'reporting_department',
    'metric_code',
    'year',
    'scope',
    'role',
    'as_of',
    'period_type',
    'range_part',
    'day_kind',
    'unit',
] %}
with

-- the run that builds this
run as (

    select
        run_id,
        ended_at
    from {{ ref('int_runs') }}
    where outcome = 'done'
    qualify row_number() over (order by run_no desc nulls last) = 1

),

now as (

    select
        {{ key_of(fact_key) }} as fact_key,
        min(jurisdiction_key) as jurisdiction_key,
        min(reporting_department) as reporting_department,
        min(metric_code) as metric_code,
        min(year) as year,
        min(scope) as scope,
        min(role) as role,
        min(as_of) as as_of,
        bool_or(is_cumulative) as is_cumulative,
        min(period_type) as period_type,
        min(range_part) as range_part,
        min(day_kind) as day_kind,
        min(unit) as unit,
        {{ joined(plain_number('value')) }} as value_list,
        {{ joined('report_id') }} as report_ids
    from {{ ref('int_statements') }}
    group by {{ key_of(fact_key) }}

),

before as (

    select *
    from {{ ref('stg_fact_history') }}
    qualify row_number() over (partition by fact_key order by change_no desc nulls last) = 1

)

select
    coalesce(now.fact_key, before.fact_key) as fact_key,
    cast(coalesce(before.change_no, 0) + 1 as int) as change_no,
    run.run_id,
    run.ended_at as built_at,
    coalesce(now.jurisdiction_key, before.jurisdiction_key) as jurisdiction_key,
    coalesce(now.reporting_department, before.reporting_department) as reporting_department,
    coalesce(now.metric_code, before.metric_code) as metric_code,
    coalesce(now.year, before.year) as year,
    coalesce(now.scope, before.scope) as scope,
    coalesce(now.role, before.role) as role,
    coalesce(now.as_of, before.as_of) as as_of,
    coalesce(now.is_cumulative, before.is_cumulative) as is_cumulative,
    coalesce(now.period_type, before.period_type) as period_type,
    coalesce(now.range_part, before.range_part) as range_part,
    coalesce(now.day_kind, before.day_kind) as day_kind,
    coalesce(now.unit, before.unit) as unit,
    case
        when now.fact_key is null then 'withdrawn'
        when before.fact_key is null or before.change = 'withdrawn' then 'stated'
        else 'changed'
    end as change,
    before.values_after as values_before,
    now.value_list as values_after,
    coalesce(now.report_ids, before.report_ids) as report_ids
from now
full outer join before on now.fact_key = before.fact_key
left join run on true
where
    (before.fact_key is null and now.fact_key is not null)
    or now.value_list is distinct from before.values_after
