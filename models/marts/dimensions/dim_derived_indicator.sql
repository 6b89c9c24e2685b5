with

indicators as (

    select * from {{ ref('derived_indicators') }}

)

select
    indicator_code,
    kind,
    name_zh,
    name_en,
    numerator_metric,
    denominator_metric,
    multiplier,
    unit,
    reported_metric,
    standing_reason,
    formula_zh,
    formula_en,
    source,
    source_zh,
    other_denominators
from indicators
