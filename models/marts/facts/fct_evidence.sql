with

observations as (

    select * from {{ ref('int_accepted_observations') }}

),

reports as (

    select * from {{ ref('int_report_versions') }}

),

jurisdictions as (

    select * from {{ ref('dim_jurisdiction') }}

),

catalogue as (

    select * from {{ ref('metrics') }}

),

rules as (

    select * from {{ ref('wording_rules') }}

),

pages as (

    select * from {{ ref('int_printed_pages') }}

),

-- a figure that stands for several things has a topic for each: the first speaks for it
topics as (

    select
        figure_id,
        label_no,
        rule_id,
        topic,
        topic_basis
    from {{ ref('int_figure_metrics') }}
    qualify row_number() over (partition by figure_id, rule_id order by label_no nulls last) = 1

)

select
    observations.observation_id,
    observations.figure_id,
    observations.jurisdiction_key,
    coalesce(jurisdictions.name_zh, reports.jurisdiction_name) as jurisdiction_name,
    observations.reporting_department,
    observations.metric_code,
    catalogue.name_zh as metric_name_zh,
    observations.year,
    observations.as_of,
    observations.is_cumulative,
    observations.period_type,
    observations.scope,
    observations.role,
    observations.value,
    observations.unit,
    observations.modifier,
    observations.range_part,
    observations.day_kind,
    observations.report_id,
    reports.source_name,
    reports.title,
    observations.char_start,
    observations.char_end,
    pages.page_no,
    coalesce(pages.is_ocr, false) as is_ocr,
    pages.line_confidence,
    pages.page_picture,
    reports.converter,
    observations.number_text,
    observations.unit_as_written,
    observations.heading_path,
    observations.sentence_start,
    {{ marked(
        'observations.printed_sentence',
        'observations.sentence_start',
        'observations.char_start',
        'observations.char_end',
    ) }} as sentence_marked,
    {{ sentence_hash('observations.printed_sentence') }} as sentence_md5,
    observations.rule_id,
    {{ version_of([
        'rules.metric_code',
        'rules.topics',
        'rules.topic_reach',
        'rules.pattern',
        'rules.unless',
        'rules.unit_classes',
    ]) }} as rule_version,
    rules.pattern as rule_pattern,
    rules.note as rule_note,
    cast(topics.label_no as int) as label_no,
    topics.topic,
    topics.topic_basis,
    observations.confidence,
    observations.confidence_number,
    observations.confidence_metric,
    observations.confidence_scope,
    observations.confidence_year,
    observations.confidence_place,
    observations.confidence_reasons,
    observations.correction_id,
    observations.correction_reason,
    coalesce(observations.verified_by_count, 0) as verified_by_count,
    observations.verified_at
from observations
inner join reports on observations.report_id = reports.report_id
inner join catalogue on observations.metric_code = catalogue.metric_code
left join jurisdictions on observations.jurisdiction_key = jurisdictions.jurisdiction_key
left join rules on observations.rule_id = rules.rule_id
left join pages on observations.figure_id = pages.figure_id
left join topics
    on
        observations.figure_id = topics.figure_id
        and observations.rule_id = topics.rule_id
