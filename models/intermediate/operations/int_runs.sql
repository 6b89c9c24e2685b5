-- Each run with how long it took and how many facts it left.
with

runs as (

    select * from {{ ref('stg_runs') }}

),

facts as (

    select
        run_id,
        row_count
    from {{ ref('stg_run_rows') }}
    where table_name = 'marts.fct_observations'

)

select
    runs.run_id,
    runs.load_id,
    runs.source_root,
    runs.steps,
    runs.outcome,
    runs.failed_step,
    runs.reason_code,
    runs.reason,
    runs.run_no,
    runs.files_seen,
    runs.new_reports,
    runs.new_versions,
    runs.unchanged,
    runs.refused,
    runs.reread,
    runs.models_built,
    runs.tests_passed,
    runs.tests_warned,
    runs.tests_failed,
    runs.started_at,
    runs.ended_at,
    runs.inputs_hash,
    runs.seeds_hash,
    runs.reading_version,
    runs.fazhi_version,
    runs.dbt_version,
    runs.duckdb_version,
    {{ seconds_between('runs.started_at', 'runs.ended_at') }} as seconds,
    facts.row_count as observation_count
from runs
left join facts on runs.run_id = facts.run_id
