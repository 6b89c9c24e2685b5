-- A stated rate against each pair of figures that may give it. Where one of them gives it, the rate holds and the pair
-- is named; a rate fails only against a pair that stands with it in its sentence or item.
with

terms as (

    select * from {{ ref('int_check_terms') }}

),

candidates as (

    select * from {{ ref('int_check_candidates') }}

),

figures as (

    select * from {{ ref('int_check_figures') }}

),

paired as (

    select
        terms.check_code,
        terms.term_no,
        terms.numerator_metric,
        terms.denominator_metric,
        rates.observation_id as rate_observation_id,
        rates.value as stated,
        rates.value_low as stated_low,
        rates.value_high as stated_high,
        rates.modifier as rate_modifier,
        rates.decimals,
        rates.step,
        parts.observation_id as part_observation_id,
        wholes.observation_id as whole_observation_id,
        parts.value as part_value,
        wholes.value as whole_value,
        greatest(parts.place, wholes.place) as place,
        case when parts.term_state <> 'found' then parts.term_state else wholes.term_state end as term_state,
        case when parts.term_state <> 'found' then terms.numerator_metric else terms.denominator_metric end
            as missing_metric,
        {{ exact_percent_of('parts.value', 'wholes.value') }} as derived,
        {{ exact_percent_of('parts.value_low', 'wholes.value_high') }} as derived_low,
        {{ exact_percent_of('parts.value_high', 'wholes.value_low') }} as derived_high
    from terms
    inner join candidates as parts
        on
            terms.check_code = parts.check_code
            and terms.numerator_metric = parts.metric_code
    inner join candidates as wholes
        on
            parts.check_code = wholes.check_code
            and parts.subject_observation_id = wholes.subject_observation_id
            and terms.denominator_metric = wholes.metric_code
    inner join figures as rates on parts.subject_observation_id = rates.observation_id
    where terms.kind = 'rate'

),

compared as (

    select
        *,
        case
            when derived is null then null
            when rate_modifier is null and derived = stated then 'exact'
            when rate_modifier is null and {{ percent_rounded('derived', 'decimals') }} = stated then 'rounded'
            when rate_modifier is null and {{ percent_cut_off('derived', 'decimals') }} = stated then 'cut_off'
            when {{ intervals_meet('derived_low', 'derived_high', 'stated_low', 'stated_high') }} then 'within_bounds'
        end as manner,
        case
            when term_state <> 'found' then term_state
            when derived is null then 'whole_is_zero'
        end as obstacle
    from paired

),

-- of several pairs the one that gives the rate, else the nearest that can be reckoned, else the defined one
chosen as (

    select *
    from compared
    qualify row_number() over (
        partition by check_code, rate_observation_id
        order by
            case when manner is not null then 1 when obstacle is null then 2 else 3 end asc,
            case when manner = 'within_bounds' then 2 else 1 end asc,
            case when manner is null then place else 1 end asc,
            term_no asc
    ) = 1

),

others as (

    select
        compared.check_code,
        compared.rate_observation_id,
        {{ joined("concat(compared.numerator_metric, ' / ', compared.denominator_metric, ' gives ', " ~ shown('compared.derived') ~ ")") }} as other_pairs
    from compared
    inner join chosen
        on
            compared.check_code = chosen.check_code
            and compared.rate_observation_id = chosen.rate_observation_id
    where compared.term_no <> chosen.term_no and compared.derived is not null
    group by compared.check_code, compared.rate_observation_id

),

decided as (

    select
        chosen.*,
        others.other_pairs,
        case
            when chosen.manner is not null then 'holds'
            when chosen.obstacle is not null or chosen.place > 2 then 'cannot_be_assessed'
            else 'fails'
        end as outcome
    from chosen
    left join others
        on
            chosen.check_code = others.check_code
            and chosen.rate_observation_id = others.rate_observation_id

)

select
    check_code,
    rate_observation_id as subject_observation_id,
    stated as left_value,
    derived as right_value,
    cast(stated - derived as decimal(28, 10)) as gap,
    cast(case when manner = 'cut_off' then step else step / 2 end as decimal(28, 10)) as tolerance,
    outcome,
    case
        when outcome = 'holds' and term_no > 1 then 'other_terms_than_defined'
        when outcome = 'holds' then manner
        when obstacle is not null then obstacle
        when outcome = 'cannot_be_assessed' then 'terms_of_another_item'
        else 'terms_give_another_rate'
    end as reason,
    concat_ws(
        '; ',
        case
            when derived is not null
                then concat(
                    numerator_metric, ' / ', denominator_metric, ' = ',
                    {{ shown('part_value') }}, ' / ', {{ shown('whole_value') }}, ' = ', {{ shown('derived') }}
                )
        end,
        case manner
            when 'exact' then 'stated exactly'
            when 'rounded' then 'rounded half up'
            when 'cut_off' then 'cut off, not rounded'
            when 'within_bounds' then 'within what the printed numbers leave open'
        end,
        case when obstacle is not null then concat(missing_metric, ': ', obstacle) end,
        other_pairs
    ) as detail,
    concat_ws(' ', rate_observation_id, part_observation_id, whole_observation_id) as observation_ids
from decided
