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

dispositions as (

    select * from {{ ref('int_figure_dispositions') }}

),

paired as (

    select
        terms.check_code,
        terms.term_no,
        terms.is_defined,
        terms.when_broken,
        terms.numerator_metric,
        terms.denominator_metric,
        rates.observation_id as rate_observation_id,
        rates.report_id,
        rates.passage_no,
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
        concat_ws('', numerator_metric, ' / ', denominator_metric, ' gives ', {{ shown('derived') }}) as pair_gives,
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
            case when manner is not null then 1 when obstacle is null then 2 else 3 end asc nulls last,
            case when manner = 'within_bounds' then 2 else 1 end asc nulls last,
            case when manner is null then place else 1 end asc nulls last,
            -- what is stated, though not so that it can be used, says more than what is not stated
            case obstacle
                when 'several_values_stated' then 1
                when 'term_of_another_sentence' then 2
                when 'term_of_another_cut_off' then 3
                when 'term_of_another_scope' then 4
                else 5
            end asc nulls last,
            term_no asc nulls last
    ) = 1

),

-- where no pair gives it: a number beside the rate, measured or not, of which the known part is the rate
beside as (

    select
        chosen.check_code,
        chosen.rate_observation_id,
        dispositions.figure_id as beside_figure_id,
        dispositions.value as beside_value,
        dispositions.number_text as beside_number_text,
        {{ exact_percent_of('chosen.part_value', 'dispositions.value') }} as beside_derived
    from chosen
    inner join dispositions
        on
            chosen.report_id = dispositions.report_id
            and chosen.passage_no = dispositions.passage_no
    where
        chosen.manner is null
        and chosen.rate_modifier is null
        and chosen.part_value is not null
        and chosen.part_observation_id not like dispositions.figure_id || ':%'
        and dispositions.value >= chosen.part_value
        and dispositions.unit_class not in ('percent', 'share', 'point', 'multiple', 'change')
        and chosen.stated in (
            {{ percent_rounded(exact_percent_of('chosen.part_value', 'dispositions.value'), 'chosen.decimals') }},
            {{ percent_cut_off(exact_percent_of('chosen.part_value', 'dispositions.value'), 'chosen.decimals') }}
        )
    qualify row_number() over (
        partition by chosen.check_code, chosen.rate_observation_id
        order by dispositions.char_start nulls last
    ) = 1

),

others as (

    select
        compared.check_code,
        compared.rate_observation_id,
        {{ joined('compared.pair_gives') }} as other_pairs
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
        beside.beside_figure_id,
        beside.beside_value,
        beside.beside_number_text,
        beside.beside_derived,
        coalesce(beside.beside_derived, chosen.derived) as given,
        case
            when chosen.manner is not null or beside.beside_figure_id is not null then 'holds'
            when chosen.obstacle is not null or chosen.place > 2 or chosen.when_broken = 'whole_not_measured'
                then 'cannot_be_assessed'
            else 'fails'
        end as outcome
    from chosen
    left join beside
        on
            chosen.check_code = beside.check_code
            and chosen.rate_observation_id = beside.rate_observation_id
    left join others
        on
            chosen.check_code = others.check_code
            and chosen.rate_observation_id = others.rate_observation_id

)

select
    check_code,
    rate_observation_id as subject_observation_id,
    concat_ws('', numerator_metric, '/', denominator_metric) as rate_terms,
    stated as left_value,
    given as right_value,
    cast(stated - given as decimal(28, 10)) as gap,
    cast(case when manner = 'cut_off' then step else cast(step as double) / 2 end as decimal(28, 10)) as tolerance,
    outcome,
    case
        when beside_figure_id is not null then 'a_figure_beside_explains_it'
        when outcome = 'holds' and not is_defined then 'other_terms_than_defined'
        when outcome = 'holds' then manner
        when obstacle is not null then obstacle
        when when_broken = 'whole_not_measured' then 'defined_whole_is_not_measured'
        when outcome = 'cannot_be_assessed' then 'terms_of_another_item'
        else 'terms_give_another_rate'
    end as reason,
    concat_ws(
        '; ',
        case
            when beside_figure_id is not null
                then concat_ws(
                    '',
                    numerator_metric, ' / ', beside_number_text, ' (', beside_figure_id, ') = ',
                    {{ shown('part_value') }}, ' / ', {{ shown('beside_value') }}, ' = ', {{ shown('beside_derived') }}
                )
        end,
        case
            when derived is not null
                then concat_ws(
                    '',
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
        case when obstacle is not null then concat_ws('', missing_metric, ': ', obstacle) end,
        other_pairs
    ) as detail,
    concat_ws(
        ' ', rate_observation_id, part_observation_id, case when beside_figure_id is null then whole_observation_id end
    ) as observation_ids
from decided
