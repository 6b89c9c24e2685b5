-- What cannot be more than something else, where both are stated.
with

candidates as (

    select * from {{ ref('int_check_candidates') }}
    where check_kind = 'at_most' and term_state not in ('term_not_stated', 'term_of_another_year')

),

figures as (

    select * from {{ ref('int_check_figures') }}

),

compared as (

    select
        candidates.check_code,
        candidates.subject_observation_id,
        candidates.metric_code as bound_metric,
        candidates.observation_id as bound_observation_id,
        candidates.term_state,
        candidates.value as bound,
        figures.metric_code,
        figures.value as stated,
        case
            when candidates.term_state <> 'found' then 'cannot_be_assessed'
            when figures.value_low <= candidates.value_high then 'holds'
            when
                candidates.when_broken = 'carried_over'
                and {{ matches('figures.printed_sentence', quoted('结转|上年度?(?:未|遗|转|积)|遗留|跨年|往年|历年|旧存|存案')) }}
                then 'holds'
            when candidates.when_broken = 'carried_over' or candidates.place > 2 then 'cannot_be_assessed'
            else 'fails'
        end as outcome,
        figures.value_low <= candidates.value_high as is_within,
        candidates.when_broken
    from candidates
    inner join figures on candidates.subject_observation_id = figures.observation_id

)

select
    check_code,
    subject_observation_id,
    stated as left_value,
    bound as right_value,
    cast(stated - bound as decimal(28, 10)) as gap,
    cast(0 as decimal(28, 10)) as tolerance,
    outcome,
    case
        when term_state <> 'found' then term_state
        when is_within then 'within_bounds'
        when outcome = 'holds' then 'carried_over_is_stated'
        when outcome = 'fails' then 'more_than_it_can_be'
        when when_broken = 'carried_over' then 'carried_over_is_not_stated'
        else 'terms_of_another_item'
    end as reason,
    concat_ws(
        ' ', metric_code, {{ shown('stated') }},
        case when is_within then 'is at most' when bound is not null then 'is more than' else 'against' end,
        bound_metric, {{ shown('bound') }}
    ) as detail,
    concat_ws(' ', subject_observation_id, bound_observation_id) as observation_ids
from compared
