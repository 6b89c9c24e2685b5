with

counted as (

    select * from {{ source('operations', 'run_rows') }}

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
