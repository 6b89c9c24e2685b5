with

jurisdictions as (

    select * from {{ ref('dim_jurisdiction') }}

),

listed_names as (

    select * from {{ ref('jurisdiction_names') }}

),

zone_names as (

    select * from {{ ref('int_zone_names') }}

),

reports as (

    select * from {{ ref('int_reports') }}
    where jurisdiction_key is not null

),

zone_reports as (

    select * from reports
    where level = 'zone'

),

-- Each report's own division and those above it, the nearest first: 我区 in a district's report is the district, 我市 the
-- city that it belongs to.
above as (

    select
        reports.report_id,
        jurisdictions.jurisdiction_key,
        jurisdictions.name_zh,
        case jurisdictions.jurisdiction_key
            when bodies.jurisdiction_key then 1
            when bodies.parent_key then 2
            when bodies.prefecture_key then 3
            else 4
        end as distance
    from reports
    inner join jurisdictions as bodies on reports.jurisdiction_key = bodies.jurisdiction_key
    inner join jurisdictions
        on
            jurisdictions.jurisdiction_key
            in (bodies.jurisdiction_key, bodies.parent_key, bodies.prefecture_key, bodies.province_key)

),

words as (

    select '我' as word
    union all
    select '本' as word

),

nearest as (

    select
        report_id,
        jurisdiction_key,
        right(name_zh, 1) as own_class
    from above
    where right(name_zh, 1) in ('省', '市', '州', '盟', '县', '区', '旗')
    qualify row_number() over (partition by report_id, right(name_zh, 1) order by distance nulls last) = 1

),

named as (

    select
        name_zh as alias,
        'full_name' as alias_kind,
        jurisdiction_key,
        cast(null as string) as report_id,
        valid_from,
        valid_to
    from jurisdictions
    union all
    select
        short_name_zh as alias,
        'short_name' as alias_kind,
        jurisdiction_key,
        cast(null as string) as report_id,
        valid_from,
        valid_to
    from jurisdictions
    where short_name_zh <> name_zh
    union all
    select
        listed_names.name_zh as alias,
        'former_name' as alias_kind,
        listed_names.jurisdiction_code as jurisdiction_key,
        cast(null as string) as report_id,
        min(
            case when listed_names.edition_before is not null then {{ edition_day('listed_names.first_edition') }} end
        ) as valid_from,
        max({{ edition_day('listed_names.edition_after') }}) as valid_to
    from listed_names
    inner join jurisdictions on listed_names.jurisdiction_code = jurisdictions.jurisdiction_key
    where listed_names.name_zh <> jurisdictions.name_zh
    group by listed_names.name_zh, listed_names.jurisdiction_code
    union all
    select
        zone_names.zone_name as alias,
        'zone_name' as alias_kind,
        zone_names.zone_key as jurisdiction_key,
        cast(null as string) as report_id,
        cast(null as date) as valid_from,
        cast(null as date) as valid_to
    from zone_names
    inner join jurisdictions on zone_names.zone_key = jurisdictions.jurisdiction_key
    where zone_names.zone_name not in (jurisdictions.name_zh, jurisdictions.short_name_zh)
    union all
    -- as its reports print it: 南昌高新技术产业开发区
    select distinct
        zone_reports.jurisdiction_name as alias,
        'as_printed' as alias_kind,
        zone_reports.jurisdiction_key,
        cast(null as string) as report_id,
        cast(null as date) as valid_from,
        cast(null as date) as valid_to
    from zone_reports
    inner join jurisdictions on zone_reports.jurisdiction_key = jurisdictions.jurisdiction_key
    left join zone_names
        on
            zone_reports.jurisdiction_key = zone_names.zone_key
            and zone_reports.jurisdiction_name = zone_names.zone_name
    where
        zone_names.zone_key is null
        and zone_reports.jurisdiction_name not in (jurisdictions.name_zh, jurisdictions.short_name_zh)
    union all
    select
        concat_ws('', words.word, nearest.own_class) as alias,
        'self_reference' as alias_kind,
        nearest.jurisdiction_key,
        nearest.report_id,
        cast(null as date) as valid_from,
        cast(null as date) as valid_to
    from nearest
    cross join words

)

select
    {{ key_of(['alias', 'jurisdiction_key', 'report_id', 'alias_kind']) }} as alias_key,
    alias,
    alias_kind,
    jurisdiction_key,
    report_id,
    valid_from,
    valid_to,
    cast(count(*) over (partition by alias, report_id) as int) as meaning_count
from named
