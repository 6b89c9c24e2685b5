-- The names of what lies below the division that a report is of: in full, as they stand in any place of a sentence, and
-- in short, as they begin a clause (丹徒收到33件). A short name that is a word of the language is none.
{%- set word_of_the_language = '^(?:' ~ word_class('place_or_word') ~ ')$' %}
with

reports as (

    select * from {{ ref('int_reports') }}

),

divisions as (

    select * from {{ ref('jurisdictions') }}

),

zones as (

    select * from {{ ref('int_zones') }}

),

named as (

    select
        parent_code as above_key,
        name_zh as name,
        short_name_zh as short_name
    from divisions
    union
    -- the counties of a province's prefectures
    select
        province_code,
        name_zh,
        short_name_zh
    from divisions
    where level = 'county' and length(name_zh) > 2
    union
    select
        parent_key,
        name_zh,
        cast(null as string) as short_name
    from zones
    union
    select
        parent_key,
        short_name_zh,
        cast(null as string) as short_name
    from zones

),

lower_names as (

    select
        reports.report_id,
        named.name,
        case
            when
                named.short_name <> named.name
                and length(named.short_name) > 1
                and not {{ matches('named.short_name', quoted(word_of_the_language)) }}
                -- 南昌 is 南昌市 in its report, 南昌县 or not
                and not {{ is_begun_by('reports.jurisdiction_name', 'named.short_name') }}
                then named.short_name
        end as short_name
    from reports
    inner join named
        on
            reports.parent_key = named.above_key
            and reports.level <> 'zone'

)

select
    report_id,
    {{ list_in_order('name') }} as names,
    {{ list_in_order("',' || short_name") }} as short_names,
    {{ list_in_order("concat_ws(' ', coalesce(short_name, name), name)") }} as told_names
from lower_names
group by report_id
