-- What a register expects at an address, what fetching brought, and which report landed from it.
with

expected as (

    select * from {{ ref('stg_expected_reports') }}

),

attempts as (

    select * from {{ ref('stg_fetches') }}

),

last_attempts as (

    select * from attempts
    qualify row_number() over (partition by address order by fetch_no desc nulls last) = 1

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

),

versions as (

    select * from {{ ref('int_report_versions') }}
    where is_current

),

-- the ledger's last word on an address; a report that came from two addresses landed from one of them
last_words as (

    select
        source_uri,
        status,
        reason,
        report_id
    from {{ ref('stg_ledger') }}
    qualify row_number() over (partition by source_uri order by ledger_no desc nulls last) = 1

),

brought as (

    select
        source_uri as address,
        report_id
    from last_words
    union
    select
        address,
        report_id
    from versions

),

landed as (

    select
        brought.address,
        count(*) as report_count,
        min(versions.report_id) as report_id
    from brought
    inner join versions on brought.report_id = versions.report_id
    group by brought.address

),

-- a name that one division alone bears today
named as (

    select
        name_zh,
        min(jurisdiction_code) as jurisdiction_key
    from {{ ref('jurisdictions') }}
    where is_current
    group by name_zh
    having count(*) = 1

)

select
    expected.address,
    expected.issuer,
    expected.jurisdiction_name,
    coalesce(versions.jurisdiction_key, named.jurisdiction_key) as jurisdiction_key,
    expected.report_year,
    expected.report_kind,
    case
        when last_attempts.outcome is null then 'expected'
        when last_attempts.outcome = 'unchanged' then 'found'
        else last_attempts.outcome
    end as state,
    coalesce(counted.is_held, false) as is_held,
    coalesce(landed.report_count, 0) as report_count,
    landed.report_id,
    last_words.status as landing_status,
    coalesce(last_attempts.reason_code, case when last_words.status = 'refused' then 'not_landed' end) as reason_code,
    coalesce(last_attempts.reason, case when last_words.status = 'refused' then last_words.reason end) as reason,
    last_attempts.http_status,
    last_attempts.final_address,
    coalesce(counted.attempt_count, 0) as attempt_count,
    coalesce(counted.change_count, 0) as change_count,
    counted.first_found_at,
    counted.last_found_at,
    last_attempts.attempted_at as last_attempt_at
from expected
left join last_attempts on expected.address = last_attempts.address
left join counted on expected.address = counted.address
left join last_words on expected.address = last_words.source_uri
left join landed on expected.address = landed.address
left join versions on landed.report_id = versions.report_id
left join named on expected.jurisdiction_name = named.name_zh
