-- Whose each report is, of which year, by what body: the best supported answers with their confidence and their clues,
-- and what keeps the report's figures out of the facts. A report without clues (landed before clues were kept, and not
-- read again since) keeps what landing read first.
with

reports as (

    select * from {{ ref('stg_reports') }}

),

answers as (

    select * from {{ ref('int_report_answers') }}

),

places as (

    select * from {{ ref('int_report_places') }}

),

best_answers as (

    select * from {{ ref('int_report_best_answers') }}

),

issuers as (

    select * from {{ ref('int_report_issuers') }}

),

contradictions as (

    select * from {{ ref('int_register_contradictions') }}

),

confirmed as (

    select distinct report_id
    from answers
    where about = 'register'

),

-- a person has a row for these in a register, whatever it says
listed as (

    select distinct report_id
    from answers
    where is_listed

),

places_told as (

    select
        report_id,
        {{ phrases_joined(answer_told('answer_name', 'confidence', 'clue_kinds'), '; ', 'place_rank') }} as clues_told
    from places
    where place_rank <= 5
    group by 1

),

put_together as (

    select
        reports.*,
        issuers.report_id is not null as has_clues,
        confirmed.report_id is not null as is_confirmed,
        listed.report_id is not null as is_listed,
        places.answer_name as place_name,
        places.jurisdiction_code as place_code,
        places.level as place_level,
        cast(
            case
                when confirmed.report_id is not null and places.is_registered then 1
                else places.confidence
            end as decimal(3, 2)
        ) as place_confidence,
        places_told.clues_told as place_clues,
        try_cast(years.answer as int) as year,
        cast(
            case
                when confirmed.report_id is not null and years.is_registered then 1
                else years.confidence
            end as decimal(3, 2)
        ) as year_confidence,
        years.clues_told as year_clues,
        titles.answer as judged_title,
        try_cast(days.answer as date) as day,
        issuers.report_kind as judged_kind,
        issuers.issuer as named_issuer,
        coalesce(issuers.shows_office, false) as shows_office,
        issuers.issuer_confidence as named_issuer_confidence,
        issuers.issuer_clues,
        -- whoever judged it has read the title too
        coalesce(contradictions.is_place_contradicted and not coalesce(places.is_judged, false), false)
            as is_place_contradicted,
        coalesce(contradictions.is_year_contradicted and not coalesce(years.is_judged, false), false)
            as is_year_contradicted
    from reports
    left join confirmed on reports.report_id = confirmed.report_id
    left join listed on reports.report_id = listed.report_id
    left join places on reports.report_id = places.report_id and places.place_rank = 1
    left join places_told on reports.report_id = places_told.report_id
    left join best_answers as years on reports.report_id = years.report_id and years.about = 'year'
    left join best_answers as titles on reports.report_id = titles.report_id and titles.about = 'title'
    left join best_answers as days on reports.report_id = days.report_id and days.about = 'published'
    left join issuers on reports.report_id = issuers.report_id
    left join contradictions on reports.report_id = contradictions.report_id

),

settled as (

    select
        *,
        coalesce(place_confidence, 0) < {{ var('identity_confidence_floor') }} as is_place_unsure,
        coalesce(year_confidence, 0) < {{ var('identity_confidence_floor') }} as is_year_unsure,
        case
            when named_issuer is null and place_name is not null and judged_kind <> 'department' and not shows_office
                then concat_ws('', place_name, case when place_level = 'zone' then '管委会' else '人民政府' end)
        end as concluded_issuer
    from put_together

)

select
    -- keys
    report_id,
    source_uri,
    source_name,
    sha256,

    -- what it is, as concluded; what a register leaves open and the text does not tell stays open
    case when has_clues then judged_title else title end as title,
    case
        when not has_clues then issuer
        -- 省政务办 of 江苏省: an office that calls itself by its level alone
        when left(named_issuer, 1) = right(place_name, 1) and length(place_name) > 1
            then concat_ws('', place_name, substring(named_issuer, 2))
        else coalesce(named_issuer, concluded_issuer)
    end as issuer,
    case
        when not has_clues then jurisdiction_name
        when not (is_listed and is_place_unsure) then place_name
    end as jurisdiction_name,
    case
        when not has_clues then jurisdiction_code
        when not (is_listed and is_place_unsure) then place_code
    end as jurisdiction_code,
    case
        when not has_clues then level
        when not (is_listed and is_place_unsure) then place_level
    end as level,
    case when has_clues then judged_kind else report_kind end as report_kind,
    case when not has_clues then report_year when not (is_listed and is_year_unsure) then year end as report_year,
    case when has_clues then day else published_on end as published_on,

    -- how sure that is, and by what
    place_confidence as jurisdiction_confidence,
    place_clues as jurisdiction_clues,
    case
        when named_issuer is not null then named_issuer_confidence
        when concluded_issuer is not null then cast(place_confidence * 0.6 as decimal(3, 2))
    end as issuer_confidence,
    coalesce(
        issuer_clues, case when concluded_issuer is not null then concat_ws('', concluded_issuer, ' (jurisdiction)') end
    ) as issuer_clues,
    year_confidence,
    year_clues,
    case
        when not has_clues then null
        when not is_confirmed and (is_place_contradicted or is_year_contradicted) then 'register_contradicted'
        -- where a register that lists it leaves the cell empty, nothing is claimed: a fact without a place or a year
        when is_place_unsure and not is_listed then 'place_unsure'
        when is_year_unsure and not is_listed then 'year_unsure'
    end as identity_obstacle,

    -- the file and its text
    identity_basis,
    address,
    format,
    encoding,
    converter,
    is_ocr,
    char_count,
    byte_count,
    landed_at,
    load_id
from settled
