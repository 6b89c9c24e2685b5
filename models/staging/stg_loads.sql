with

landed as (

    select * from {{ source('raw', 'loads') }}

),

renamed as (

    select
        -- keys
        load_id,
        source_root,

        -- numbers
        files_seen,
        landed as landed_count,
        unchanged as unchanged_count,
        refused as refused_count,

        -- dates
        started_at,
        finished_at,

        -- lineage
        tool_version
    from landed

)

select * from renamed
