with

landed as (

    select * from {{ source('raw', 'report_clues') }}

),

renamed as (

    select
        -- keys
        report_id,
        clue_no,

        -- text as printed
        text as clue_text,

        -- what it says
        about,
        clue_kind,
        value as clue_value,
        code as jurisdiction_code,
        level,

        -- numbers
        mentions,
        char_start,
        char_end
    from landed

)

select * from renamed
