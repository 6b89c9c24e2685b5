-- What a government stated in one of its reports and in none of its later ones. Years without a report of its own
-- say nothing, and neither does a year whose figures in that wording could not be read: such a metric is left out.
with

coverage as (

    select * from {{ ref('aud_coverage') }}
    where has_government_report

),

observations as (

    select * from {{ ref('fct_observations') }}
    where role = 'level' and reporting_department is null

),

metrics as (

    select * from {{ ref('dim_metric') }}

),

jurisdictions as (

    select * from {{ ref('dim_jurisdiction') }}

),

-- Only what the government states of the year of a report of its own counts as stated.
stated as (

    select
        coverage.jurisdiction_key,
        coverage.metric_code,
        coverage.year,
        {{ first_by('observations.observation_id', 'observations.observation_id') }} as observation_id
    from coverage
    inner join observations
        on
            coverage.jurisdiction_key = observations.jurisdiction_key
            and coverage.metric_code = observations.metric_code
            and coverage.year = observations.year
    group by coverage.jurisdiction_key, coverage.metric_code, coverage.year

),

spans as (

    select
        jurisdiction_key,
        metric_code,
        min(year) as first_year_stated,
        max(year) as last_year_stated,
        cast(count(*) as int) as years_stated
    from stated
    group by jurisdiction_key, metric_code

),

later as (

    select
        spans.jurisdiction_key,
        spans.metric_code,
        min(coverage.year) as first_year_without,
        max(coverage.year) as last_year_without,
        cast(count(*) as int) as years_without,
        max(case when coverage.coverage = 'not_reported' then 0 else 1 end) = 1 as is_open
    from spans
    inner join coverage
        on
            spans.jurisdiction_key = coverage.jurisdiction_key
            and spans.metric_code = coverage.metric_code
            and spans.last_year_stated < coverage.year
    group by spans.jurisdiction_key, spans.metric_code

)

select
    {{ key_of(['spans.jurisdiction_key', 'spans.metric_code']) }} as stopped_id,
    spans.jurisdiction_key,
    jurisdictions.name_zh as jurisdiction_name,
    jurisdictions.level,
    spans.metric_code,
    metrics.name_zh as metric_name_zh,
    metrics.name_en as metric_name_en,
    spans.first_year_stated,
    spans.last_year_stated,
    spans.years_stated,
    later.first_year_without,
    later.last_year_without,
    later.years_without,
    stated.observation_id as last_observation_id
from spans
inner join later
    on
        spans.jurisdiction_key = later.jurisdiction_key
        and spans.metric_code = later.metric_code
inner join stated
    on
        spans.jurisdiction_key = stated.jurisdiction_key
        and spans.metric_code = stated.metric_code
        and spans.last_year_stated = stated.year
inner join metrics on spans.metric_code = metrics.metric_code
inner join jurisdictions on spans.jurisdiction_key = jurisdictions.jurisdiction_key
where not later.is_open
