-- Every figure's own sentence is among the passages that are shown around it, and the number stands in it.
with

evidence as (

    select * from {{ ref('fct_evidence') }}

),

passages as (

    select * from {{ ref('fct_evidence_passages') }}

)

select evidence.observation_id
from evidence
left join passages
    on
        evidence.report_id = passages.report_id
        and evidence.sentence_start = passages.char_start
        and evidence.char_end <= passages.char_end
where passages.passage_no is null
