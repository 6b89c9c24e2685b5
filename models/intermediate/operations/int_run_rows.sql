-- The rows of each table at each run, and how many more or fewer they are than at the run before that counted them.
with

counted as (

    select * from {{ ref('stg_run_rows') }}

),

runs as (

    select
        run_id,
        run_no,
        started_at
    from {{ ref('stg_runs') }}

)

select
    {{ key_of(['counted.run_id', 'counted.table_name']) }} as run_row_id,
    counted.run_id,
    counted.table_name,
    counted.row_count,
    counted.row_count
    - lag(counted.row_count) over (
        partition by counted.table_name
        order by runs.run_no nulls last
    ) as row_count_change,
    runs.started_at
from counted
inner join runs on counted.run_id = runs.run_id
