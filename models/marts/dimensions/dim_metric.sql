with

catalogue as (

    select * from {{ ref('metrics') }}

)

select
    metric_code,
    case_type,
    stage,
    name_zh,
    name_en,
    unit,
    kind,
    fact,
    definition,
    default_scope,
    edition,
    legal_basis,
    {{ panel_name() }} as short_code
from catalogue
