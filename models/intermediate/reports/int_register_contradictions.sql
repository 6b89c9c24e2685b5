-- Reports whose title speaks against the register: of another place, of other years.
with

clues as (

    select * from {{ ref('stg_report_clues') }}

),

places as (

    select * from {{ ref('int_report_places') }}

),

best_answers as (

    select * from {{ ref('int_report_best_answers') }}

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

-- a yearbook's title bears the year in which it came out, or the year that it is of
editions as (

    select
        report_id,
        cast(cast(max(clue_value) as integer) - 1 as string) as year
    from clues
    where
        about = 'year'
        and clue_kind in ('title', 'title_also', 'headline', 'headline_also', 'meta_title', 'meta_title_also')
    group by report_id
    having count(*) filter (where clue_kind in ('title', 'headline', 'meta_title')) = 0

),

told_years as (

    select * from title_years
    union
    select * from editions

),

contradicted_years as (

    select best_answers.report_id
    from best_answers
    inner join told_years on best_answers.report_id = told_years.report_id
    where best_answers.about = 'year' and best_answers.is_registered
    group by best_answers.report_id
    having max(case when told_years.year = best_answers.answer then 1 else 0 end) = 0

),

contradictions as (

    select
        report_id,
        'place' as about
    from contradicted_places
    union all
    select
        report_id,
        'year' as about
    from contradicted_years

)

select
    report_id,
    max(case when about = 'place' then 1 else 0 end) = 1 as is_place_contradicted,
    max(case when about = 'year' then 1 else 0 end) = 1 as is_year_contradicted
from contradictions
group by report_id
