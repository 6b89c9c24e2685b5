-- The newest version of each report: facts come from these alone.
with

versions as (

    select * from {{ ref('int_report_versions') }}

)

select
    report_id,
    source_name,
    title,
    issuer,
    report_kind,
    level,
    jurisdiction_name,
    report_year,
    jurisdiction_key,
    parent_key
from versions
where is_current
