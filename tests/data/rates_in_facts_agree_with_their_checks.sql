-- What the mediation fact derives and what the check of its rate reckons is the same, where both know the same terms.
with

derived as (

    select
        rate_observation_id as observation_id,
        rate_derived
    from {{ ref('fct_mediation_rates') }}
    where mediation_kind = 'people' and rate_reported is not null and rate_derived is not null

),

checked as (

    select
        check_id,
        right_value
    from {{ ref('aud_checks') }}
    where check_code = 'rate.mediation_success' and reason in ('exact', 'rounded', 'cut_off', 'terms_give_another_rate')

)

select
    checked.check_id,
    derived.rate_derived,
    checked.right_value
from derived
inner join checked on 'rate.mediation_success|' || derived.observation_id = checked.check_id
where abs(derived.rate_derived - checked.right_value) > 0.0001
