with

expected as (

    select * from {{ source('raw', 'expected') }}

),

renamed as (

    select
        address,
        issuer,
        jurisdiction as jurisdiction_name,
        year as report_year,
        kind as report_kind,
        load_id
    from expected

)

select * from renamed
