with

jurisdictions as (

    select * from {{ ref('int_jurisdictions') }}

)

select
    jurisdiction_key,
    name_zh,
    short_name_zh,
    name_en,
    level,
    parent_key,
    prefecture_key,
    province_key,
    is_coded,
    is_current,
    valid_from,
    valid_to,
    change_kind,
    changed_in,
    successor_key,
    population,
    population_year,
    population_source
from jurisdictions
