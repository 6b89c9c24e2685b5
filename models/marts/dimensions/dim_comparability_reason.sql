with

reasons as (

    select * from {{ ref('comparability_reasons') }}

)

select
    reason_code,
    reason_order,
    severity,
    concerns,
    zh as reason_zh,
    en as reason_en,
    explanation
from reasons
