-- Figures that measure a metric, in the metric's own unit, with scope, role, year, cut-off and what speaks for or
-- against the reading.
with

metrics as (

    select * from {{ ref('int_figure_metrics') }}

),

figures as (

    select * from {{ ref('stg_figures') }}

),

catalogue as (

    select * from {{ ref('metrics') }}

),

roles as (

    select * from {{ ref('int_figure_roles') }}

),

periods as (

    select * from {{ ref('int_figure_periods') }}

),

scopes as (

    select * from {{ ref('int_figure_scopes') }}

),

case_types as (

    select * from {{ ref('case_types') }}

),

signals as (

    select * from {{ ref('int_label_signals') }}

),

units as (

    select * from {{ ref('units') }}

),

pages as (

    select * from {{ ref('int_printed_pages') }}

),

joined as (

    select
        concat_ws('', metrics.figure_id, ':', metrics.metric_code) as observation_id,
        metrics.figure_id,
        metrics.report_id,
        metrics.passage_no,
        metrics.metric_code,
        metrics.rule_id,
        metrics.claim_basis,
        metrics.topic_basis,
        metrics.unit_class,
        catalogue.unit as metric_unit,
        catalogue.kind,
        coalesce(case_types.has_own_terms, false) or catalogue.kind = 'rate' as is_of_own_terms,
        figures.char_start,
        figures.char_end,
        figures.number_text,
        figures.value as stated_value,
        figures.unit as stated_unit,
        figures.unit_basis,
        figures.unit_text,
        figures.modifier,
        figures.numeral,
        figures.range_part,
        figures.damage,
        coalesce(units.canonical_unit, figures.unit) as canonical_unit,
        roles.role,
        roles.is_fall,
        periods.observation_year,
        periods.as_of,
        periods.is_cumulative,
        periods.period_type,
        scopes.scope,
        scopes.scope_basis,
        signals.other_words,
        coalesce(signals.joins_things, false) as joins_things,
        coalesce(pages.is_ocr, false) as is_ocr
    from metrics
    inner join figures on metrics.figure_id = figures.figure_id
    inner join catalogue on metrics.metric_code = catalogue.metric_code
    inner join roles
        on
            metrics.figure_id = roles.figure_id
            and metrics.label_no = roles.label_no
    inner join periods
        on
            metrics.figure_id = periods.figure_id
            and metrics.label_no = periods.label_no
    inner join scopes
        on
            metrics.figure_id = scopes.figure_id
            and metrics.label_no = scopes.label_no
    left join case_types on catalogue.case_type = case_types.case_type
    left join signals on metrics.wording = signals.wording
    left join units on figures.unit = units.unit
    left join pages on metrics.figure_id = pages.figure_id
    -- one figure may measure two metrics, but each of them once
    qualify row_number() over (
        partition by metrics.figure_id, metrics.metric_code
        order by metrics.label_no nulls last
    ) = 1

),

scaled as (

    select
        *,
        cast(
            -- of one digit: the product of wider ones has fewer decimals on some engines
            cast(case when is_fall then -1 else 1 end as decimal(1, 0))
            * {{ in_metrics_unit('kind', 'unit_class', 'stated_value') }} as decimal(28, 10)
        ) as value,
        case
            when role = 'change' and unit_class in ('percent', 'multiple', 'point', 'change') then canonical_unit
            when unit_class in ('calendar_days', 'hours') then canonical_unit
            else metric_unit
        end as unit,
        case
            when unit_class = 'working_days' then 'working'
            when unit_class = 'calendar_days' then 'calendar'
            when kind = 'duration' then 'unstated'
        end as day_kind
    from joined

)

select * from scaled
