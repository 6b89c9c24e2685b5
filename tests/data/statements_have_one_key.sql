-- Within a fact the key and the number of the statement are unique: nothing is counted twice.
{% set facts = ['fct_cases_handled', 'fct_approval_times', 'fct_service_capacity'] %}
with

facts as (

    {% for fact in facts %}
    select
        '{{ fact }}' as fact,
        coalesce(jurisdiction_key, report_id) as subject_key,
        reporting_department,
        metric_code,
        year,
        scope,
        role,
        as_of,
        is_cumulative,
        period_type,
        range_part,
        {{ 'day_kind' if fact == 'fct_approval_times' else 'cast(null as string)' }} as day_kind,
        statement_no,
        statement_count
    from {{ ref(fact) }}
    {% if not loop.last %}union all{% endif %}
    {% endfor %}

)

select
    fact,
    subject_key,
    metric_code,
    year,
    scope,
    role,
    statement_no,
    count(*) as row_count
from facts
group by
    fact,
    subject_key,
    reporting_department,
    metric_code,
    year,
    scope,
    role,
    as_of,
    is_cumulative,
    period_type,
    range_part,
    day_kind,
    statement_no
having count(*) > 1 or max(statement_no) > max(statement_count)
