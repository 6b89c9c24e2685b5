-- How the figures that somebody has judged are read before anybody is heard: their metrics and the parts of the first.
with

judged as (

    select distinct figure_id
    from {{ ref('int_verdict_places') }}
    where figure_id is not null
    union distinct
    select distinct figure_id
    from {{ ref('int_corrections') }}
    where status = 'applies'

),

observations as (

    select * from {{ ref('int_observations') }}

)

select
    judged.figure_id,
    {{ list_in_order('observations.metric_code') }} as metric_codes,
    {{ first_by('observations.scope', 'observations.metric_code') }} as scope,
    {{ first_by('observations.role', 'observations.metric_code') }} as role,
    cast({{ first_by('observations.observation_year', 'observations.metric_code') }} as string) as year,
    {{ plain_number(first_by('observations.value', 'observations.metric_code')) }} as value,
    min(observations.confidence) as confidence,
    min(observations.confidence_number * observations.confidence_metric)
    >= cast('{{ var("fact_confidence_floor") }}' as decimal(4, 2)) as is_sure
from judged
left join observations on judged.figure_id = observations.figure_id
group by judged.figure_id
