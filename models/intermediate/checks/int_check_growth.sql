-- Stated growth against the stated earlier value: of the same metric and sentence, the last earlier value before the
-- change (with no other change between them), else the first behind it where no other change follows. 增长3.72倍 is more
-- by 3.72 times; some reports mean 3.72 times as much.
with

figures as (

    select * from {{ ref('int_check_figures') }}

),

changes as (

    select *
    from figures
    where role = 'change'

),

beside as (

    select
        changes.observation_id as change_observation_id,
        figures.observation_id,
        figures.role,
        figures.value,
        figures.value_low,
        figures.value_high,
        figures.scope,
        figures.char_start,
        figures.char_start < changes.char_start as is_before,
        abs(figures.char_start - changes.char_start) as distance
    from changes
    inner join figures
        on
            changes.report_id = figures.report_id
            and changes.passage_no = figures.passage_no
            and changes.metric_code = figures.metric_code
    where figures.role in ('level', 'prior')

),

unparted as (

    select beside.*
    from beside
    inner join changes on beside.change_observation_id = changes.observation_id
    left join changes as parting
        on
            changes.report_id = parting.report_id
            and changes.passage_no = parting.passage_no
            and changes.metric_code = parting.metric_code
            and changes.observation_id <> parting.observation_id
            -- an earlier value behind a change may as well be what the next change is reckoned from
            and least(beside.char_start, changes.char_start) < parting.char_start
            and (changes.char_start > parting.char_start or not beside.is_before)
    -- a level is what all of a sentence's changes led to; an earlier value belongs to one of them
    where beside.role = 'level' or parting.observation_id is null
    qualify row_number() over (
        partition by beside.change_observation_id, beside.role
        order by beside.is_before desc nulls last, beside.distance asc nulls last
    ) = 1

),

joined_up as (

    select
        changes.observation_id,
        changes.value as stated,
        changes.value_low as stated_low,
        changes.value_high as stated_high,
        changes.unit,
        changes.step,
        levels.observation_id as level_observation_id,
        levels.value as level_value,
        priors.observation_id as prior_observation_id,
        priors.value as prior_value,
        priors.scope <> levels.scope as is_of_two_scopes,
        changes.unit = '%' and changes.kind <> 'rate' as is_percent,
        changes.unit like '%倍' as is_multiple
    from changes
    left join unparted as levels
        on changes.observation_id = levels.change_observation_id and levels.role = 'level'
    left join unparted as priors
        on changes.observation_id = priors.change_observation_id and priors.role = 'prior'

),

reckoned as (

    select
        *,
        case
            when is_percent then {{ exact_percent_of('level_value - prior_value', 'prior_value') }}
            when is_multiple then {{ quotient_of('level_value - prior_value', 'prior_value') }}
            else cast(level_value - prior_value as decimal(28, 10))
        end as derived,
        -- the other reading: as much as, or a rate that grew by a share of itself
        case
            when is_multiple then {{ quotient_of('level_value', 'prior_value') }}
            when unit = '%' and not is_percent then {{ exact_percent_of('level_value - prior_value', 'prior_value') }}
        end as derived_otherwise
    from joined_up

),

-- a fall is stated below 0: what was cut off lies on its other side
compared as (

    select
        *,
        coalesce(
            abs(derived) between abs(stated) - cast(step as double) / 2
            and abs(stated) + greatest(step, stated_high - stated)
            and (derived >= 0) = (stated >= 0),
            false
        ) as is_given,
        coalesce(
            abs(derived_otherwise) between abs(stated) - cast(step as double) / 2 and abs(stated) + step
            and (derived_otherwise >= 0) = (stated >= 0),
            false
        ) as is_given_otherwise
    from reckoned

),

decided as (

    select
        *,
        case when is_given_otherwise and not is_given then derived_otherwise else derived end as given,
        case
            when level_value is null or prior_value is null or is_of_two_scopes or derived is null
                then 'cannot_be_assessed'
            when is_given or is_given_otherwise then 'holds'
            else 'fails'
        end as outcome
    from compared

)

select
    'growth.stated_against_prior' as check_code,
    observation_id as subject_observation_id,
    stated as left_value,
    given as right_value,
    cast(stated - given as decimal(28, 10)) as gap,
    cast(cast(step as double) / 2 as decimal(28, 10)) as tolerance,
    outcome,
    case
        when prior_value is null then 'earlier_value_not_stated'
        when level_value is null then 'level_not_stated'
        when is_of_two_scopes then 'term_of_another_scope'
        when derived is null then 'earlier_value_is_zero'
        when is_given and abs(stated - derived) <= cast(step as double) / 2 then 'rounded'
        when is_given then 'cut_off'
        when is_given_otherwise then 'other_reading_of_the_growth'
        else 'terms_give_another_growth'
    end as reason,
    concat_ws(
        ' ', 'from', coalesce({{ shown('prior_value') }}, '?'), 'to', coalesce({{ shown('level_value') }}, '?'),
        'is a change of', coalesce({{ shown('derived') }}, '?'), unit, 'against', {{ shown('stated') }}, 'stated'
    ) as detail,
    concat_ws(' ', observation_id, level_observation_id, prior_observation_id) as observation_ids
from decided
