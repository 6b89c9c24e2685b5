-- 问：各地审批要多长时间，时限是多少，实际用时多少？
--
-- Question: How long does an approval take in each city: the limit, the time actually taken, the cut?
--
-- How to read it: one row per stated time. `time_kind`: limit (at most so long), actual (taken), reduction (cut by so
-- much), share (of the statutory time). `day_kind`: working, calendar, or unstated. A smaller time is the better one,
-- but ranks count from the largest. 同一 `comparison_group` 的行才可以比较；排名从大到小。
--
-- Not comparable: working days with calendar days or with 天 that the report does not explain; a limit with a time
-- actually taken; rows of different scope, year or as_of. Times that a report only plans (role `target`) are not here:
-- they stand in city_profile.
--
-- Run: duckdb -readonly warehouse/fazhi.duckdb < analyses/approval_times_across_cities.sql
with

times as (

    select * from marts.fct_approval_times

),

metrics as (

    select * from marts.dim_metric

),

jurisdictions as (

    select * from marts.dim_jurisdiction

),

reports as (

    select * from marts.dim_report

),

ranked as (

    select * from marts.cmp_metrics_ranked

)

select
    times.procedure,
    metrics.name_zh as metric_name_zh,
    times.time_kind,
    times.day_kind,
    jurisdictions.name_zh as jurisdiction_name,
    jurisdictions.level,
    times.reporting_department,
    times.year,
    times.scope,
    times.as_of,
    times.is_cumulative,
    times.period_type,
    times.role,
    times.value,
    times.unit,
    times.modifier,
    ranked.rank_in_group,
    ranked.group_size,
    times.statement_no,
    times.statement_count,
    case
        when times.role = 'prior' then 'not ranked: an earlier value that the report recalls'
        else ranked.comparability
    end as comparability,
    case
        when times.role = 'prior' then '不排名：报告中用作对照的前期数'
        else ranked.comparability_zh
    end as comparability_zh,
    ranked.comparison_group,
    times.metric_code,
    times.observation_id,
    times.report_id,
    reports.source_name,
    times.char_start,
    times.number_text,
    times.printed_sentence
from times
inner join metrics on times.metric_code = metrics.metric_code
inner join reports on times.report_id = reports.report_id
left join jurisdictions on times.jurisdiction_key = jurisdictions.jurisdiction_key
left join ranked on times.observation_id = ranked.observation_id
order by
    times.procedure asc nulls last,
    times.time_kind asc nulls last,
    times.day_kind asc nulls last,
    times.year desc nulls last,
    times.scope asc nulls last,
    times.as_of asc nulls first,
    times.value asc nulls last,
    times.observation_id asc nulls last
