-- What became of each fact at all builds, this one included, so that its values at any of them can be looked up.
with

kept as (

    select * from {{ ref('stg_fact_history') }}

),

changes as (

    select * from {{ ref('int_fact_changes') }}

)

select
    {{ fact_change_columns() }}
from kept
union all
select
    {{ fact_change_columns() }}
from changes
