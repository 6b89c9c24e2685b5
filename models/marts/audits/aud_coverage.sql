-- What is known of each metric in each year between a division's first and last landed report, and why nothing is where
-- nothing is. A missing number is never 0.
with

reports as (

    select *
    from {{ ref('int_speaking_reports') }}
    where jurisdiction_key is not null and report_year is not null

),

catalogue as (

    select * from {{ ref('metrics') }}

),

observations as (

    select * from {{ ref('int_accepted_observations') }}

),

claims as (

    select distinct
        figure_id,
        report_id,
        metric_code
    from {{ ref('int_figure_claims') }}

),

dispositions as (

    select * from {{ ref('int_figure_dispositions') }}

),

spans as (

    select
        jurisdiction_key,
        min(report_year) as first_year,
        max(report_year) as last_year
    from reports
    group by jurisdiction_key

),

years as (

    select
        jurisdiction_key,
        {{ each_year('first_year', 'last_year') }} as year
    from spans

),

landed as (

    select
        jurisdiction_key,
        report_year as year,
        cast(count(*) as int) as report_count,
        max(case when report_kind <> 'department' then 1 else 0 end) = 1 as has_government_report
    from reports
    group by jurisdiction_key, report_year

),

stated as (

    select
        jurisdiction_key,
        year,
        metric_code,
        cast(count(case when role = 'level' then 1 end) as int) as observation_count,
        max(case when role = 'prior' then 1 else 0 end) = 1 as is_in_a_later_report,
        coalesce(
            {{ first_by("case when role = 'level' then observation_id end", 'observation_id') }},
            {{ first_by("case when role = 'prior' then observation_id end", 'observation_id') }}
        ) as example_observation_id
    from observations
    where role in ('level', 'prior')
    group by jurisdiction_key, year, metric_code

),

set_aside as (

    select
        reports.jurisdiction_key,
        reports.report_year as year,
        claims.metric_code,
        cast(count(*) as int) as set_aside_count,
        {{ first_by('dispositions.reason', 'dispositions.figure_id') }} as set_aside_reason
    from claims
    inner join dispositions on claims.figure_id = dispositions.figure_id
    inner join reports on claims.report_id = reports.report_id
    where dispositions.disposition = 'set_aside' and dispositions.reason <> 'page furniture'
    group by reports.jurisdiction_key, reports.report_year, claims.metric_code

)

select
    {{ key_of(['years.jurisdiction_key', 'years.year', 'catalogue.metric_code']) }} as coverage_id,
    years.jurisdiction_key,
    years.year,
    catalogue.metric_code,
    case
        when coalesce(stated.observation_count, 0) > 0 then 'reported'
        when landed.report_count is null then 'report_missing'
        when set_aside.set_aside_count is not null then 'could_not_be_read'
        else 'not_reported'
    end as coverage,
    coalesce(stated.observation_count, 0) as observation_count,
    coalesce(stated.is_in_a_later_report, false) as is_in_a_later_report,
    coalesce(set_aside.set_aside_count, 0) as set_aside_count,
    set_aside.set_aside_reason,
    coalesce(landed.report_count, 0) as report_count,
    coalesce(landed.has_government_report, false) as has_government_report,
    stated.example_observation_id
from years
cross join catalogue
left join landed
    on
        years.jurisdiction_key = landed.jurisdiction_key
        and years.year = landed.year
left join stated
    on
        years.jurisdiction_key = stated.jurisdiction_key
        and years.year = stated.year
        and catalogue.metric_code = stated.metric_code
left join set_aside
    on
        years.jurisdiction_key = set_aside.jurisdiction_key
        and years.year = set_aside.year
        and catalogue.metric_code = set_aside.metric_code
