-- For each figure that a check is about and each metric that the check needs: the value to check it with, or why there
-- is none. Figures of the same sentence go first, then those of the same item, then those of the report; never those of
-- another year, scope or cut-off. Two parts of a city are both 'part': only a sentence says that they are the same one.
with

terms as (

    select * from {{ ref('int_check_terms') }}

),

figures as (

    select * from {{ ref('int_check_figures') }}

),

needed as (

    select
        check_code,
        kind as check_kind,
        subject_metric,
        when_broken,
        numerator_metric as metric_code
    from terms
    union
    select
        check_code,
        kind as check_kind,
        subject_metric,
        when_broken,
        denominator_metric as metric_code
    from terms
    where denominator_metric is not null

),

subjects as (

    select
        needed.check_code,
        needed.check_kind,
        needed.when_broken,
        needed.metric_code as needed_metric,
        figures.*
    from needed
    inner join figures on needed.subject_metric = figures.metric_code
    where figures.role in ('level', 'prior')

),

paired as (

    select
        subjects.check_code,
        subjects.check_kind,
        subjects.when_broken,
        subjects.observation_id as subject_observation_id,
        subjects.needed_metric,
        figures.observation_id,
        figures.value,
        figures.value_low,
        figures.value_high,
        figures.printed_sentence,
        figures.char_start,
        case
            when subjects.passage_no = figures.passage_no then 1
            when subjects.item_no = figures.item_no then 2
            else 3
        end as place,
        {{ is_same('subjects.year', 'figures.year') }} as is_of_year,
        subjects.scope = figures.scope as is_of_scope,
        (
            {{ is_same('subjects.as_of', 'figures.as_of') }}
            and subjects.is_cumulative = figures.is_cumulative
        ) as is_of_cut_off,
        case subjects.scope when 'part' then 1 when 'unstated' then 2 else 3 end as farthest_place
    from subjects
    left join figures
        on
            subjects.report_id = figures.report_id
            and subjects.needed_metric = figures.metric_code
            and subjects.role = figures.role

),

judged as (

    select
        *,
        (is_of_year and is_of_scope and is_of_cut_off) as is_of_key,
        coalesce(is_of_year and is_of_scope and is_of_cut_off and place <= farthest_place, false) as is_usable
    from paired

),

placed as (

    select
        *,
        min(case when is_usable then place end) over (
            partition by check_code, subject_observation_id, needed_metric
        ) as best_place
    from judged

),

gathered as (

    select
        check_code,
        check_kind,
        when_broken,
        subject_observation_id,
        needed_metric,
        best_place as place,
        count(distinct case when is_usable and place = best_place then value end) as value_count,
        min(case when is_usable and place = best_place then value end) as value,
        min(case when is_usable and place = best_place then value_low end) as value_low,
        max(case when is_usable and place = best_place then value_high end) as value_high,
        {{ first_by('case when is_usable and place = best_place then observation_id end', 'char_start') }}
            as observation_id,
        max(case when observation_id is not null then 1 else 0 end) as is_stated,
        max(case when is_of_key then 1 else 0 end) as is_stated_apart,
        max(case when is_of_year and is_of_scope then 1 else 0 end) as is_of_other_cut_off,
        max(case when is_of_year then 1 else 0 end) as is_of_other_scope
    from placed
    group by check_code, check_kind, when_broken, subject_observation_id, needed_metric, best_place

)

select
    check_code,
    check_kind,
    when_broken,
    subject_observation_id,
    needed_metric as metric_code,
    place,
    case
        when value_count = 1 then 'found'
        when value_count > 1 then 'several_values_stated'
        when is_stated = 0 then 'term_not_stated'
        when is_stated_apart = 1 then 'term_of_another_sentence'
        when is_of_other_cut_off = 1 then 'term_of_another_cut_off'
        when is_of_other_scope = 1 then 'term_of_another_scope'
        else 'term_of_another_year'
    end as term_state,
    case when value_count = 1 then observation_id end as observation_id,
    case when value_count = 1 then value end as value,
    case when value_count = 1 then value_low end as value_low,
    case when value_count = 1 then value_high end as value_high
from gathered
