-- What readers say of each report's place and year: which verdict holds, of the last word of each reader. Of a new
-- version nobody has said anything yet.
with

verdicts as (

    select *
    from {{ ref('int_standing_verdicts') }}
    where standing = 'stands' and part in ('report_jurisdiction', 'report_year') and decision in ('accept', 'change')

),

reports as (

    select * from {{ ref('stg_reports') }}

),

divisions as (

    select * from {{ ref('jurisdictions') }}

),

said as (

    select
        verdicts.*,
        coalesce(verdicts.value_after, verdicts.value_before) as claim,
        reports.report_id is not null as is_landed,
        -- a zone is its parent's code and its name
        divisions.jurisdiction_code,
        divisions.name_zh as division_name,
        divisions.level as division_level,
        nullif(substring(coalesce(verdicts.value_after, verdicts.value_before), 8), '') as zone_name
    from verdicts
    left join reports
        on
            verdicts.report_id = reports.report_id
            and verdicts.report_sha256 = reports.sha256
    left join divisions on left(coalesce(verdicts.value_after, verdicts.value_before), 6) = divisions.jurisdiction_code

),

checked as (

    select
        *,
        case
            when not is_landed then 'its report has not landed'
            when claim is null then 'it says no place or year'
            when part = 'report_jurisdiction' and jurisdiction_code is null
                then concat_ws('', 'there is no division “', claim, '”')
        end as fault
    from said

),

last_words as (

    select *
    from checked
    where fault is null
    qualify row_number() over (
        partition by report_id, part, reader
        order by decided_at desc nulls last, verdict_no desc nulls last
    ) = 1

),

adjudicated as (

    select
        report_id,
        part,
        bool_or(is_adjudication) as is_adjudicated
    from last_words
    group by report_id, part

),

heard as (

    select
        last_words.report_id,
        last_words.part,
        min(last_words.claim) as claim,
        count(distinct last_words.claim) as claim_count
    from last_words
    inner join adjudicated
        on
            last_words.report_id = adjudicated.report_id
            and last_words.part = adjudicated.part
    where last_words.is_adjudication or not adjudicated.is_adjudicated
    group by last_words.report_id, last_words.part

)

select
    checked.verdict_id,
    checked.report_id,
    checked.part,
    checked.claim,
    checked.note,
    checked.jurisdiction_code,
    coalesce(checked.zone_name, checked.division_name) as jurisdiction_name,
    case when checked.zone_name is null then checked.division_level else 'zone' end as level,
    case
        when not checked.is_landed then 'dormant'
        when checked.fault is not null then 'unusable'
        when last_words.verdict_id is null then 'overtaken'
        when heard.claim_count > 1 then 'conflict'
        when heard.claim = checked.claim then 'applies'
        else 'overruled'
    end as status,
    checked.fault as reason
from checked
left join last_words on checked.verdict_id = last_words.verdict_id
left join heard on checked.report_id = heard.report_id and checked.part = heard.part
