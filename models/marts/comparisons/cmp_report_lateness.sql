-- Reports are due on 1 April of the year after. The day of publication is what the page or the sign-off states; a day
-- before the last month of that year belongs to something else and counts as not known, and so does the day that an
-- address carries: a page that has moved has that of the move.
with

reports as (

    select * from {{ ref('int_report_versions') }}
    where is_current and report_year is not null

),

missing as (

    select * from {{ ref('int_expected_reports') }}
    where report_count = 0 and report_year is not null

),

dated as (

    select
        *,
        {{ first_match('identity_basis', "'published:([a-z_]+)'") }} as published_basis
    from reports

),

due as (

    select
        report_id as lateness_id,
        report_id,
        address,
        jurisdiction_key,
        jurisdiction_name,
        issuer,
        report_kind,
        report_year as year,
        case
            when published_on > {{ day_of('report_year', 12, 1) }} and published_basis <> 'address' then published_on
        end as published_on,
        published_basis,
        {{ day_of('report_year + 1', 4, 1) }} as due_on
    from dated
    union all
    select
        address as lateness_id,
        null as report_id,
        address,
        jurisdiction_key,
        jurisdiction_name,
        issuer,
        report_kind,
        report_year as year,
        null as published_on,
        null as published_basis,
        {{ day_of('report_year + 1', 4, 1) }} as due_on
    from missing

),

lateness as (

    select
        *,
        {{ days_between('due_on', 'published_on') }} as days_late
    from due

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
    case when lateness.published_on is not null then lateness.published_basis end as published_basis,
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
