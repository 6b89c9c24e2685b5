-- Every landed version of every report, with the division it is about.
with

reports as (

    select * from {{ ref('stg_reports') }}

),

keyed as (

    select
        report_id,
        source_uri,
        source_name,
        address,
        sha256,
        version_no,
        is_current,
        title,
        issuer,
        report_kind,
        level,
        jurisdiction_name,
        {{ jurisdiction_key('jurisdiction_code', 'jurisdiction_name', 'level') }} as jurisdiction_key,
        jurisdiction_code as parent_key,
        report_year,
        published_on,
        identity_basis,
        format,
        encoding,
        char_count,
        landed_at,
        load_id
    from reports

)

select * from keyed
