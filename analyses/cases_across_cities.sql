-- 问：各地各办了多少案件，多少件受理、办结、纠错？
--
-- Question: How many cases did each city take up, conclude, correct?
--
-- How to read it: one row per value that a report states for a case type and stage. Compare the rows of one
-- `comparison_group`: they are of the same metric, unit, year, scope, cut-off and level, and only they have ranks.
-- `role` is `prior` where a report recalls an earlier year for comparison; such values are not ranked.
-- 同一 `comparison_group` 的行才可以比较。
--
-- Not comparable: rows of different scope (own: the government itself; whole: the whole jurisdiction), of different
-- year or as_of (a count up to the end of October is not that of a year), and a department's figures with its
-- government's. `statement_count` above 1: the report states several values for this, and each has a row.
-- `comparability` says it for each row.
--
-- Run: duckdb -readonly warehouse/fazhi.duckdb < analyses/cases_across_cities.sql
with

cases as (

    select * from marts.fct_cases_handled

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

ranked as (

    select * from marts.cmp_metrics_ranked

)

select
    cases.case_type,
    case_types.name_zh as case_type_zh,
    cases.stage,
    cases.metric_code,
    metrics.name_zh as metric_name_zh,
    jurisdictions.name_zh as jurisdiction_name,
    jurisdictions.level,
    cases.reporting_department,
    cases.year,
    cases.scope,
    cases.as_of,
    cases.is_cumulative,
    cases.period_type,
    cases.role,
    cases.value,
    cases.unit,
    cases.modifier,
    ranked.rank_in_group,
    ranked.group_size,
    cases.statement_no,
    cases.statement_count,
    case
        when cases.role = 'prior' then 'not ranked: an earlier value that the report recalls'
        else ranked.comparability
    end as comparability,
    case
        when cases.role = 'prior' then '不排名：报告中用作对照的前期数'
        else ranked.comparability_zh
    end as comparability_zh,
    ranked.comparison_group,
    cases.observation_id,
    cases.report_id,
    reports.source_name,
    cases.char_start,
    cases.number_text,
    cases.printed_sentence
from cases
inner join metrics on cases.metric_code = metrics.metric_code
inner join reports on cases.report_id = reports.report_id
left join case_types on cases.case_type = case_types.case_type
left join jurisdictions on cases.jurisdiction_key = jurisdictions.jurisdiction_key
left join ranked on cases.observation_id = ranked.observation_id
order by
    cases.case_type asc nulls last,
    cases.metric_code asc nulls last,
    cases.year desc nulls last,
    cases.scope asc nulls last,
    cases.as_of asc nulls first,
    cases.value desc nulls last,
    cases.observation_id asc nulls last
