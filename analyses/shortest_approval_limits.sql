-- 问：各地承诺的审批时限哪个最短，能不能比？
--
-- Question: Who promises the shortest approval, and can the limits be compared?
--
-- How to read it: one row per stated limit, the shortest of each `comparison_group` first. `rank_from_shortest` counts
-- from the shortest among those that can be compared (`group_size`); `comparability` says why one has no rank and what
-- must be known. A time of starting an enterprise or handling a case is here where it is stated as at most so long
-- (3个工作日内). 从短到长排列；只有同一 `comparison_group` 的才排名。
--
-- Not comparable: working days with calendar days, or with 天 that the report does not explain; limits with times
-- taken, which are not here; rows of different procedure, year, scope, cut-off or level of government. How a limit was
-- cut stands in derived_indicators_across_cities.
--
-- Run: duckdb -readonly warehouse/fazhi.duckdb < analyses/shortest_approval_limits.sql
with

ranked as (

    select * from marts.cmp_metrics_ranked

),

metrics as (

    select * from marts.dim_metric
    where case_type = 'approval_time' and kind = 'duration'

),

reports as (

    select * from marts.dim_report

),

limits as (

    select ranked.*
    from ranked
    inner join metrics on ranked.metric_code = metrics.metric_code
    where metrics.stage = 'limit' or (metrics.stage = 'actual' and ranked.modifier = 'le')

)

select
    limits.metric_code,
    limits.metric_name_zh,
    limits.jurisdiction_name,
    limits.level,
    limits.reporting_department,
    limits.year,
    limits.scope,
    limits.as_of,
    limits.is_cumulative,
    limits.period_type,
    'level' as role,
    limits.day_kind,
    limits.value,
    limits.unit,
    limits.modifier,
    case
        when limits.rank_in_group is not null
            then rank() over (
                partition by limits.comparison_group, limits.rank_in_group is not null
                order by limits.value asc nulls last
            )
    end as rank_from_shortest,
    limits.group_size,
    replace(limits.comparability, 'ranked from the largest', 'ranked from the shortest') as comparability,
    replace(limits.comparability_zh, '从大到小', '从短到长') as comparability_zh,
    limits.reason_codes,
    limits.comparison_group,
    limits.observation_id,
    limits.report_id,
    reports.source_name,
    limits.char_start,
    limits.number_text,
    limits.printed_sentence
from limits
inner join reports on limits.report_id = reports.report_id
order by
    limits.metric_code asc nulls last,
    limits.year desc nulls last,
    limits.comparison_group asc nulls last,
    limits.value asc nulls last,
    limits.observation_id asc nulls last
