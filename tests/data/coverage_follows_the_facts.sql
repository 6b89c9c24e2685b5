-- What aud_coverage calls reported is in the facts, and every level that the facts hold within its years is reported.
with

coverage as (

    select * from {{ ref('aud_coverage') }}

),

stated as (

    select distinct
        jurisdiction_key,
        year,
        metric_code
    from {{ ref('fct_observations') }}
    where role = 'level'

)

select
    coverage.coverage_id,
    coverage.coverage
from coverage
left join stated
    on
        coverage.jurisdiction_key = stated.jurisdiction_key
        and coverage.year = stated.year
        and coverage.metric_code = stated.metric_code
where (coverage.coverage = 'reported') <> (stated.metric_code is not null)
