-- Reports are due on 1 April of the year after. The day of publication is what the page or the sign-off states; a day
-- before the last month of that year belongs to something else and counts as not known.
with

reports as (

    select * from {{ ref('int_report_versions') }}
    where is_current and report_year is not null

),

missing as (

    select * from {{ ref('int_expected_reports') }}
    where report_count = 0 and report_year is not null

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
        case when published_on > {{ day_of('report_year', 12, 1) }} then published_on end as published_on,
        {{ first_match('identity_basis', "'published:([a-z_]+)'") }} as published_basis,
        {{ day_of('report_year + 1', 4, 1) }} as due_on
    from reports
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

)

select
    lateness_id,
    report_id,
    address,
    jurisdiction_key,
    jurisdiction_name,
    issuer,
    report_kind,
    year,
    due_on,
    published_on,
    case when published_on is not null then published_basis end as published_basis,
    {{ days_between('due_on', 'published_on') }} as days_late
from due
