-- Whose each report is, of which year, by what body: the best supported answers with their confidence and their clues,
-- and what keeps the report's figures out of the facts. A report without clues (landed before clues were kept, and not
-- read again since) keeps what landing read first.
{% set office = "not " ~ matches('answer_name', quoted('政府|管委会|管理委员会')) %}
with

reports as (

    select * from {{ ref('stg_reports') }}

),

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

confirmed as (

    select distinct report_id
    from answers
    where about = 'register'

),

-- a person has a row for these in a register, whatever it says
listed as (

    select distinct report_id
    from answers
    where is_registered

),

-- of the year and all else: the best answer, and the best of the others
ranked as (

    select
        *,
        row_number() over (
            partition by report_id, about
            order by
                case when is_registered then best_weight else 0 end desc,
                support desc,
                first_clue_no asc
        ) as answer_rank
    from answers
    where about in ('year', 'title', 'published', 'kind')

),

judged as (

    select
        first.report_id,
        first.about,
        first.answer,
        first.is_registered,
        round(
            case
                when first.is_registered then first.best_weight
                else first.support * (1 - pow(coalesce(second.support, 0), 2))
            end, 2
        ) as confidence
    from ranked as first
    left join ranked as second
        on first.report_id = second.report_id and first.about = second.about and second.answer_rank = 2
    where first.answer_rank = 1

),

told as (

    select
        report_id,
        about,
        {{ phrases_joined(answer_told('answer', 'support', 'clue_kinds'), '; ', 'answer_rank') }} as clues_told
    from ranked
    group by 1, 2

),

places_told as (

    select
        report_id,
        {{ phrases_joined(answer_told('answer_name', 'confidence', 'clue_kinds'), '; ', 'place_rank') }} as clues_told
    from places
    where place_rank <= 5
    group by 1

),

-- A title that begins with another division than the register's, unless with one that the register's lies in; and a
-- title with years of which none is the register's.
contradicted_places as (

    select registered.report_id
    from places as registered
    inner join places as titled
        on
            registered.report_id = titled.report_id
            and registered.jurisdiction_code <> titled.jurisdiction_code
            and coalesce(registered.parent_code, '-') <> titled.jurisdiction_code
            and coalesce(registered.province_code, '-') <> titled.jurisdiction_code
            and titled.is_titled
    where registered.is_registered and registered.place_rank = 1
    union distinct
    -- several divisions bear the title's name, and the register's is none of them
    select registered.report_id
    from places as registered
    inner join clues
        on
            registered.report_id = clues.report_id
            and clues.about = 'jurisdiction'
            and clues.clue_kind in ('title_ambiguous', 'headline_ambiguous', 'meta_title_ambiguous')
            and registered.answer_name <> clues.clue_value
    where registered.is_registered and registered.place_rank = 1

),

title_years as (

    select
        report_id,
        clue_value as year
    from clues
    where
        about = 'year'
        and clue_kind in ('title', 'title_also', 'headline', 'headline_also', 'meta_title', 'meta_title_also')

),

contradicted_years as (

    select judged.report_id
    from judged
    inner join title_years on judged.report_id = title_years.report_id
    where judged.about = 'year' and judged.is_registered
    group by 1
    having max(case when title_years.year = judged.answer then 1 else 0 end) = 0

),

kinds as (

    select
        read_reports.report_id,
        case
            when judged.is_registered and judged.confidence >= 0.99 then judged.answer
            when places.level = 'zone' then 'development_zone'
            else coalesce(judged.answer, 'government')
        end as report_kind
    from read_reports
    left join judged on read_reports.report_id = judged.report_id and judged.about = 'kind'
    left join places on read_reports.report_id = places.report_id and places.place_rank = 1

),

-- an office's report is issued by an office, a government's by a government or committee, whatever else is named
issuers as (

    select
        answers.report_id,
        answers.answer as issuer,
        round(answers.support, 2) as confidence,
        concat(answers.answer, ' (', answers.clue_kinds, ')') as clues_told
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
                case when answers.is_registered then 1 else 0 end desc,
                answers.support desc,
                answers.first_clue_no asc
        ) = 1

),

-- where the text shows an office, no government is made up
offices_shown as (

    select distinct report_id
    from answers
    where about = 'issuer' and {{ office }}

),

put_together as (

    select
        reports.*,
        read_reports.report_id is not null as has_clues,
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
        years_told.clues_told as year_clues,
        titles.answer as judged_title,
        try_cast(days.answer as date) as day,
        kinds.report_kind as judged_kind,
        issuers.issuer as named_issuer,
        offices_shown.report_id is not null as shows_office,
        cast(issuers.confidence as decimal(3, 2)) as named_issuer_confidence,
        issuers.clues_told as issuer_clues,
        contradicted_places.report_id is not null as is_place_contradicted,
        contradicted_years.report_id is not null as is_year_contradicted
    from reports
    left join read_reports on reports.report_id = read_reports.report_id
    left join confirmed on reports.report_id = confirmed.report_id
    left join listed on reports.report_id = listed.report_id
    left join places on reports.report_id = places.report_id and places.place_rank = 1
    left join places_told on reports.report_id = places_told.report_id
    left join judged as years on reports.report_id = years.report_id and years.about = 'year'
    left join told as years_told on reports.report_id = years_told.report_id and years_told.about = 'year'
    left join judged as titles on reports.report_id = titles.report_id and titles.about = 'title'
    left join judged as days on reports.report_id = days.report_id and days.about = 'published'
    left join kinds on reports.report_id = kinds.report_id
    left join issuers on reports.report_id = issuers.report_id
    left join offices_shown on reports.report_id = offices_shown.report_id
    left join contradicted_places on reports.report_id = contradicted_places.report_id
    left join contradicted_years on reports.report_id = contradicted_years.report_id

),

settled as (

    select
        *,
        coalesce(place_confidence, 0) < {{ var('identity_confidence_floor') }} as is_place_unsure,
        coalesce(year_confidence, 0) < {{ var('identity_confidence_floor') }} as is_year_unsure,
        case
            when named_issuer is null and place_name is not null and judged_kind <> 'department' and not shows_office
                then concat(place_name, case when place_level = 'zone' then '管委会' else '人民政府' end)
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
            then concat(place_name, substring(named_issuer, 2))
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
        issuer_clues, case when concluded_issuer is not null then concat(concluded_issuer, ' (jurisdiction)') end
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
    is_ocr,
    char_count,
    byte_count,
    landed_at,
    load_id
from settled
