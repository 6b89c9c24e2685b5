-- What a known zone may be called in a report's title: by itself, or behind its city or its province (青岛西海岸新区,
-- 江西赣江新区).
with

zones as (

    select * from {{ ref('int_zones') }}

),

named as (

    select
        zone_key,
        province_key,
        short_name_zh as zone_name
    from zones
    union
    select
        zone_key,
        province_key,
        concat_ws('', parent_short_name, short_name_zh) as zone_name
    from zones
    where not {{ begins_with('short_name_zh', 'parent_short_name') }}
    union
    select
        zone_key,
        province_key,
        concat_ws('', province_short_name, short_name_zh) as zone_name
    from zones

),

-- a name that two zones of a province might bear is neither's
counted as (

    select
        *,
        count(*) over (partition by province_key, zone_name) as zone_count
    from named

)

select
    concat_ws('|', province_key, zone_name) as zone_name_key,
    zone_key,
    province_key,
    zone_name
from counted
where zone_count = 1
