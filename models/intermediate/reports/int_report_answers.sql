-- What the clues answer to each question about a report, and how well each answer is supported: those of different
-- kinds support one another (1 less the product of what each leaves open), several of one kind count once.
with

clues as (

    select * from {{ ref('int_report_clues') }}

),

kinds as (

    select * from {{ ref('identity_clues') }}

),

weighed as (

    select
        clues.report_id,
        clues.clue_no,
        clues.about,
        clues.clue_kind,
        clues.clue_value,
        clues.jurisdiction_code,
        clues.level,
        kinds.names_own,
        -- of 全区 and 全市 each weighs by how often it is said
        kinds.weight * case
            when clues.about = 'class'
                then
                    clues.mentions
                    / sum(clues.mentions) over (partition by clues.report_id, clues.about, clues.clue_kind)
            else 1
        end as weight
    from clues
    inner join kinds on clues.about = kinds.about and clues.clue_kind = kinds.clue_kind

),

by_kind as (

    select
        report_id,
        about,
        case when about = 'jurisdiction' and level <> 'zone' then jurisdiction_code else clue_value end as answer,
        clue_kind,
        min(clue_no) as clue_no,
        max(clue_value) as answer_name,
        max(jurisdiction_code) as jurisdiction_code,
        max(level) as level,
        max(weight) as weight,
        max(case when names_own then weight else 0 end) as own_weight
    from weighed
    where weight > 0 and (about <> 'jurisdiction' or level is not null)
    group by 1, 2, 3, 4

)

select
    report_id,
    about,
    answer,
    max(answer_name) as answer_name,
    max(jurisdiction_code) as jurisdiction_code,
    max(level) as level,
    min(clue_no) as first_clue_no,
    max(weight) as best_weight,
    {{ rounded_up_at_half('1 - exp(sum(ln(greatest(1 - weight, 0.0001))))', 4) }} as support,
    {{ rounded_up_at_half('1 - exp(sum(ln(greatest(1 - own_weight, 0.0001))))', 4) }} as own_support,
    max(case when clue_kind in ('register', 'register_issuer', 'verdict') then 1 else 0 end) = 1 as is_registered,
    max(case when clue_kind in ('register', 'register_issuer') then 1 else 0 end) = 1 as is_listed,
    max(case when clue_kind = 'verdict' then 1 else 0 end) = 1 as is_judged,
    -- official titles and first lines begin with whose they are
    max(
        case
            when
                clue_kind in ('title', 'title_short', 'headline', 'meta_title', 'meta_title_short')
                then 1
            else 0
        end
    ) = 1 as is_titled,
    {{ phrases_joined('clue_kind', ', ', 'clue_no') }} as clue_kinds
from by_kind
group by 1, 2, 3
