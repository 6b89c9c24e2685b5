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
    runs.*,
    {{ seconds_between('runs.started_at', 'runs.ended_at') }} as seconds,
    facts.row_count as observation_count
from runs
left join facts on runs.run_id = facts.run_id
