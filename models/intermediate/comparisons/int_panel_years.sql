-- The years of each jurisdiction in the panel: from the first to the last that a report of its government is about or
-- that a number is taken for, without a gap.
with

reports as (

    select
        jurisdiction_key,
        report_year as year,
        cast(count(*) as int) as report_count
    from {{ ref('int_speaking_reports') }}
    where report_kind <> 'department' and jurisdiction_key is not null and report_year is not null
    group by jurisdiction_key, report_year

),

stated as (

    select distinct
        jurisdiction_key,
        year
    from {{ ref('int_panel_statements') }}
    where place_no = 1 and obstacle_code is null

),

known as (

    select
        jurisdiction_key,
        year
    from reports
    union
    select
        jurisdiction_key,
        year
    from stated

),

spans as (

    select
        jurisdiction_key,
        min(year) as first_year,
        max(year) as last_year
    from known
    group by jurisdiction_key

),

years as (

    select
        jurisdiction_key,
        {{ each_year('first_year', 'last_year') }} as year
    from spans

)

select
    years.jurisdiction_key,
    years.year,
    coalesce(reports.report_count, 0) as report_count
from years
left join reports
    on
        years.jurisdiction_key = reports.jurisdiction_key
        and years.year = reports.year
