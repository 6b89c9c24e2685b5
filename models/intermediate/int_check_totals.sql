-- A breakdown against its total, where three parts or more are stated. What the parts leave is a fault only where every
-- figure of their sentences is read: one that is not may be the part that is missing.
{% set fewest_parts = 3 %}
with

candidates as (

    select * from {{ ref('int_check_candidates') }}
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
        {{ joined("concat(candidates.metric_code, ' ', " ~ shown('candidates.value') ~ ")") }} as parts
    from candidates
    inner join figures on candidates.subject_observation_id = figures.observation_id
    group by
        candidates.check_code,
        candidates.subject_observation_id,
        figures.report_id,
        figures.passage_no,
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

-- figures beside the parts that nothing has claimed and that may count cases
unread as (

    select
        part_passages.subject_observation_id,
        cast(count(*) as int) as unread_count,
        {{ joined("dispositions.number_text") }} as unread_numbers
    from part_passages
    inner join dispositions
        on
            part_passages.report_id = dispositions.report_id
            and part_passages.passage_no = dispositions.passage_no
    where dispositions.disposition = 'set_aside' and dispositions.unit_class in ('case', 'item', 'none')
    group by part_passages.subject_observation_id

),

compared as (

    select
        totals.*,
        unread.unread_count,
        unread.unread_numbers,
        case
            when totals.ambiguous_metric is not null then 'cannot_be_assessed'
            when {{ intervals_meet('totals.total_low', 'totals.total_high', 'totals.parts_low', 'totals.parts_high') }}
                then 'holds'
            when totals.place > 2 then 'cannot_be_assessed'
            when totals.parts_sum > totals.total then 'fails'
            when unread.unread_count is not null then 'cannot_be_assessed'
            else 'fails'
        end as outcome
    from totals
    left join unread on totals.subject_observation_id = unread.subject_observation_id

)

select
    check_code,
    subject_observation_id,
    total as left_value,
    case when ambiguous_metric is null then cast(parts_sum as decimal(28, 10)) end as right_value,
    case when ambiguous_metric is null then cast(total - parts_sum as decimal(28, 10)) end as gap,
    cast(greatest(total_high - total, parts_high - parts_sum) as decimal(28, 10)) as tolerance,
    outcome,
    case
        when outcome = 'holds' and total = parts_sum then 'exact'
        when outcome = 'holds' then 'within_bounds'
        when ambiguous_metric is not null then 'several_values_stated'
        when outcome = 'cannot_be_assessed' and place > 2 then 'terms_of_another_item'
        when outcome = 'cannot_be_assessed' then 'a_figure_beside_is_not_read'
        when parts_sum > total then 'parts_are_more_than_the_total'
        else 'parts_leave_a_rest'
    end as reason,
    concat_ws(
        '; ',
        concat(part_count, ' parts: ', parts),
        case when ambiguous_metric is not null then concat('several values are stated for ', ambiguous_metric) end,
        case when unread_count is not null then concat('not read beside them: ', unread_numbers) end
    ) as detail,
    concat_ws(' ', subject_observation_id, part_ids) as observation_ids
from compared
