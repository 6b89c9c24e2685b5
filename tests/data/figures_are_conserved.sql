-- Every landed figure is used or set aside, once, with a reason where it is set aside.
with

landed as (

    select figure_id from {{ ref('stg_figures') }}

),

told as (

    select * from {{ ref('aud_figure_disposition') }}

)

select
    coalesce(landed.figure_id, told.figure_id) as figure_id,
    told.disposition,
    told.reason
from landed
full outer join told on landed.figure_id = told.figure_id
where
    landed.figure_id is null
    or told.figure_id is null
    or (told.disposition = 'used') <> (told.observation_count > 0)
    or (told.disposition = 'used') <> (told.reason is null)
