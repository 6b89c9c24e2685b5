-- For each figure that a check is about and each metric that the check needs: the value to check it with, or why there
-- is none. Figures of the same sentence go first, then those of the same item, then those of the report; never those of
-- another year, scope or cut-off. Two parts of a city are both 'part': only a sentence says that they are the same one.
-- Places are gathered before they are joined: figures joined with figures would be as many as their number squared.
with

terms as (

    select * from {{ ref('int_check_terms') }}

),

figures as (

    select
        *,
        coalesce(cast(year as string), '') as year_key,
        concat_ws(
            '',
            coalesce(cast(as_of as string), ''), case when period_type <> 'year' then period_type else '' end
        ) as cut_off_key
    from {{ ref('int_check_figures') }}

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

-- every figure at three places: in its sentence, in its item, in its report
placed as (

    select
        1 as place,
        passage_no as place_no,
        *
    from figures
    union all
    select
        2 as place,
        item_no as place_no,
        *
    from figures
    union all
    select
        3 as place,
        0 as place_no,
        *
    from figures

),

stated as (

    select
        report_id,
        metric_code,
        role,
        year_key,
        scope,
        cut_off_key,
        place,
        place_no,
        count(distinct value) as value_count,
        min(value) as value,
        min(value_low) as value_low,
        max(value_high) as value_high,
        {{ first_by('observation_id', 'char_start') }} as observation_id
    from placed
    group by report_id, metric_code, role, year_key, scope, cut_off_key, place, place_no

),

stated_of_year as (

    select distinct
        report_id,
        metric_code,
        role,
        year_key
    from figures

),

stated_of_scope as (

    select distinct
        report_id,
        metric_code,
        role,
        year_key,
        scope
    from figures

),

stated_at_all as (

    select distinct
        report_id,
        metric_code,
        role
    from figures

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

-- a part is looked for in its sentence only, what is of nobody's scope in its item too
sought as (

    select
        subjects.*,
        places.place,
        case places.place when 1 then subjects.passage_no when 2 then subjects.item_no else 0 end as place_no
    from subjects
    inner join (values (1), (2), (3)) as places (place)
        on places.place <= case subjects.scope when 'part' then 1 when 'unstated' then 2 else 3 end

),

found as (

    select
        sought.check_code,
        sought.observation_id as subject_observation_id,
        sought.needed_metric,
        stated.*
    from sought
    inner join stated
        on
            sought.report_id = stated.report_id
            and sought.needed_metric = stated.metric_code
            and sought.role = stated.role
            and sought.year_key = stated.year_key
            and sought.scope = stated.scope
            and sought.cut_off_key = stated.cut_off_key
            and sought.place = stated.place
            and sought.place_no = stated.place_no

),

nearest as (

    select *
    from found
    qualify row_number() over (
        partition by check_code, subject_observation_id, needed_metric
        order by place nulls last
    ) = 1

)

select
    subjects.check_code,
    subjects.check_kind,
    subjects.when_broken,
    subjects.observation_id as subject_observation_id,
    subjects.needed_metric as metric_code,
    nearest.place,
    case
        when nearest.value_count = 1 then 'found'
        when nearest.value_count > 1 then 'several_values_stated'
        when stated_at_all.report_id is null then 'term_not_stated'
        when of_the_key.report_id is not null then 'term_of_another_sentence'
        when stated_of_scope.report_id is not null then 'term_of_another_cut_off'
        when stated_of_year.report_id is not null then 'term_of_another_scope'
        else 'term_of_another_year'
    end as term_state,
    case when nearest.value_count = 1 then nearest.observation_id end as observation_id,
    case when nearest.value_count = 1 then nearest.value end as value,
    case when nearest.value_count = 1 then nearest.value_low end as value_low,
    case when nearest.value_count = 1 then nearest.value_high end as value_high
from subjects
left join nearest
    on
        subjects.check_code = nearest.check_code
        and subjects.observation_id = nearest.subject_observation_id
        and subjects.needed_metric = nearest.needed_metric
left join stated as of_the_key
    on
        of_the_key.place = 3
        and subjects.report_id = of_the_key.report_id
        and subjects.needed_metric = of_the_key.metric_code
        and subjects.role = of_the_key.role
        and subjects.year_key = of_the_key.year_key
        and subjects.scope = of_the_key.scope
        and subjects.cut_off_key = of_the_key.cut_off_key
left join stated_of_scope
    on
        subjects.report_id = stated_of_scope.report_id
        and subjects.needed_metric = stated_of_scope.metric_code
        and subjects.role = stated_of_scope.role
        and subjects.year_key = stated_of_scope.year_key
        and subjects.scope = stated_of_scope.scope
left join stated_of_year
    on
        subjects.report_id = stated_of_year.report_id
        and subjects.needed_metric = stated_of_year.metric_code
        and subjects.role = stated_of_year.role
        and subjects.year_key = stated_of_year.year_key
left join stated_at_all
    on
        subjects.report_id = stated_at_all.report_id
        and subjects.needed_metric = stated_at_all.metric_code
        and subjects.role = stated_at_all.role
