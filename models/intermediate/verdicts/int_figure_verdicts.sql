-- What the verdicts that hold say of a figure, by how many readers it is verified and since when. A reader verifies who
-- has accepted the reading or put a part of it right, and whom nobody contradicts.
{% set parts = ['metric', 'scope', 'role', 'year', 'value', 'unit', 'as_of', 'jurisdiction'] %}
with

outcomes as (

    select
        *,
        outcome = 'holds' and claimed_part = 'reading' and claim = 'no' as is_rejection
    from {{ ref('int_verdict_outcomes') }}

),

readers as (

    select
        figure_id,
        reader,
        max(decided_at) as decided_at
    from outcomes
    group by figure_id, reader
    having
        bool_and(outcome = 'holds')
        and bool_or(claimed_part = 'reading' and claim = 'yes' and (part = 'reading' or decision = 'change'))

),

verified as (

    select
        figure_id,
        cast(count(*) as int) as reader_count,
        max(decided_at) as verified_at
    from readers
    group by figure_id

),

told as (

    select
        figure_id,
        bool_or(outcome = 'conflict') as is_in_conflict,
        bool_or(is_rejection) as is_rejected,
        {{ joined("case when outcome = 'holds' and not is_correction then verdict_id end") }} as verdict_ids,
        {{ joined("case when is_rejection then note end") }} as rejected_for,
        bool_or(is_rejection and decision = 'new_wording') as is_new_wording,
        -- what a correction says is applied where corrections are
        {% for part_name in parts %}
        max(
            case
                when
                    outcome = 'holds' and not is_correction
                    and claimed_part = '{{ part_name }}' and claim <> 'as read'
                    then claim
            end
        ) as told_{{ part_name }},
        {% endfor %}
        bool_or(outcome = 'holds' and not is_correction) as has_verdict
    from outcomes
    group by figure_id

)

select
    told.figure_id,
    told.is_in_conflict,
    told.verdict_ids,
    case
        when not told.is_rejected or not told.has_verdict then null
        when told.is_new_wording
            then concat_ws('', 'new wording, says a reader', coalesce(': ' || told.rejected_for, ''))
        else concat_ws('', 'rejected by a reader', coalesce(': ' || told.rejected_for, ''))
    end as rejection,
    {% for part_name in parts %}
    case when told.has_verdict and not told.is_rejected then told.told_{{ part_name }} end as told_{{ part_name }},
    {% endfor %}
    case when told.is_in_conflict or told.is_rejected then 0 else coalesce(verified.reader_count, 0) end
        as verified_by_count,
    case when not told.is_in_conflict and not told.is_rejected then verified.verified_at end as verified_at
from told
left join verified on told.figure_id = verified.figure_id
