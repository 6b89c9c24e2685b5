-- A superseded version of a report, and a report that was landed twice over, make no facts.
with

observations as (

    select * from {{ ref('fct_observations') }}

),

reports as (

    select * from {{ ref('dim_report') }}

)

select
    observations.observation_id,
    reports.source_uri,
    reports.version_no
from observations
left join reports on observations.report_id = reports.report_id
where reports.is_current is null or not reports.is_current or reports.copy_of is not null
