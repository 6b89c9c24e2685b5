-- Figures that measure a metric, in the metric's own unit, with scope, role, year, cut-off and confidence.
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
        concat(metrics.figure_id, ':', metrics.metric_code) as observation_id,
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
        order by metrics.label_no
    ) = 1

),

scaled as (

    select
        *,
        cast(
            case when is_fall then -1 else 1 end
            * case
                when kind = 'ratio' and unit_class = 'percent' then stated_value / 100
                when kind = 'rate' and unit_class = 'share' then stated_value * 100
                else stated_value
            end as decimal(28, 10)
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

),

-- What each thing takes off is set by what was measured: docs/measuring.md.
weighed as (

    select
        *,
        cast(
            case when is_of_own_terms then 0.99 else 0.96 end
            - case when topic_basis = 'item' then 0.02 when topic_basis in ('heading', 'none') then 0.06 else 0 end
            - case when claim_basis <> 'wording' then 0.02 else 0 end
            - case when other_words is not null then 0.03 else 0 end
            - case when joins_things then 0.03 else 0 end
            - case when unit_basis = 'inferred' then 0.15 when unit_basis = 'none' then 0.20 else 0 end
            - case when damage is not null and unit_basis not in ('inferred', 'none') then 0.10 else 0 end
            - case when numeral = 'han' and unit_class <> 'percent' then 0.25 when numeral = 'han' then 0.10 else 0 end
            - case when is_ocr then 0.10 else 0 end
            as decimal(4, 2)
        ) as confidence,
        concat_ws(
            ';',
            concat('terms:', case when is_of_own_terms then 'own' else 'shared' end),
            concat('topic:', topic_basis),
            concat('claim:', claim_basis),
            concat('scope:', scope_basis),
            'other words:' || other_words,
            case when joins_things then 'several things' end,
            case when unit_basis <> 'printed' then concat('unit:', unit_basis) end,
            case when damage is not null then concat('damage:', damage) end,
            case when numeral = 'han' then 'chinese numeral' end,
            case when is_ocr then 'recognised in a picture' end
        ) as confidence_reasons
    from scaled

)

select * from weighed
