-- Every observation that a fact, a rank or a cell names is one of fct_observations.
with

known as (

    select observation_id from {{ ref('fct_observations') }}

),

named as (

    {% for relation, column in [
        ('fct_cases_handled', 'observation_id'),
        ('fct_approval_times', 'observation_id'),
        ('fct_service_capacity', 'observation_id'),
        ('fct_mediation_rates', 'accepted_observation_id'),
        ('fct_mediation_rates', 'resolved_observation_id'),
        ('fct_mediation_rates', 'rate_observation_id'),
        ('fct_mediation_rates', 'amount_observation_id'),
        ('cmp_metrics_ranked', 'observation_id'),
        ('cmp_cells', 'observation_id'),
    ] %}
    select
        '{{ relation }}.{{ column }}' as named_by,
        {{ column }} as observation_id
    from {{ ref(relation) }}
    where {{ column }} is not null
    {% if not loop.last %}union all{% endif %}
    {% endfor %}

)

select
    named.named_by,
    named.observation_id
from named
left join known on named.observation_id = known.observation_id
where known.observation_id is null
