-- The figures that measure a metric, each with how sure every part of the reading is and the whole of it, from 0 to 1,
-- and why. The whole is right where all parts are: the product of their probabilities. What each signal weighs is set
-- by what was measured (docs/measuring.md).
with

observations as (

    select * from {{ ref('int_observation_values') }}

),

signals as (

    select
        observation_id,
        {{ part_confidence('number') }} as number_confidence,
        {{ part_confidence('metric') }} as metric_confidence,
        {{ part_confidence('scope') }} as scope_confidence,
        {{ part_confidence('year') }} as year_confidence
    from {{ ref('int_observation_signals') }}

),

reports as (

    select
        report_id,
        jurisdiction_confidence,
        year_confidence
    from {{ ref('int_report_identity') }}

),

weighed as (

    select
        observations.*,
        {{ as_confidence('signals.number_confidence') }} as confidence_number,
        {{ as_confidence('signals.metric_confidence') }} as confidence_metric,
        {{ as_confidence('signals.scope_confidence') }} as confidence_scope,
        -- what is not told is not claimed
        {{ as_confidence('signals.year_confidence * coalesce(reports.year_confidence, 1)') }} as confidence_year,
        {{ as_confidence('coalesce(reports.jurisdiction_confidence, 1)') }} as confidence_place,
        {{ as_confidence(
            'signals.number_confidence * signals.metric_confidence * signals.scope_confidence * signals.year_confidence'
            ~ ' * coalesce(reports.year_confidence, 1) * coalesce(reports.jurisdiction_confidence, 1)'
        ) }} as confidence,
        concat_ws(
            ';',
            concat_ws('', 'terms:', case when observations.is_of_own_terms then 'own' else 'shared' end),
            concat_ws('', 'topic:', observations.topic_basis),
            concat_ws('', 'claim:', observations.claim_basis),
            concat_ws('', 'scope:', observations.scope_basis),
            'other words:' || observations.other_words,
            case when observations.joins_things then 'several things' end,
            case when observations.unit_basis <> 'printed' then concat_ws('', 'unit:', observations.unit_basis) end,
            case when observations.damage is not null then concat_ws('', 'damage:', observations.damage) end,
            case when observations.numeral = 'han' then 'chinese numeral' end,
            case when observations.is_ocr then 'recognised in a picture' end
        ) as confidence_reasons
    from observations
    inner join signals on observations.observation_id = signals.observation_id
    inner join reports on observations.report_id = reports.report_id

)

select
    observation_id,
    figure_id,
    report_id,
    passage_no,
    metric_code,
    rule_id,
    claim_basis,
    topic_basis,
    unit_class,
    metric_unit,
    kind,
    char_start,
    char_end,
    number_text,
    stated_value,
    stated_unit,
    unit_basis,
    unit_text,
    modifier,
    numeral,
    range_part,
    damage,
    canonical_unit,
    role,
    is_fall,
    observation_year,
    as_of,
    is_cumulative,
    period_type,
    scope,
    scope_basis,
    is_of_own_terms,
    other_words,
    joins_things,
    is_ocr,
    value,
    unit,
    day_kind,
    confidence,
    confidence_number,
    confidence_metric,
    confidence_scope,
    confidence_year,
    confidence_place,
    confidence_reasons
from weighed
