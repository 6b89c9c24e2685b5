with

named as (

    select * from {{ ref('int_check_observations') }}

)

select
    check_id,
    observation_id,
    report_id,
    outcome
from named
