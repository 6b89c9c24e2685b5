with

landed as (

    select * from {{ source('raw', 'second_readings') }}

),

renamed as (

    select
        -- keys
        figure_id,
        model,
        report_id,
        passage_no,

        -- text as printed
        number_text,

        -- what is read
        metric_code,
        scope,
        role,
        year,

        -- dates
        asked_at,

        -- lineage
        prompt_version
    from landed

)

select * from renamed
