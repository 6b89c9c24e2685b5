with

landed as (

    select * from {{ source('raw', 'pages') }}

),

renamed as (

    select
        report_id,
        page_no,
        char_start,
        char_end,
        basis as page_basis,
        picture as page_picture
    from landed

)

select * from renamed
