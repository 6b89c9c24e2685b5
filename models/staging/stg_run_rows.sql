with

counted as (

    select * from {{ source('raw', 'run_rows') }}

),

renamed as (

    select
        -- keys
        run_id,
        table_name,

        -- numbers
        row_count
    from counted

)

select * from renamed
