with

lateness as (

    select * from {{ ref('int_report_lateness') }}

),

jurisdictions as (

    select * from {{ ref('dim_jurisdiction') }}

)

select
    lateness.lateness_id,
    lateness.jurisdiction_key,
    coalesce(jurisdictions.name_zh, lateness.jurisdiction_name) as jurisdiction_name,
    lateness.issuer,
    lateness.report_kind,
    lateness.year,
    lateness.due_on,
    lateness.published_on,
    lateness.published_basis,
    cast(lateness.days_late as int) as days_late,
    case
        when lateness.report_id is null then 'not_landed'
        when lateness.days_late is null then 'not_known'
        when lateness.days_late > 0 then 'late'
        -- what is signed in time may still be published late
        when lateness.published_basis = 'sign_off' then 'signed_in_time'
        else 'on_time'
    end as punctuality,
    lateness.report_id,
    lateness.address
from lateness
left join jurisdictions on lateness.jurisdiction_key = jurisdictions.jurisdiction_key
