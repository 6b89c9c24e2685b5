-- A breakdown against its total, where three parts or more are stated. Parts that are more than the total are a fault.
-- What they leave is one only where the breakdown means to be complete: it leaves no more than a fifth, speaks of no
-- others (其余, 其他, 等), and no figure behind the total is unread, which may be the part that is missing. What is left may
-- also be stated beside them (纠错8件 for all corrected ones).
{% set fewest_parts = 3 %}
with

candidates as (

    select
        *,
        case when term_state = 'found' then {{ metric_and_value('metric_code', 'value') }} end as part
    from {{ ref('int_check_candidates') }}
    where check_kind = 'total'

),

figures as (

    select * from {{ ref('int_check_figures') }}

),

dispositions as (

    select * from {{ ref('int_figure_dispositions') }}

),

-- a total that is stated again elsewhere is not broken down twice over
totals as (

    select
        candidates.check_code,
        candidates.subject_observation_id,
        figures.report_id,
        figures.passage_no,
        figures.char_start,
        figures.value as total,
        figures.value_low as total_low,
        figures.value_high as total_high,
        cast(count(candidates.observation_id) as int) as part_count,
        max(candidates.place) as place,
        sum(candidates.value) as parts_sum,
        sum(candidates.value_low) as parts_low,
        sum(candidates.value_high) as parts_high,
        max(case when candidates.term_state = 'several_values_stated' then candidates.metric_code end)
            as ambiguous_metric,
        {{ words_joined('candidates.observation_id', 'candidates.metric_code') }} as part_ids,
        {{ joined('candidates.part') }} as parts
    from candidates
    inner join figures on candidates.subject_observation_id = figures.observation_id
    group by
        candidates.check_code,
        candidates.subject_observation_id,
        figures.report_id,
        figures.passage_no,
        figures.char_start,
        figures.value,
        figures.value_low,
        figures.value_high
    having count(case when candidates.term_state in ('found', 'several_values_stated') then 1 end) >= {{ fewest_parts }}

),

part_passages as (

    select distinct
        candidates.subject_observation_id,
        figures.report_id,
        figures.passage_no
    from candidates
    inner join figures on candidates.observation_id = figures.observation_id

),

-- other figures behind the total in the sentences of the parts, measured or not
beside as (

    select
        totals.subject_observation_id,
        dispositions.figure_id,
        dispositions.number_text,
        dispositions.value,
        dispositions.disposition,
        totals.total - totals.parts_sum as rest
    from totals
    inner join part_passages on totals.subject_observation_id = part_passages.subject_observation_id
    inner join dispositions
        on
            part_passages.report_id = dispositions.report_id
            and part_passages.passage_no = dispositions.passage_no
    where
        dispositions.char_start > totals.char_start
        and dispositions.unit_class in ('case', 'item', 'none')
        and not contains(totals.part_ids, dispositions.figure_id || ':')

),

gathered_beside as (

    select
        subject_observation_id,
        {{ joined("case when disposition = 'set_aside' then number_text end") }} as unread_numbers,
        {{ first_by("case when value = rest then figure_id end", 'figure_id') }} as rest_figure_id
    from beside
    group by subject_observation_id

),

sentences as (

    select
        candidates.subject_observation_id,
        max(
            case when {{ matches('figures.printed_sentence', quoted('其余|其他|其它|等方式|等结案|另有|尚有')) }} then 1 else 0 end
        ) as speaks_of_others
    from candidates
    inner join figures on candidates.observation_id = figures.observation_id
    group by candidates.subject_observation_id

),

compared as (

    select
        totals.*,
        gathered_beside.unread_numbers,
        gathered_beside.rest_figure_id,
        case
            when totals.ambiguous_metric is not null then 'several_values_stated'
            when totals.total = totals.parts_sum then 'exact'
            when {{ intervals_meet('totals.total_low', 'totals.total_high', 'totals.parts_low', 'totals.parts_high') }}
                then 'within_bounds'
            when totals.place > 2 then 'terms_of_another_item'
            when totals.parts_sum > totals.total then 'parts_are_more_than_the_total'
            when gathered_beside.rest_figure_id is not null then 'rest_is_stated_beside'
            when gathered_beside.unread_numbers is not null then 'a_figure_beside_is_not_read'
            when sentences.speaks_of_others = 1 or totals.parts_sum < cast(totals.total as double) * 4 / 5
                then 'breakdown_is_not_complete'
            else 'parts_leave_a_rest'
        end as reason
    from totals
    left join gathered_beside on totals.subject_observation_id = gathered_beside.subject_observation_id
    left join sentences on totals.subject_observation_id = sentences.subject_observation_id

)

select
    check_code,
    subject_observation_id,
    total as left_value,
    case when ambiguous_metric is null then cast(parts_sum as decimal(28, 10)) end as right_value,
    case when ambiguous_metric is null then cast(total - parts_sum as decimal(28, 10)) end as gap,
    cast(greatest(total_high - total, parts_high - parts_sum) as decimal(28, 10)) as tolerance,
    case
        when reason in ('exact', 'within_bounds', 'rest_is_stated_beside') then 'holds'
        when reason in ('parts_are_more_than_the_total', 'parts_leave_a_rest') then 'fails'
        else 'cannot_be_assessed'
    end as outcome,
    reason,
    concat_ws(
        '; ',
        concat_ws('', part_count, ' parts: ', parts),
        case
            when ambiguous_metric is not null then concat_ws('', 'several values are stated for ', ambiguous_metric)
        end,
        case
            when reason = 'rest_is_stated_beside'
                then concat_ws(
                    '', 'the rest, ', {{ shown('total - parts_sum') }}, ', is stated beside (', rest_figure_id, ')'
                )
        end,
        case
            when reason = 'a_figure_beside_is_not_read' then concat_ws('', 'not read beside them: ', unread_numbers)
        end
    ) as detail,
    concat_ws(' ', subject_observation_id, part_ids) as observation_ids
from compared
