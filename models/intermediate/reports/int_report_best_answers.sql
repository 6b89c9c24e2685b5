-- The best answer to each question about a report but whose it is: its year, its title, its day, what kind it is; with
-- how sure that is, for the best of the others' square, and all answers with their clues.
with

answers as (

    select * from {{ ref('int_report_answers') }}

),

-- of the year and all else: the best answer, and the best of the others
ranked as (

    select
        *,
        row_number() over (
            partition by report_id, about
            order by
                case when is_registered then best_weight else 0 end desc nulls last,
                support desc nulls last,
                first_clue_no asc nulls last
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
        first.is_judged,
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

)

select
    judged.report_id,
    judged.about,
    judged.answer,
    judged.is_registered,
    judged.is_judged,
    judged.confidence,
    told.clues_told
from judged
inner join told on judged.report_id = told.report_id and judged.about = told.about
