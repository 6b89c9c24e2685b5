-- What keeps an observation out of the facts: that its report does not speak, or a fault of its own. Null where nothing
-- does.
with

faults as (

    select * from {{ ref('int_observation_faults') }}

),

observations as (

    select * from {{ ref('int_judged_observations') }}

),

reports as (

    select * from {{ ref('int_reports') }}

),

copies as (

    select * from {{ ref('int_report_copies') }}
    where speaks

)

select
    faults.observation_id,
    faults.figure_id,
    case
        when reports.withdrawn_reason is not null then 'withdrawn report'
        when not reports.is_current then 'superseded version'
        when reports.identity_obstacle is not null then reports.identity_obstacle
        when copies.report_id is not null then concat_ws('', 'a copy: ', copies.other_source_name, ' states it too')
        else faults.fault
    end as obstacle
from faults
inner join observations on faults.observation_id = observations.observation_id
inner join reports on observations.report_id = reports.report_id
left join copies on observations.report_id = copies.report_id
