-- What a second reader and the rules say of each part of a figure that both have read; verdicts change neither.
{% set parts = ['metric', 'scope', 'role', 'year'] %}
with

second_readings as (

    select * from {{ ref('stg_second_readings') }}

),

-- a report that is read again may have other figures
figures as (

    select
        figure_id,
        number_text
    from {{ ref('stg_figures') }}

),

rules as (

    select
        figure_id,
        {{ as_codes(list_in_order('metric_code')) }} as metric,
        {{ first_by('scope', 'metric_code') }} as scope,
        {{ first_by('role', 'metric_code') }} as role,
        cast({{ first_by('observation_year', 'metric_code') }} as string) as year
    from {{ ref('int_observations') }}
    group by figure_id

),

reports as (

    select * from {{ ref('int_speaking_reports') }}

),

beside as (

    select
        second_readings.figure_id,
        second_readings.report_id,
        second_readings.model,
        second_readings.number_text,
        coalesce({{ family_of('rules.metric') }}, {{ family_of('second_readings.metric_code') }}, 'none') as family,
        coalesce(rules.metric, 'none') as rules_metric,
        coalesce(second_readings.metric_code, 'none') as second_metric,
        rules.scope as rules_scope,
        second_readings.scope as second_scope,
        rules.role as rules_role,
        second_readings.role as second_role,
        rules.year as rules_year,
        cast(second_readings.year as string) as second_year
    from second_readings
    inner join figures
        on
            second_readings.figure_id = figures.figure_id
            and second_readings.number_text = figures.number_text
    inner join reports on second_readings.report_id = reports.report_id
    left join rules on second_readings.figure_id = rules.figure_id

)

{% for part in parts %}
select
    figure_id,
    report_id,
    model,
    number_text,
    family,
    '{{ part }}' as part,
    rules_{{ part }} as rules_reading,
    second_{{ part }} as second_reading,
    {% if part == 'metric' %}
    -- of a figure that measures several metrics the second reader names one
    {{ contains_code('rules_metric', 'second_metric') }} as is_agreed
    {% else %}
    rules_{{ part }} = second_{{ part }} as is_agreed
    {% endif %}
from beside
where
    rules_{{ part }} is not null
    and second_{{ part }} is not null
    {% if part != 'metric' %}
    -- whoever reads another metric reads another thing
    and {{ contains_code('rules_metric', 'second_metric') }}
    {% endif %}
{{ 'union all' if not loop.last }}
{% endfor %}
