-- What kind of body reports, and which: where a report has clues. What shows an office keeps a government from being
-- made up.
{% set office = "not " ~ matches('answer_name', quoted('政府|管委会|管理委员会')) %}
with

answers as (

    select * from {{ ref('int_report_answers') }}

),

clues as (

    select * from {{ ref('stg_report_clues') }}

),

places as (

    select * from {{ ref('int_report_places') }}

),

read_reports as (

    select distinct report_id
    from clues

),

best_answers as (

    select * from {{ ref('int_report_best_answers') }}

),

kinds as (

    select
        read_reports.report_id,
        case
            when best_answers.is_registered and best_answers.confidence >= 0.99 then best_answers.answer
            when places.level = 'zone' then 'development_zone'
            else coalesce(best_answers.answer, 'government')
        end as report_kind
    from read_reports
    left join best_answers on read_reports.report_id = best_answers.report_id and best_answers.about = 'kind'
    left join places on read_reports.report_id = places.report_id and places.place_rank = 1

),

-- an office's report is issued by an office, a government's by a government or committee, whatever else is named
issuers as (

    select
        answers.report_id,
        answers.answer as issuer,
        round(answers.support, 2) as confidence,
        concat_ws('', answers.answer, ' (', answers.clue_kinds, ')') as clues_told
    from answers
    inner join kinds on answers.report_id = kinds.report_id
    where
        answers.about = 'issuer'
        and (
            answers.is_registered
            or (kinds.report_kind = 'department') = ({{ office }})
        )
    qualify
        row_number() over (
            partition by answers.report_id
            order by
                case when answers.is_registered then 1 else 0 end desc nulls last,
                answers.support desc nulls last,
                answers.first_clue_no asc nulls last
        ) = 1

),

-- where the text shows an office, no government is made up
offices_shown as (

    select distinct report_id
    from answers
    where about = 'issuer' and {{ office }}

)

select
    kinds.report_id,
    kinds.report_kind,
    issuers.issuer,
    cast(issuers.confidence as decimal(3, 2)) as issuer_confidence,
    issuers.clues_told as issuer_clues,
    offices_shown.report_id is not null as shows_office
from kinds
left join issuers on kinds.report_id = issuers.report_id
left join offices_shown on kinds.report_id = offices_shown.report_id
