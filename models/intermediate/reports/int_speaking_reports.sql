-- The reports that make facts: the newest version of each, and of a report that landed twice over the one that speaks.
-- Whose place or year is not sure makes none.
with

reports as (

    select * from {{ ref('int_reports') }}

),

copies as (

    select report_id
    from {{ ref('int_report_copies') }}
    where speaks

)

select
    reports.report_id,
    reports.source_name,
    reports.title,
    reports.issuer,
    reports.report_kind,
    reports.level,
    reports.jurisdiction_name,
    reports.report_year,
    reports.jurisdiction_key,
    reports.parent_key
from reports
left join copies on reports.report_id = copies.report_id
where reports.is_current and reports.identity_obstacle is null and copies.report_id is null
