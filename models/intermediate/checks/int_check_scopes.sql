-- What the reporting body or a part has is not more than what the whole jurisdiction has, of one metric, year and
-- cut-off. A sum is never asked for: nobody says that the parts are all there. A breach is a fault only within one
-- sentence: two sentences may count different things (积案 assigned from above, and found by the city itself).
with

figures as (

    select *
    from {{ ref('int_check_figures') }}
    where role = 'level' and kind in ('count', 'amount')

),

wholes as (

    select
        report_id,
        metric_code,
        year,
        as_of,
        period_type,
        max(value) as whole,
        max(value_high) as whole_high,
        count(distinct value) as whole_count,
        {{ first_by('observation_id', '-value', then='char_start') }} as whole_observation_id,
        {{ first_by('passage_no', '-value', then='char_start') }} as whole_passage_no
    from figures
    where scope = 'whole'
    group by report_id, metric_code, year, as_of, period_type

),

lesser as (

    select *
    from figures
    where scope in ('own', 'part')
    -- said twice over is checked once
    qualify row_number() over (
        partition by report_id, metric_code, year, as_of, period_type, scope, value
        order by char_start nulls last
    ) = 1

),

compared as (

    select
        lesser.*,
        wholes.whole,
        wholes.whole_count,
        wholes.whole_observation_id,
        case
            when lesser.value_low <= wholes.whole_high then 'holds'
            when lesser.passage_no = wholes.whole_passage_no then 'fails'
            else 'cannot_be_assessed'
        end as outcome
    from lesser
    inner join wholes
        on
            lesser.report_id = wholes.report_id
            and lesser.metric_code = wholes.metric_code
            and {{ is_same('lesser.year', 'wholes.year') }}
            and {{ is_same('lesser.as_of', 'wholes.as_of') }}
            and lesser.period_type = wholes.period_type

)

select
    concat_ws('', 'scope.', scope, '_within_whole') as check_code,
    observation_id as subject_observation_id,
    value as left_value,
    whole as right_value,
    cast(value - whole as decimal(28, 10)) as gap,
    cast(0 as decimal(28, 10)) as tolerance,
    outcome,
    case outcome
        when 'holds' then 'within_bounds'
        when 'fails' then 'more_than_it_can_be'
        else 'term_of_another_sentence'
    end as reason,
    concat_ws(
        ' ', metric_code, scope, {{ shown('value') }}, 'against whole', {{ shown('whole') }},
        case when whole_count > 1 then '(the largest of several)' end
    ) as detail,
    concat_ws(' ', observation_id, whole_observation_id) as observation_ids
from compared
