-- 问：哪些指标只有一个地区报告，别的地区都没有报告？
--
-- Question: What does one city report that no other does?
--
-- How to read it: one row per value of a metric that figures in the reports of a single jurisdiction.
-- `jurisdictions_landed` is how many were looked at: with few, the table says little. 只在一个地区的报告中出现的指标；
-- `jurisdictions_landed` 是一共看了几个地区。
--
-- Not comparable: that others are silent does not mean that they have none: the figure was not found in their
-- reports. Plans, required floors and changes (role target, change) do not count as reporting a metric.
--
-- Run: duckdb -readonly warehouse/fazhi.duckdb < analyses/reported_by_one_city_only.sql
with

observations as (

    select * from marts.fct_observations
    where role in ('level', 'prior')

),

metrics as (

    select * from marts.dim_metric

),

case_types as (

    select * from marts.dim_case_type

),

jurisdictions as (

    select * from marts.dim_jurisdiction

),

reports as (

    select * from marts.dim_report

),

-- A report of unknown jurisdiction stands for one of its own: it may be anybody's.
attributed as (

    select
        *,
        coalesce(jurisdiction_key, report_id) as reporter
    from observations

),

looked_at as (

    select count(distinct coalesce(jurisdiction_key, report_id)) as jurisdictions_landed
    from reports
    where is_current

),

reported_once as (

    select metric_code
    from attributed
    group by metric_code
    having count(distinct reporter) = 1

)

select
    jurisdictions.name_zh as jurisdiction_name,
    jurisdictions.level,
    attributed.reporting_department,
    metrics.case_type,
    case_types.name_zh as case_type_zh,
    metrics.metric_code,
    metrics.name_zh as metric_name_zh,
    metrics.name_en as metric_name_en,
    attributed.year,
    attributed.scope,
    attributed.role,
    attributed.as_of,
    attributed.is_cumulative,
    attributed.period_type,
    attributed.value,
    attributed.unit,
    attributed.modifier,
    looked_at.jurisdictions_landed,
    'no other jurisdiction among those landed reports this metric' as comparability,
    '已入库的地区中只有这一个报告此项' as comparability_zh,
    attributed.observation_id,
    attributed.report_id,
    reports.source_name,
    attributed.char_start,
    attributed.number_text,
    attributed.printed_sentence
from attributed
inner join reported_once on attributed.metric_code = reported_once.metric_code
inner join metrics on attributed.metric_code = metrics.metric_code
inner join reports on attributed.report_id = reports.report_id
left join case_types on metrics.case_type = case_types.case_type
left join jurisdictions on attributed.jurisdiction_key = jurisdictions.jurisdiction_key
cross join looked_at
order by
    attributed.jurisdiction_key asc nulls last,
    metrics.case_type asc nulls last,
    metrics.metric_code asc nulls last,
    attributed.year desc nulls last,
    attributed.scope asc nulls last,
    attributed.report_id asc nulls last,
    attributed.char_start asc nulls last,
    attributed.observation_id asc nulls last
