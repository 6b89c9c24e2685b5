with

fetches as (

    select * from {{ source('raw', 'fetches') }}

),

renamed as (

    select
        -- keys
        address,
        final_address,
        sha256,

        -- what came of it
        outcome,
        status as http_status,
        reason_code,
        reason,
        content_type,
        etag,
        last_modified,

        -- numbers
        fetch_no,
        byte_count,

        -- dates
        attempted_at,

        -- lineage
        load_id
    from fetches

)

select * from renamed
