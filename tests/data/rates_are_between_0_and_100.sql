-- A rate is a share of a whole; only its change may be more, or less than nothing.
with

observations as (

    select * from {{ ref('fct_observations') }}

),

metrics as (

    select * from {{ ref('dim_metric') }}

)

select
    observations.observation_id,
    observations.value,
    observations.printed_sentence
from observations
inner join metrics on observations.metric_code = metrics.metric_code
where
    metrics.kind = 'rate'
    and observations.role <> 'change'
    and (observations.value < 0 or observations.value > 100)
