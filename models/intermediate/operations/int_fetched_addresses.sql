-- What the log of the store tells of an address, its last attempt first.
with

attempts as (

    select * from {{ ref('stg_fetches') }}

),

last_attempts as (

    select * from attempts
    qualify row_number() over (partition by address order by fetch_no desc) = 1

),

counted as (

    select
        address,
        count(*) as attempt_count,
        sum(case when outcome = 'changed' then 1 else 0 end) as change_count,
        count(sha256) > 0 as is_held,
        min(case when sha256 is not null then attempted_at end) as first_found_at,
        max(case when sha256 is not null then attempted_at end) as last_found_at
    from attempts
    group by address

)

select
    last_attempts.address,
    last_attempts.outcome,
    last_attempts.attempted_at as last_attempt_at,
    last_attempts.http_status,
    last_attempts.reason_code,
    last_attempts.reason,
    last_attempts.final_address,
    counted.attempt_count,
    counted.change_count,
    counted.is_held,
    counted.first_found_at,
    counted.last_found_at
from last_attempts
inner join counted on last_attempts.address = counted.address
