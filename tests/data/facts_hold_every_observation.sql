-- The four facts hold every level and prior value of fct_observations, repetitions counted, and nothing else.
with

observed as (

    select
        metrics.fact,
        count(*) as observation_count
    from {{ ref('fct_observations') }} as observations
    inner join {{ ref('dim_metric') }} as metrics on observations.metric_code = metrics.metric_code
    where observations.role in ('level', 'prior')
    group by metrics.fact

),

held as (

    select
        'fct_cases_handled' as fact,
        sum(times_stated) as observation_count
    from {{ ref('fct_cases_handled') }}
    union all
    select
        'fct_approval_times' as fact,
        sum(times_stated) as observation_count
    from {{ ref('fct_approval_times') }}
    union all
    select
        'fct_service_capacity' as fact,
        sum(times_stated) as observation_count
    from {{ ref('fct_service_capacity') }}
    union all
    select
        'fct_mediation_rates' as fact,
        sum(observation_count) as observation_count
    from {{ ref('fct_mediation_rates') }}

)

select
    held.fact,
    observed.observation_count as observed_count,
    held.observation_count as held_count
from held
left join observed on held.fact = observed.fact
where coalesce(observed.observation_count, 0) <> coalesce(held.observation_count, 0)
