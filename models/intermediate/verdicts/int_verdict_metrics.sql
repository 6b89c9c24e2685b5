-- What the verdicts make of the metrics of each figure that one of them speaks of: an observation keeps its metric,
-- gets another one, measures none, or there is one more that no rule claims.
with

observations as (

    select * from {{ ref('int_corrected_observations') }}

),

verdicts as (

    select *
    from {{ ref('int_figure_verdicts') }}
    where told_metric is not null

),

told as (

    select
        figure_id,
        {{ each_word('told_metric') }} as metric_code
    from verdicts

),

read_as as (

    select
        observations.figure_id,
        observations.observation_id,
        observations.metric_code,
        told.metric_code is not null as is_told
    from observations
    inner join verdicts on observations.figure_id = verdicts.figure_id
    left join told
        on
            observations.figure_id = told.figure_id
            and observations.metric_code = told.metric_code

),

-- what is read and not told gives way to what is told and not read, one for one
unwanted as (

    select
        figure_id,
        observation_id,
        row_number() over (partition by figure_id order by metric_code nulls last) as place_no
    from read_as
    where not is_told

),

wanted as (

    select
        told.figure_id,
        told.metric_code,
        row_number() over (partition by told.figure_id order by told.metric_code nulls last) as place_no
    from told
    left join read_as
        on
            told.figure_id = read_as.figure_id
            and told.metric_code = read_as.metric_code
    where read_as.figure_id is null

),

paired as (

    select
        coalesce(unwanted.figure_id, wanted.figure_id) as figure_id,
        unwanted.observation_id,
        wanted.metric_code
    from unwanted
    full join wanted
        on
            unwanted.figure_id = wanted.figure_id
            and unwanted.place_no = wanted.place_no

)

select
    figure_id,
    observation_id,
    metric_code,
    case
        when observation_id is null then 'added'
        when metric_code is null then 'none'
        else 'changed'
    end as what
from paired
