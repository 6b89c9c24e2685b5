with

landed as (

    select * from {{ source('raw', 'ledger') }}

),

numbered as (

    select
        -- keys
        load_id,
        row_number() over (
            partition by load_id
            order by source_uri nulls last, recorded_at nulls last, sha256 nulls last
        ) as entry_no,
        source_uri,
        source_name,
        sha256,
        report_id,

        -- what became of it
        status,
        reason_code,
        reason,

        -- numbers
        ledger_no,
        byte_count,

        -- dates
        recorded_at
    from landed

)

select * from numbered
