with

counted as (

    select * from {{ ref('int_run_rows') }}

)

select
    run_row_id,
    run_id,
    started_at,
    table_name,
    row_count,
    row_count_change
from counted
