with

reports as (

    select * from {{ ref('int_report_versions') }}

),

copies as (

    select * from {{ ref('int_report_copies') }}
    where speaks

),

figures as (

    select
        report_id,
        count(*) as figure_count,
        sum(observation_count) as observation_count
    from {{ ref('int_figure_dispositions') }}
    group by report_id

)

select
    reports.report_id,
    reports.source_name,
    reports.source_uri,
    reports.address,
    reports.title,
    reports.issuer,
    reports.jurisdiction_key,
    reports.report_kind,
    reports.level,
    reports.report_year,
    reports.published_on,
    cast(reports.version_no as int) as version_no,
    reports.is_current,
    reports.withdrawn_reason,
    copies.other_report_id as copy_of,
    reports.identity_basis,
    reports.jurisdiction_confidence,
    reports.jurisdiction_clues,
    reports.issuer_confidence,
    reports.issuer_clues,
    reports.year_confidence,
    reports.year_clues,
    reports.identity_obstacle,
    reports.format,
    reports.encoding,
    reports.converter,
    reports.is_ocr,
    reports.char_count,
    reports.sha256,
    reports.landed_at,
    reports.load_id,
    cast(coalesce(figures.figure_count, 0) as int) as figure_count,
    cast(coalesce(figures.observation_count, 0) as int) as observation_count
from reports
left join copies on reports.report_id = copies.report_id
left join figures on reports.report_id = figures.report_id
