with

landed as (

    select * from {{ source('raw', 'ocr_lines') }}

),

renamed as (

    select
        report_id,
        line_no,
        char_start,
        char_end,
        cast(confidence as decimal(4, 3)) as line_confidence
    from landed

)

select * from renamed
