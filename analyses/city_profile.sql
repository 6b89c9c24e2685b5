-- 问：某个地区的报告都报告了哪些数字，出自哪句话？
--
-- Question: What does one city report, all of it, and in which sentence?
--
-- How to read it: one row per figure that measures a metric. To choose the city, put its name or code in place of null
-- in `params` below: cast('南昌市' as string), or cast('360100' as string). As it stands, the city of which most
-- figures are known is taken. `role`: level (the value of the period), prior (an earlier one), change, target (planned
-- or required). 要换地区，把 `params` 里的 null 改成地区名称或代码。
--
-- Not comparable: rows of different scope, role, year or as_of, though they stand below one another here; `confidence`
-- below 1 says that a reading rests on less than the sentence's own words, `confidence_reasons` on what.
--
-- Run: duckdb -readonly warehouse/fazhi.duckdb < analyses/city_profile.sql
with

params as (

    select cast(null as string) as city

),

observations as (

    select * from marts.fct_observations

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

),

-- An old name may belong to several codes: of those that fit, the one with most figures.
candidates as (

    select
        jurisdictions.jurisdiction_key,
        jurisdictions.name_zh,
        jurisdictions.level,
        count(*) as observation_count
    from observations
    inner join jurisdictions on observations.jurisdiction_key = jurisdictions.jurisdiction_key
    cross join params
    where
        params.city is null
        or params.city in (jurisdictions.name_zh, jurisdictions.short_name_zh, jurisdictions.jurisdiction_key)
    group by jurisdictions.jurisdiction_key, jurisdictions.name_zh, jurisdictions.level

),

chosen as (

    select * from candidates
    qualify row_number() over (order by observation_count desc nulls last, jurisdiction_key asc nulls last) = 1

)

select
    chosen.name_zh as jurisdiction_name,
    chosen.level,
    observations.reporting_department,
    metrics.case_type,
    case_types.name_zh as case_type_zh,
    metrics.metric_code,
    metrics.name_zh as metric_name_zh,
    metrics.name_en as metric_name_en,
    observations.year,
    observations.scope,
    observations.role,
    observations.as_of,
    observations.is_cumulative,
    observations.period_type,
    observations.value,
    observations.unit,
    observations.modifier,
    observations.range_part,
    observations.day_kind,
    ranked.rank_in_group,
    ranked.group_size,
    coalesce(
        ranked.comparability,
        'not ranked: ' || case observations.role
            when 'prior' then 'an earlier value that the report recalls'
            when 'change' then 'an increase or decrease'
            when 'target' then 'a plan or a required floor'
            else 'stated again elsewhere in the report'
        end
    ) as comparability,
    coalesce(
        ranked.comparability_zh,
        '不排名：' || case observations.role
            when 'prior' then '报告中用作对照的前期数'
            when 'change' then '增减量'
            when 'target' then '计划或要求'
            else '报告别处已有同一个数'
        end
    ) as comparability_zh,
    observations.confidence,
    observations.confidence_reasons,
    observations.observation_id,
    observations.report_id,
    reports.title as report_title,
    reports.source_name,
    observations.char_start,
    observations.number_text,
    observations.unit_as_written,
    observations.printed_sentence,
    observations.heading_path
from observations
inner join chosen on observations.jurisdiction_key = chosen.jurisdiction_key
inner join metrics on observations.metric_code = metrics.metric_code
inner join reports on observations.report_id = reports.report_id
left join case_types on metrics.case_type = case_types.case_type
left join ranked on observations.observation_id = ranked.observation_id
order by
    metrics.case_type asc nulls last,
    metrics.metric_code asc nulls last,
    observations.year desc nulls last,
    observations.scope asc nulls last,
    observations.role asc nulls last,
    observations.report_id asc nulls last,
    observations.char_start asc nulls last,
    observations.observation_id asc nulls last
