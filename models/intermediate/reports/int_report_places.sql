-- The divisions that the clues name as a report's, the likeliest first, each with what speaks for it once the text's
-- own words for itself are heard (我区 is said by no city) and with its strongest rival, whose square counts: a weak one
-- hardly matters, a strong one leaves nobody sure. A part speaks against the whole only where it is named as the body
-- itself; the whole speaks half against a part.
with

answers as (

    select * from {{ ref('int_report_answers') }}

),

divisions as (

    select * from {{ ref('jurisdictions') }}

),

candidates as (

    select
        answers.*,
        answers.level = 'zone' as is_zone,
        case when answers.level = 'zone' then answers.jurisdiction_code else divisions.parent_code end as parent_code,
        divisions.province_code,
        case when answers.level <> 'zone' then right(divisions.name_zh, 1) end as class
    from answers
    left join divisions on answers.jurisdiction_code = divisions.jurisdiction_code
    where answers.about = 'jurisdiction'

),

classes as (

    select
        report_id,
        answer as class,
        support
    from answers
    where about = 'class'

),

fitted as (

    select
        candidates.report_id,
        candidates.answer,
        coalesce(max(case when classes.class = candidates.class then classes.support end), 0) as fit,
        coalesce(max(case when classes.class <> candidates.class then classes.support end), 0) as misfit
    from candidates
    left join classes on candidates.report_id = classes.report_id
    group by 1, 2

),

adjusted as (

    select
        candidates.*,
        case
            when fitted.misfit > fitted.fit and not candidates.is_zone
                then candidates.support * (1 - fitted.misfit + fitted.fit)
            when fitted.fit > fitted.misfit then 1 - (1 - candidates.support) * (1 - 0.5 * (fitted.fit - fitted.misfit))
            else candidates.support
        end as adjusted_support,
        case
            when fitted.misfit > fitted.fit and not candidates.is_zone
                then candidates.own_support * (1 - fitted.misfit + fitted.fit)
            else candidates.own_support
        end as adjusted_own_support
    from candidates
    inner join fitted
        on candidates.report_id = fitted.report_id and candidates.answer = fitted.answer

),

rivals as (

    select
        these.report_id,
        these.answer,
        max(
            case
                -- two words for one zone
                when
                    these.is_zone and those.is_zone
                    and coalesce(these.jurisdiction_code, those.jurisdiction_code, '-')
                    = coalesce(those.jurisdiction_code, these.jurisdiction_code, '-')
                    then 0
                -- the other is a part of this one
                when
                    those.parent_code = these.jurisdiction_code
                    or (those.is_zone and not these.is_zone and those.jurisdiction_code = these.jurisdiction_code)
                    or (these.level = 'province' and those.province_code = these.jurisdiction_code)
                    then those.adjusted_own_support
                -- this one is a part of the other
                when
                    these.parent_code = those.jurisdiction_code
                    or (these.is_zone and not those.is_zone and those.jurisdiction_code = these.jurisdiction_code)
                    or (those.level = 'province' and these.province_code = those.jurisdiction_code)
                    then 0.5 * those.adjusted_own_support
                else those.adjusted_support
            end
        ) as rival_support
    from adjusted as these
    inner join adjusted as those on these.report_id = those.report_id and these.answer <> those.answer
    group by 1, 2

)

select
    adjusted.report_id,
    adjusted.answer,
    adjusted.answer_name,
    adjusted.jurisdiction_code,
    adjusted.level,
    adjusted.parent_code,
    adjusted.province_code,
    adjusted.is_registered,
    adjusted.is_judged,
    adjusted.is_titled,
    adjusted.clue_kinds,
    -- what a register says is not weighed; what contradicts it is told apart (int_report_identity)
    round(
        case
            when adjusted.is_registered then adjusted.best_weight
            else adjusted.adjusted_support * (1 - pow(coalesce(rivals.rival_support, 0), 2))
        end, 2
    ) as confidence,
    row_number() over (
        partition by adjusted.report_id
        order by
            case when adjusted.is_registered then adjusted.best_weight else 0 end desc nulls last,
            round(adjusted.adjusted_support, 4) desc nulls last,
            adjusted.first_clue_no asc nulls last
    ) as place_rank
from adjusted
left join rivals on adjusted.report_id = rivals.report_id and adjusted.answer = rivals.answer
