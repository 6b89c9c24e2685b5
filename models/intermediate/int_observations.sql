-- The figures that measure a metric, each with how sure the reading is, from 0 to 1, and why. What each thing takes off
-- is set by what was measured (docs/measuring.md).
with

observations as (

    select * from {{ ref('int_observation_values') }}

),

weighed as (

    select
        *,
        cast(
            case when is_of_own_terms then 0.99 else 0.96 end
            - case when topic_basis = 'item' then 0.02 when topic_basis in ('heading', 'none') then 0.06 else 0 end
            - case when claim_basis <> 'wording' then 0.02 else 0 end
            - case when scope_basis = 'report' then 0.03 else 0 end
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
    from observations

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
    confidence_reasons
from weighed
