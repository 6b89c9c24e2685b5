-- 问：哪个地区受理的行政复议案件办结得最多？各项推算指标各地相比如何？
--
-- Question: Which city closes most of the reviews that it accepts, and how do cities compare by derived indicators?
--
-- How to read it: one row per indicator, jurisdiction, year, scope and cut-off. `value` is worked out from two numbers
-- of one report (`numerator`, `denominator`) by the formula beside it; `reported_value` is what the report
-- says itself, `reported_gap` the difference. Compare the rows of one `comparison_group`; only they have ranks.
-- `value` 由同一报告的两个数推算，公式见 `formula_zh`；报告自己所称的率另列 `reported_value`。
--
-- Not comparable: rows of different scope, year, cut-off or level. A clearance rate above 100 is no error: cases
-- carried over are concluded too. Values per 100 000 residents are of the whole jurisdiction alone and take the
-- residents of the census of 2020, whatever the year. Where a report lacks one of the two numbers there is no row.
-- `rank_from` and `rank_to` are the ranks that other denominators could give, where reports of the group state them.
--
-- Run: duckdb -readonly warehouse/fazhi.duckdb < analyses/derived_indicators_across_cities.sql
with

derived as (

    select * from marts.cmp_derived_indicators

),

reports as (

    select * from marts.dim_report

)

select
    derived.indicator_code,
    derived.indicator_name_zh,
    derived.jurisdiction_name,
    derived.level,
    derived.reporting_department,
    derived.year,
    derived.scope,
    derived.as_of,
    derived.is_cumulative,
    derived.period_type,
    'level' as role,
    derived.numerator,
    derived.denominator,
    derived.value,
    derived.unit,
    derived.modifier,
    derived.reported_value,
    derived.reported_modifier,
    derived.reported_gap,
    derived.rank_in_group,
    derived.rank_from,
    derived.rank_to,
    derived.other_definitions,
    derived.group_size,
    derived.percentile_in_group,
    derived.comparability,
    derived.comparability_zh,
    derived.reason_codes,
    derived.formula_zh,
    derived.formula_en,
    derived.denominator_source,
    derived.comparison_group,
    derived.numerator_observation_id,
    derived.denominator_observation_id,
    derived.reported_value_observation_id,
    derived.report_id,
    reports.source_name,
    derived.char_start,
    derived.number_text,
    derived.printed_sentence
from derived
inner join reports on derived.report_id = reports.report_id
order by
    derived.indicator_code asc nulls last,
    derived.year desc nulls last,
    derived.scope asc nulls last,
    derived.as_of asc nulls first,
    derived.level asc nulls last,
    derived.value desc nulls last,
    derived.derived_id asc nulls last
