-- The observations as the verdicts have them, and those that a reader alone claims; all others as they are.
{%- set columns = '
    observation_id figure_id report_id passage_no metric_code kind unit_class value unit day_kind modifier
    range_part scope role observation_year as_of is_cumulative period_type char_start char_end number_text
    unit_text rule_id confidence confidence_number confidence_metric confidence_scope confidence_year
    confidence_place confidence_reasons correction_id correction_reason is_withdrawn
'.split() | join(', ') %}
with

corrected as (

    select * from {{ ref('int_corrected_observations') }}

),

added as (

    select * from {{ ref('int_added_observations') }}

),

verdicts as (

    select * from {{ ref('int_figure_verdicts') }}

),

metrics as (

    select *
    from {{ ref('int_verdict_metrics') }}
    where what <> 'added'

),

catalogue as (

    select * from {{ ref('metrics') }}

),

units as (

    select * from {{ ref('units') }}

),

observations as (

    select {{ columns }}
    from corrected
    union all
    select {{ columns }}
    from added

),

heard as (

    select
        observations.*,
        metrics.metric_code as told_metric_code,
        told.kind as told_kind,
        told.unit as told_metric_unit,
        catalogue.unit as metric_unit,
        units.unit_class as told_unit_class,
        verdicts.told_unit,
        verdicts.told_value,
        verdicts.told_scope,
        verdicts.told_role,
        verdicts.told_year,
        verdicts.told_as_of,
        verdicts.told_jurisdiction,
        verdicts.verdict_ids,
        coalesce(verdicts.rejection, case when metrics.what = 'none' then 'rejected by a reader: another metric' end)
            as rejection,
        coalesce(verdicts.is_in_conflict, false) as is_in_conflict,
        -- a word on a scope or year alone makes no doubtful metric a fact
        verdicts.told_metric is not null
        or observations.confidence_number * observations.confidence_metric
        >= cast('{{ var("fact_confidence_floor") }}' as decimal(4, 2)) as is_looked_at,
        coalesce(verdicts.verified_by_count, 0) as reader_count,
        verdicts.verified_at
    from observations
    left join verdicts on observations.figure_id = verdicts.figure_id
    left join metrics on observations.observation_id = metrics.observation_id
    left join catalogue on observations.metric_code = catalogue.metric_code
    left join catalogue as told on metrics.metric_code = told.metric_code
    left join units on verdicts.told_unit = units.unit

)

select
    case
        when told_metric_code is null then observation_id
        else concat_ws('', figure_id, ':', told_metric_code)
    end as observation_id,
    figure_id,
    report_id,
    passage_no,
    coalesce(told_metric_code, metric_code) as metric_code,
    coalesce(told_kind, kind) as kind,
    coalesce(told_unit_class, unit_class) as unit_class,
    coalesce(cast(told_value as decimal(28, 10)), value) as value,
    coalesce(told_unit, case when unit = metric_unit then told_metric_unit end, unit) as unit,
    case
        when told_unit is null and told_metric_code is null then day_kind
        when coalesce(told_kind, kind) <> 'duration' then null
        when coalesce(told_unit_class, unit_class) = 'working_days' then 'working'
        when coalesce(told_unit_class, unit_class) = 'calendar_days' then 'calendar'
        when coalesce(told_kind, kind) = 'duration' then 'unstated'
    end as day_kind,
    modifier,
    range_part,
    coalesce(told_scope, scope) as scope,
    coalesce(told_role, role) as role,
    coalesce(try_cast(told_year as int), observation_year) as observation_year,
    case
        when told_as_of = 'none' then null
        else coalesce(try_cast(told_as_of as date), as_of)
    end as as_of,
    is_cumulative,
    -- whoever says the year of what names none has said its time
    case
        when period_type = 'unstated' and try_cast(told_year as int) is not null then 'year'
        else period_type
    end as period_type,
    told_jurisdiction,
    char_start,
    char_end,
    number_text,
    unit_text,
    rule_id,
    confidence,
    confidence_number,
    confidence_metric,
    confidence_scope,
    confidence_year,
    confidence_place,
    concat_ws(
        ';',
        confidence_reasons,
        case when rejection is not null or reader_count > 0 then 'verdict:' || verdict_ids end
    ) as confidence_reasons,
    correction_id,
    correction_reason,
    is_withdrawn,
    rejection,
    is_in_conflict,
    case when is_looked_at then reader_count else 0 end as verified_by_count,
    case when is_looked_at then verified_at end as verified_at
from heard
