with

divisions as (

    select * from {{ ref('jurisdictions') }}

),

reports as (

    select * from {{ ref('int_report_versions') }}

),

coded as (

    select
        jurisdiction_code as jurisdiction_key,
        name_zh,
        short_name_zh,
        name_en,
        level,
        parent_code as parent_key,
        province_code as province_key,
        true as is_coded,
        is_current
    from divisions

),

-- Development zones stand in no official list: those that reports are about, each under its parent.
zones as (

    select distinct
        reports.jurisdiction_key,
        reports.jurisdiction_name as name_zh,
        reports.jurisdiction_name as short_name_zh,
        cast(null as string) as name_en,
        'zone' as level,
        divisions.jurisdiction_code as parent_key,
        divisions.province_code as province_key,
        false as is_coded,
        true as is_current
    from reports
    left join divisions on reports.parent_key = divisions.jurisdiction_code
    where reports.level = 'zone' and reports.jurisdiction_key is not null

)

select * from coded
union all
select * from zones
