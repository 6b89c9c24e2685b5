with

cues as (

    select * from {{ ref('int_figure_cues') }}

),

reports as (

    select report_id from {{ ref('int_speaking_reports') }}

)

select
    cues.figure_id,
    cast(cues.label_no as int) as label_no,
    cues.judgement,
    cues.cue_id,
    cues.says,
    cues.place,
    cues.words,
    cues.words_start
from cues
inner join reports on cues.report_id = reports.report_id
