with

case_types as (

    select * from {{ ref('case_types') }}

)

select
    case_type,
    name_zh,
    name_en,
    definition
from case_types
