-- Limits that hold for every figure of a report, those included that were set aside for breaking them: one row a report
-- and limit, which names the figures outside.
with

observations as (

    select * from {{ ref('int_observations') }}

),

reports as (

    select * from {{ ref('int_speaking_reports') }}

),

limited as (

    select
        'limit.rate_0_to_100' as check_code,
        report_id,
        observation_id,
        char_start,
        value < 0 or value > 100 as is_outside
    from observations
    where kind = 'rate' and role <> 'change' and value is not null and unit_class in ('percent', 'share')
    union all
    select
        'limit.not_negative' as check_code,
        report_id,
        observation_id,
        char_start,
        value < 0 as is_outside
    from observations
    where role <> 'change' and value is not null

),

counted as (

    select
        limited.check_code,
        limited.report_id,
        count(*) as figure_count,
        count(case when limited.is_outside then 1 end) as outside_count,
        {{ words_joined('case when limited.is_outside then limited.observation_id end', 'limited.char_start') }}
            as observation_ids
    from limited
    inner join reports on limited.report_id = reports.report_id
    group by limited.check_code, limited.report_id

)

select
    check_code,
    report_id,
    cast(outside_count as decimal(28, 10)) as left_value,
    cast(0 as decimal(28, 10)) as right_value,
    cast(outside_count as decimal(28, 10)) as gap,
    cast(0 as decimal(28, 10)) as tolerance,
    case when outside_count = 0 then 'holds' else 'fails' end as outcome,
    case when outside_count = 0 then 'within_bounds' else 'outside_limits' end as reason,
    concat_ws('', outside_count, ' of ', figure_count, ' figures lie outside') as detail,
    observation_ids
from counted
