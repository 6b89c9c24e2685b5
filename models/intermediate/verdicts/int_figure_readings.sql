-- How the figures that somebody has judged are read before anybody is heard: their metrics and the parts of the first.
-- Readings below the bar of confidence are shown to nobody, so that a word on the others is none on them; they count
-- where there is no other.
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

    select
        *,
        -- a year that nothing says is accepted where the verdict names it, not along with the rest
        case when period_type <> 'unstated' then observation_year end as said_year,
        confidence_number * confidence_metric >= cast('{{ var("fact_confidence_floor") }}' as decimal(4, 2)) as is_sure
    from {{ ref('int_observations') }}

),

seen as (

    select *
    from observations
    qualify is_sure or not bool_or(is_sure) over (partition by figure_id)

)

select
    judged.figure_id,
    {{ list_in_order('seen.metric_code') }} as metric_codes,
    {{ first_by('seen.scope', 'seen.metric_code') }} as scope,
    {{ first_by('seen.role', 'seen.metric_code') }} as role,
    cast({{ first_by('seen.said_year', 'seen.metric_code') }} as string) as year,
    {{ plain_number(first_by('seen.value', 'seen.metric_code')) }} as value,
    min(seen.confidence) as confidence,
    bool_and(seen.is_sure) as is_sure
from judged
left join seen on judged.figure_id = seen.figure_id
group by judged.figure_id
