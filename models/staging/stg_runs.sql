with

noted as (

    select * from {{ source('operations', 'runs') }}

),

renamed as (

    select
        -- keys
        run_id,
        load_id,
        source_root,

        -- what became of it
        steps,
        outcome,
        failed_step,
        reason_code,
        reason,

        -- numbers
        run_no,
        files_seen,
        new_reports,
        new_versions,
        unchanged,
        refused,
        reread,
        models_built,
        tests_passed,
        tests_warned,
        tests_failed,

        -- dates
        started_at,
        ended_at,

        -- lineage
        inputs_hash,
        seeds_hash,
        reading_version,
        fazhi_version,
        dbt_version,
        duckdb_version
    from noted

)

select * from renamed
