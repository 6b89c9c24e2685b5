-- Which verdicts still stand, whatever the reports say: those that no other follows and that take nothing back.
with

verdicts as (

    select * from {{ ref('stg_verdicts') }}

),

followed as (

    select
        followed_id as verdict_id,
        bool_or(decision = 'withdraw') as is_withdrawn
    from verdicts
    where followed_id is not null
    group by followed_id

)

select
    verdicts.verdict_id,
    verdicts.followed_id,
    verdicts.report_sha256,
    verdicts.report_id,
    verdicts.part,
    verdicts.number_text,
    verdicts.sentence_sha256,
    verdicts.decision,
    verdicts.value_before,
    verdicts.value_after,
    verdicts.note,
    verdicts.char_start,
    verdicts.verdict_no,
    verdicts.decided_at,
    verdicts.reader,
    verdicts.reader_role = 'adjudicator' or coalesce(verdicts.queue, '') = 'disagreements' as is_adjudication,
    verdicts.is_blind,
    verdicts.queue,
    verdicts.sample_id,
    verdicts.source,
    case
        when verdicts.decision = 'withdraw' then 'withdraws'
        when followed.is_withdrawn then 'withdrawn'
        when followed.verdict_id is not null then 'followed'
        else 'stands'
    end as standing
from verdicts
left join followed on verdicts.verdict_id = followed.verdict_id
