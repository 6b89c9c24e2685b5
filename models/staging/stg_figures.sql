with

landed as (

    select * from {{ source('raw', 'figures') }}

),

renamed as (

    select
        -- keys
        figure_id,
        report_id,
        passage_no,

        -- text as printed
        number_text,
        unit,
        unit_text,
        unit_basis,
        label_before,
        label_after,
        list_labels,
        modifier,
        numeral,
        range_part,
        damage,
        is_readable,

        -- numbers
        value,

        -- lineage
        char_start,
        char_end,
        clause_start,
        clause_end,
        compared_start
    from landed

)

select * from renamed
