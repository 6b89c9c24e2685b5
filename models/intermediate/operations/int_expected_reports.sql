-- What a register expects at an address, what fetching brought, and which report landed from it.
with

expected as (

    select * from {{ ref('stg_expected_reports') }}

),

fetched as (

    select * from {{ ref('int_fetched_addresses') }}

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
    qualify row_number() over (partition by source_uri order by ledger_no desc) = 1

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
        when fetched.outcome is null then 'expected'
        when fetched.outcome = 'unchanged' then 'found'
        else fetched.outcome
    end as state,
    coalesce(fetched.is_held, false) as is_held,
    coalesce(landed.report_count, 0) as report_count,
    landed.report_id,
    last_words.status as landing_status,
    coalesce(fetched.reason_code, case when last_words.status = 'refused' then 'not_landed' end) as reason_code,
    coalesce(fetched.reason, case when last_words.status = 'refused' then last_words.reason end) as reason,
    fetched.http_status,
    fetched.final_address,
    coalesce(fetched.attempt_count, 0) as attempt_count,
    coalesce(fetched.change_count, 0) as change_count,
    fetched.first_found_at,
    fetched.last_found_at,
    fetched.last_attempt_at
from expected
left join fetched on expected.address = fetched.address
left join last_words on expected.address = last_words.source_uri
left join landed on expected.address = landed.address
left join versions on landed.report_id = versions.report_id
left join named on expected.jurisdiction_name = named.name_zh
