with

verdicts as (

    select * from {{ ref('int_verdicts') }}

),

reports as (

    select * from {{ ref('dim_report') }}

)

select
    verdicts.verdict_id,
    verdicts.report_id,
    reports.source_name,
    verdicts.figure_id,
    verdicts.number_text,
    verdicts.char_start,
    verdicts.part,
    verdicts.decision,
    verdicts.value_before,
    verdicts.value_after,
    verdicts.reader,
    verdicts.decided_at,
    verdicts.note,
    verdicts.queue,
    verdicts.sample_id,
    verdicts.is_blind,
    verdicts.status,
    verdicts.reason
from verdicts
left join reports on verdicts.report_id = reports.report_id
