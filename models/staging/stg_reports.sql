with

landed as (

    select * from {{ source('raw', 'reports') }}

),

versioned as (

    select
        -- keys
        report_id,
        source_uri,
        source_name,
        sha256,
        row_number() over (partition by source_uri order by landed_at, report_id) as version_no,
        row_number() over (partition by source_uri order by landed_at desc, report_id desc) = 1 as is_current,

        -- text as printed
        title,
        issuer,
        jurisdiction_name,
        jurisdiction_code,
        level,
        report_kind,
        identity_basis,
        address,
        format,
        encoding,
        text,

        -- numbers
        char_count,
        byte_count,

        -- dates
        report_year,
        published_on,

        -- lineage
        landed_at,
        load_id
    from landed

)

select * from versioned
