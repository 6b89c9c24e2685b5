-- What has become of each verdict, and why where it is not applied.
with

standing as (

    select * from {{ ref('int_standing_verdicts') }}

),

places as (

    select * from {{ ref('int_verdict_places') }}

),

claims as (

    select
        verdict_id,
        max(fault) as fault
    from {{ ref('int_verdict_claims') }}
    group by verdict_id

),

outcomes as (

    select
        verdict_id,
        bool_or(outcome = 'conflict') as is_in_conflict,
        bool_or(outcome = 'overruled') as is_overruled
    from {{ ref('int_verdict_outcomes') }}
    group by verdict_id

),

-- what a reader said last of the place or the year
of_reports as (

    select * from {{ ref('int_report_verdicts') }}

)

select
    standing.verdict_id,
    standing.report_id,
    places.figure_id,
    standing.part,
    standing.number_text,
    standing.char_start,
    standing.decision,
    standing.value_before,
    standing.value_after,
    standing.reader,
    standing.decided_at,
    standing.note,
    standing.queue,
    standing.sample_id,
    standing.is_blind,
    standing.is_adjudication,
    standing.source,
    case
        when standing.standing <> 'stands' then standing.standing
        when of_reports.verdict_id is not null then of_reports.status
        when places.place in ('dormant', 'stale') then places.place
        when claims.fault is not null then 'unusable'
        when outcomes.is_in_conflict then 'conflict'
        when outcomes.is_overruled then 'overruled'
        when outcomes.verdict_id is not null then 'applies'
        when standing.char_start is null then 'unusable'
        else 'overtaken'
    end as status,
    coalesce(of_reports.reason, places.reason, claims.fault) as reason
from standing
left join places on standing.verdict_id = places.verdict_id
left join claims on standing.verdict_id = claims.verdict_id
left join outcomes on standing.verdict_id = outcomes.verdict_id
left join of_reports on standing.verdict_id = of_reports.verdict_id
