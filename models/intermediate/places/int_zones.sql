-- The development zones and new areas that are known by name, each under its parent.
with

zones as (

    select * from {{ ref('zones') }}

),

divisions as (

    select * from {{ ref('jurisdictions') }}

),

placed as (

    select
        zones.*,
        parents.province_code,
        parents.name_zh as parent_name,
        parents.short_name_zh as parent_short_name,
        provinces.short_name_zh as province_short_name
    from zones
    inner join divisions as parents on zones.parent_code = parents.jurisdiction_code
    inner join divisions as provinces on parents.province_code = provinces.jurisdiction_code

),

-- 河北衡水高新区 is 衡水高新区; 吉林高新区 is the city's, not the province's
within_province as (

    select
        *,
        case
            when {{ begins_with('name_zh', "concat_ws('', province_short_name, parent_short_name)") }}
                then substring(name_zh, length(province_short_name) + 1)
            else name_zh
        end as own_name
    from placed

),

shortened as (

    select
        *,
        {{ zone_short_name('own_name', 'parent_name', 'parent_short_name') }} as short_name_zh
    from within_province

)

select
    {{ jurisdiction_key('parent_code', 'short_name_zh', "'zone'") }} as zone_key,
    zone_code,
    name_zh,
    short_name_zh,
    zone_kind,
    parent_code as parent_key,
    parent_short_name,
    province_code as province_key,
    province_short_name,
    since
from shortened
