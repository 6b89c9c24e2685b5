-- Without the text: only tests read it, at its source.
with

landed as (

    select * from {{ source('raw', 'reports') }}

),

renamed as (

    select
        -- keys
        report_id,
        source_uri,
        source_name,
        sha256,

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
        converter,
        coalesce(is_ocr, false) as is_ocr,

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

select * from renamed
