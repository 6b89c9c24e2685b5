-- The numbers that indicators are worked out from: what one report states of one body for one period, where it states
-- one value alone. Two numbers of a part, or of a body that is not named, are of the same one only within a sentence.
{% set of_one_body = [
    'report_id', 'subject_key', 'reporting_department', 'year', 'scope', 'as_of', 'period_type', 'place'
] %}
with

observations as (

    select * from {{ ref('int_accepted_observations') }}
    where role in ('level', 'prior') and range_part is null

),

placed as (

    select
        *,
        case when scope in ('own', 'whole') then -1 else passage_no end as place
    from observations

)

select
    {{ key_of(of_one_body) }} as body_key,
    report_id,
    subject_key,
    jurisdiction_key,
    reporting_department,
    year,
    scope,
    as_of,
    is_cumulative,
    period_type,
    metric_code,
    role,
    unit,
    day_kind,
    min(passage_no) as passage_no,
    min(value) as value,
    max(modifier) as modifier,
    {{ first_by('observation_id', 'char_start') }} as observation_id
from placed
group by all
having count(distinct value) = 1
