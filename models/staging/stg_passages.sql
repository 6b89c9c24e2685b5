with

landed as (

    select * from {{ source('raw', 'passages') }}

),

renamed as (

    select
        report_id,
        passage_no,
        item_no,
        kind as passage_kind,
        is_report,
        char_start,
        char_end,
        text as passage_text,
        even_text,
        heading_path
    from landed

)

select * from renamed
