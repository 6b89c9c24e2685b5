with

landed as (

    select * from {{ source('raw', 'verdicts') }}

),

renamed as (

    select
        -- keys
        verdict_id,
        follows as followed_id,
        report_sha256,
        left(report_sha256, 16) as report_id,

        -- what it is about
        part,
        number_text,
        sentence_sha256,

        -- what it says
        decision,
        value_before,
        value_after,
        note,

        -- numbers
        char_start,
        verdict_no,

        -- dates
        decided_at,

        -- lineage
        reader,
        reader_role,
        is_blind,
        rule_ids,
        queue,
        sample_id,
        source
    from landed

)

select * from renamed
