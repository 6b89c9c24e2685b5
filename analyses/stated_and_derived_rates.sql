-- 问：哪些地区所称的率与自己的数字不符？
--
-- Question: Whose stated rate, of mediation success for instance, differs from what its own figures give?
--
-- How to read it: one row per stated rate whose two terms the same report states too, the widest gap first.
-- `reported_value` is what the report says, `derived_value` what its terms give, `reported_gap` the first minus the
-- second in percentage points, empty where one of them is a bound (≥80%). `check_outcome` tells whether rounding
-- explains the gap: a rate that holds was only rounded or cut off; one that fails was not. `check_reason` is explained
-- in docs/checks.md.
-- 报告所称的率与推算的率分列两栏，互不替代。
--
-- Not comparable: a gap is no fault where the report means another whole than the catalogue's, as the appearance rate
-- of agency heads is of the cases heard in court. Rows of different scope, year or cut-off say nothing of each other.
--
-- Run: duckdb -readonly warehouse/fazhi.duckdb < analyses/stated_and_derived_rates.sql
with

derived as (

    select * from marts.cmp_derived_indicators
    where reported_value is not null

),

observations as (

    select * from marts.fct_observations

),

reports as (

    select * from marts.dim_report

),

checks as (

    select
        check_observations.observation_id,
        checks.outcome,
        checks.reason,
        checks.detail
    from marts.aud_check_observations as check_observations
    inner join marts.aud_checks as checks on check_observations.check_id = checks.check_id
    where checks.check_kind = 'rate'

),

-- the check of the rate itself, not of another that rests on it
checked as (

    select
        derived.derived_id,
        checks.outcome,
        checks.reason,
        checks.detail
    from derived
    inner join checks on derived.reported_value_observation_id = checks.observation_id
    qualify row_number() over (
        partition by derived.derived_id
        order by checks.outcome nulls last, checks.reason nulls last, checks.detail nulls last
    ) = 1

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
    derived.reported_value,
    derived.reported_modifier,
    derived.value as derived_value,
    derived.reported_gap,
    derived.numerator,
    derived.denominator,
    checked.outcome as check_outcome,
    checked.reason as check_reason,
    checked.detail as check_detail,
    derived.comparability,
    derived.comparability_zh,
    derived.formula_zh,
    derived.formula_en,
    derived.reported_value_observation_id,
    derived.numerator_observation_id,
    derived.denominator_observation_id,
    observations.report_id,
    reports.source_name,
    observations.char_start,
    observations.number_text,
    observations.printed_sentence
from derived
inner join observations on derived.reported_value_observation_id = observations.observation_id
inner join reports on observations.report_id = reports.report_id
left join checked on derived.derived_id = checked.derived_id
order by
    abs(derived.reported_gap) desc nulls last,
    derived.indicator_code asc nulls last,
    derived.derived_id asc nulls last
