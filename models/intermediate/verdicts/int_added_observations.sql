-- The observations that no rule claims and a reader does, in the form of int_corrected_observations: the number as it
-- landed, in the metric's unit, of the report's year and nobody's scope where no verdict tells them.
with

added as (

    select *
    from {{ ref('int_verdict_metrics') }}
    where what = 'added'

),

verdicts as (

    select * from {{ ref('int_figure_verdicts') }}

),

figures as (

    select * from {{ ref('stg_figures') }}

),

reports as (

    select * from {{ ref('int_reports') }}

),

catalogue as (

    select * from {{ ref('metrics') }}

),

units as (

    select * from {{ ref('units') }}

),

joined as (

    select
        figures.figure_id,
        figures.report_id,
        figures.passage_no,
        figures.char_start,
        figures.char_end,
        figures.number_text,
        figures.unit_text,
        figures.modifier,
        figures.range_part,
        figures.value as stated_value,
        added.metric_code,
        catalogue.kind,
        catalogue.unit as metric_unit,
        coalesce(units.canonical_unit, figures.unit) as canonical_unit,
        units.unit_class,
        coalesce(verdicts.told_role, 'level') as role,
        coalesce(verdicts.told_scope, 'unstated') as scope,
        coalesce(try_cast(verdicts.told_year as int), reports.report_year) as observation_year,
        verdicts.verdict_ids
    from added
    inner join figures on added.figure_id = figures.figure_id
    inner join verdicts on added.figure_id = verdicts.figure_id
    inner join reports on figures.report_id = reports.report_id
    inner join catalogue on added.metric_code = catalogue.metric_code
    left join units on figures.unit = units.unit

)

select
    concat_ws('', figure_id, ':', metric_code) as observation_id,
    figure_id,
    report_id,
    passage_no,
    metric_code,
    kind,
    coalesce(unit_class, 'none') as unit_class,
    cast({{ in_metrics_unit('kind', 'unit_class', 'stated_value') }} as decimal(28, 10)) as value,
    case
        when role = 'change' and unit_class in ('percent', 'multiple', 'point', 'change') then canonical_unit
        when unit_class in ('calendar_days', 'hours') then canonical_unit
        else metric_unit
    end as unit,
    case
        when unit_class = 'working_days' then 'working'
        when unit_class = 'calendar_days' then 'calendar'
        when kind = 'duration' then 'unstated'
    end as day_kind,
    modifier,
    range_part,
    scope,
    role,
    observation_year,
    cast(null as date) as as_of,
    false as is_cumulative,
    'year' as period_type,
    char_start,
    char_end,
    number_text,
    unit_text,
    'verdict' as rule_id,
    {{ as_confidence('1') }} as confidence,
    {{ as_confidence('1') }} as confidence_number,
    {{ as_confidence('1') }} as confidence_metric,
    {{ as_confidence('1') }} as confidence_scope,
    {{ as_confidence('1') }} as confidence_year,
    {{ as_confidence('1') }} as confidence_place,
    cast(null as string) as confidence_reasons,
    cast(null as string) as correction_id,
    cast(null as string) as correction_reason,
    false as is_withdrawn
from joined
