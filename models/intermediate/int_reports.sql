-- The newest version of each report, with the division it is about: facts come from these alone.
with

reports as (

    select * from {{ ref('stg_reports') }}

),

current_versions as (

    select * from reports where is_current

),

keyed as (

    select
        report_id,
        source_name,
        title,
        issuer,
        report_kind,
        level,
        jurisdiction_name,
        report_year,
        -- A development zone has no code of its own: it stands under its parent's.
        case
            when jurisdiction_name is null then null
            when level = 'zone' then concat(coalesce(jurisdiction_code, '000000'), '-', jurisdiction_name)
            else jurisdiction_code
        end as jurisdiction_key,
        jurisdiction_code as parent_key
    from current_versions

)

select * from keyed
