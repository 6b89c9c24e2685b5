-- The divisions and zones, each with those above it, its dates, its successor and its residents.
with

divisions as (

    select * from {{ ref('jurisdictions') }}

),

listed_names as (

    select * from {{ ref('jurisdiction_names') }}

),

changes as (

    select * from {{ ref('jurisdiction_changes') }}

),

population as (

    select * from {{ ref('census_population') }}

),

known_zones as (

    select * from {{ ref('int_zones') }}

),

reports as (

    select * from {{ ref('int_report_versions') }}

),

coded as (

    select
        divisions.jurisdiction_code as jurisdiction_key,
        divisions.name_zh,
        divisions.short_name_zh,
        divisions.name_en,
        divisions.level,
        divisions.parent_code as parent_key,
        divisions.province_code as province_key,
        true as is_coded,
        divisions.is_current,
        case when listed_names.edition_before is not null then {{ edition_day('listed_names.first_edition') }} end
            as valid_from,
        {{ edition_day('listed_names.edition_after') }} as valid_to
    from divisions
    left join listed_names
        on
            divisions.jurisdiction_code = listed_names.jurisdiction_code
            and divisions.jurisdiction_code = listed_names.code
            and divisions.name_zh = listed_names.name_zh

),

-- Development zones stand in no official list: those that are known by name and those that reports are about.
reported_zones as (

    select distinct
        reports.jurisdiction_key,
        reports.zone_name as name_zh,
        reports.zone_name as short_name_zh,
        divisions.jurisdiction_code as parent_key,
        divisions.province_code as province_key
    from reports
    left join known_zones on reports.jurisdiction_key = known_zones.zone_key
    left join divisions on reports.parent_key = divisions.jurisdiction_code
    where reports.level = 'zone' and reports.jurisdiction_key is not null and known_zones.zone_key is null

),

zones as (

    select
        zone_key as jurisdiction_key,
        name_zh,
        short_name_zh,
        parent_key,
        province_key
    from known_zones
    union all
    select * from reported_zones

),

together as (

    select * from coded
    union all
    select
        jurisdiction_key,
        name_zh,
        short_name_zh,
        cast(null as string) as name_en,
        'zone' as level,
        parent_key,
        province_key,
        false as is_coded,
        true as is_current,
        cast(null as date) as valid_from,
        cast(null as date) as valid_to
    from zones

)

select
    together.jurisdiction_key,
    together.name_zh,
    together.short_name_zh,
    together.name_en,
    together.level,
    together.parent_key,
    -- a zone may lie in a county, whose parent is the prefecture
    case
        when together.level = 'prefecture' then together.jurisdiction_key
        when parents.level = 'prefecture' then parents.jurisdiction_code
        when grandparents.level = 'prefecture' then grandparents.jurisdiction_code
    end as prefecture_key,
    together.province_key,
    together.is_coded,
    together.is_current,
    together.valid_from,
    together.valid_to,
    changes.change_kind,
    changes.changed_in,
    changes.successor_code as successor_key,
    population.population,
    population.census_year as population_year,
    population.bulletin || '，' || population.bulletin_table as population_source
from together
left join divisions as parents on together.parent_key = parents.jurisdiction_code
left join divisions as grandparents on parents.parent_code = grandparents.jurisdiction_code
left join changes on together.jurisdiction_key = changes.jurisdiction_code
left join population on together.jurisdiction_key = population.jurisdiction_code
