-- Observations that are no facts for one reason alone: nothing says their year. The desk shows them with the year that
-- they would have, for a reader who accepts the card has said it.
with

observations as (

    select * from {{ ref('int_judged_observations') }}

),

obstacles as (

    select * from {{ ref('int_observation_obstacles') }}

)

select
    observations.observation_id,
    observations.figure_id,
    observations.report_id,
    observations.metric_code,
    observations.observation_year as year,
    observations.as_of,
    observations.scope,
    observations.role,
    observations.value,
    observations.unit,
    observations.modifier,
    observations.number_text,
    observations.rule_id,
    observations.confidence,
    observations.confidence_number,
    observations.confidence_metric,
    observations.confidence_scope,
    observations.confidence_year,
    observations.confidence_place,
    observations.confidence_reasons
from observations
inner join obstacles on observations.observation_id = obstacles.observation_id
where
    obstacles.obstacle = 'its year is not said'
    and observations.observation_year is not null
    -- what nobody would see as a reading is shown as none
    and observations.confidence_number * observations.confidence_metric
    >= cast('{{ var("fact_confidence_floor") }}' as decimal(4, 2))
