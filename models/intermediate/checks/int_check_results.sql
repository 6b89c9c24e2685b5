-- The outcome of every check of every report, with what it is about and a key. A figure that is stated again and checks
-- the same way is one instance.
{% set judged = ['int_check_totals', 'int_check_rates', 'int_check_orders', 'int_check_growth', 'int_check_scopes'] %}
with

results as (

    {% for model in judged %}
    select
        check_code,
        subject_observation_id,
        left_value,
        right_value,
        gap,
        tolerance,
        outcome,
        reason,
        detail,
        observation_ids
    from {{ ref(model) }}
    {% if not loop.last %}union all{% endif %}
    {% endfor %}

),

limits as (

    select * from {{ ref('int_check_limits') }}

),

figures as (

    select * from {{ ref('int_check_figures') }}

),

reports as (

    select * from {{ ref('int_speaking_reports') }}

),

placed as (

    select
        concat_ws('', results.check_code, '|', results.subject_observation_id) as check_id,
        results.*,
        figures.report_id,
        figures.reporting_department,
        figures.metric_code,
        figures.role,
        figures.scope,
        figures.year,
        figures.as_of,
        figures.is_cumulative,
        figures.period_type
    from results
    inner join figures on results.subject_observation_id = figures.observation_id
    qualify row_number() over (
        partition by
            results.check_code,
            figures.report_id,
            figures.metric_code,
            figures.role,
            figures.scope,
            figures.year,
            figures.as_of,
            figures.is_cumulative,
            figures.period_type,
            results.left_value,
            results.right_value
        order by
            case results.outcome when 'fails' then 1 when 'holds' then 2 else 3 end nulls last,
            figures.char_start nulls last,
            results.observation_ids nulls last
    ) = 1

),

together as (

    select
        check_id,
        check_code,
        report_id,
        reporting_department,
        metric_code,
        role,
        scope,
        year,
        as_of,
        is_cumulative,
        period_type,
        left_value,
        right_value,
        gap,
        tolerance,
        outcome,
        reason,
        detail,
        observation_ids
    from placed
    union all
    select
        concat_ws('', limits.check_code, '|', limits.report_id) as check_id,
        limits.check_code,
        limits.report_id,
        cast(null as string) as reporting_department,
        cast(null as string) as metric_code,
        cast(null as string) as role,
        cast(null as string) as scope,
        reports.report_year as year,
        cast(null as date) as as_of,
        cast(null as boolean) as is_cumulative,
        cast(null as string) as period_type,
        limits.left_value,
        limits.right_value,
        limits.gap,
        limits.tolerance,
        limits.outcome,
        limits.reason,
        limits.detail,
        limits.observation_ids
    from limits
    inner join reports on limits.report_id = reports.report_id

)

select
    together.*,
    reports.jurisdiction_key
from together
inner join reports on together.report_id = reports.report_id
