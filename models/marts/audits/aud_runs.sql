with

runs as (

    select * from {{ ref('int_runs') }}

)

select
    run_id,
    started_at,
    ended_at,
    cast(seconds as int) as seconds,
    steps,
    outcome,
    failed_step,
    reason_code,
    load_id,
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
    observation_count,
    fazhi_version,
    dbt_version,
    duckdb_version,
    reading_version,
    seeds_hash,
    inputs_hash
from runs
