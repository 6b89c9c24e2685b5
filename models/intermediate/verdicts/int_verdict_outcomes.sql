-- What came of each claim: it holds; it is overruled by an adjudicator; or two readers differ, and neither holds.
with

claims as (

    select *
    from {{ ref('int_verdict_claims') }}
    where fault is null

),

adjudicated as (

    select
        figure_id,
        claimed_part,
        bool_or(is_adjudication) as is_adjudicated
    from claims
    group by figure_id, claimed_part

),

heard as (

    select
        claims.figure_id,
        claims.claimed_part,
        min(claims.claim) as claim,
        bool_and(claims.is_correction) as are_corrections,
        -- corrections alone have been held against one another
        case when bool_and(claims.is_correction) then 1 else count(distinct claims.claim) end as claim_count
    from claims
    inner join adjudicated
        on
            claims.figure_id = adjudicated.figure_id
            and claims.claimed_part = adjudicated.claimed_part
    where claims.is_adjudication or not adjudicated.is_adjudicated
    group by claims.figure_id, claims.claimed_part

),

-- whether it is to be used at all comes first
unsettled as (

    select figure_id
    from heard
    where claimed_part = 'reading' and claim_count > 1

)

select
    claims.verdict_id,
    claims.report_id,
    claims.figure_id,
    claims.part,
    claims.decision,
    claims.claimed_part,
    claims.claim,
    claims.reader,
    claims.decided_at,
    claims.is_correction,
    claims.note,
    case
        when heard.claim_count > 1 or unsettled.figure_id is not null then 'conflict'
        when claims.claim = heard.claim or heard.are_corrections then 'holds'
        else 'overruled'
    end as outcome
from claims
inner join heard
    on
        claims.figure_id = heard.figure_id
        and claims.claimed_part = heard.claimed_part
left join unsettled on claims.figure_id = unsettled.figure_id
