with

passages as (

    select * from {{ ref('int_evidence_passages') }}

)

select
    report_id,
    passage_no,
    item_no,
    passage_kind,
    char_start,
    char_end,
    passage_text
from passages
