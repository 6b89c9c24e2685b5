-- 问：各地调解成功率是多少，报告所称与按受理数、成功数推算的是否一致？
--
-- Question: What share of disputes does mediation settle in each city, and does the stated rate fit the stated counts?
--
-- How to read it: one row per jurisdiction, year, scope, cut-off and kind of mediation. `rate_reported` is what the
-- report says, `rate_derived` is resolved / accepted as stated in the same report, `rate_gap` the first minus the
-- second in percentage points. Neither replaces the other. The four *_observation_id lead to marts.fct_observations;
-- report_id, char_start, number_text and printed_sentence are those of `lead_figure`: the rate where it is stated.
-- 报告所称的率与推算的率分列两栏，互不替代。
--
-- Not comparable: people's mediation with mediation within administrative review (there `disputes_accepted` are the
-- reviews concluded); rows of different scope, year or as_of; a row with `is_ambiguous`, whose report states several
-- values for one of its parts (that part is left empty).
--
-- Run: duckdb -readonly warehouse/fazhi.duckdb < analyses/mediation_rates_across_cities.sql
with

rates as (

    select * from marts.fct_mediation_rates

),

jurisdictions as (

    select * from marts.dim_jurisdiction

),

reports as (

    select * from marts.dim_report

),

observations as (

    select * from marts.fct_observations

),

led as (

    select
        *,
        coalesce(rate_observation_id, resolved_observation_id, accepted_observation_id, amount_observation_id)
            as lead_observation_id,
        case
            when rate_observation_id is not null then 'rate_reported'
            when resolved_observation_id is not null then 'disputes_resolved'
            when accepted_observation_id is not null then 'disputes_accepted'
            when amount_observation_id is not null then 'amount_involved'
        end as lead_figure
    from rates

)

select
    led.mediation_kind,
    jurisdictions.name_zh as jurisdiction_name,
    jurisdictions.level,
    led.reporting_department,
    led.year,
    led.scope,
    led.as_of,
    led.is_cumulative,
    led.period_type,
    led.role,
    led.disputes_accepted,
    led.disputes_resolved,
    led.rate_reported,
    led.rate_derived,
    led.rate_gap,
    led.amount_involved,
    led.is_ambiguous,
    concat_ws(
        '; ',
        'compare with the same kind of mediation, year, scope and level',
        case when led.role = 'prior' then 'an earlier value that the report recalls' end,
        case when led.reporting_department is not null then 'figures of a department, not of its government' end,
        case when led.scope = 'unstated' then 'the report does not say whose figures these are' end,
        case when led.scope = 'part' then 'a part of the jurisdiction: the printed sentence says which' end,
        case when led.as_of is not null then 'counted up to as_of: compare with the same cut-off only' end,
        case when led.is_cumulative then 'counted over more than the year' end,
        case when led.is_ambiguous then 'several values stated for one part, so left empty' end
    ) as comparability,
    concat_ws(
        '；',
        '可与同类调解、同年、同口径、同级别的比较',
        case when led.role = 'prior' then '报告中用作对照的前期数' end,
        case when led.reporting_department is not null then '是部门的数字，不是政府的' end,
        case when led.scope = 'unstated' then '报告未说明是谁的数字' end,
        case when led.scope = 'part' then '只是本地区的一部分，见原句' end,
        case when led.as_of is not null then '有截至日期，只与同一截至日期的比较' end,
        case when led.is_cumulative then '累计数，不止当年' end,
        case when led.is_ambiguous then '其中一项有几个不同的数，故空缺' end
    ) as comparability_zh,
    led.mediation_rate_id,
    led.accepted_observation_id as disputes_accepted_observation_id,
    led.resolved_observation_id as disputes_resolved_observation_id,
    led.rate_observation_id as rate_reported_observation_id,
    led.amount_observation_id as amount_involved_observation_id,
    led.lead_figure,
    led.report_id,
    reports.source_name,
    observations.char_start,
    observations.number_text,
    observations.printed_sentence
from led
inner join reports on led.report_id = reports.report_id
left join jurisdictions on led.jurisdiction_key = jurisdictions.jurisdiction_key
left join observations on led.lead_observation_id = observations.observation_id
order by
    led.mediation_kind asc nulls last,
    led.year desc nulls last,
    led.scope asc nulls last,
    led.as_of asc nulls first,
    led.rate_reported desc nulls last,
    led.mediation_rate_id asc nulls last
