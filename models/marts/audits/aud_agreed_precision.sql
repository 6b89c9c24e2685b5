-- Of the sampled figures that the rules and all second readers read alike, how many people find right, part by part.
-- What enough of them show is written into seeds/agreement.csv, or an office's own rows of it.
with

readings as (

    select * from {{ ref('int_second_readings') }}

),

outcomes as (

    select *
    from {{ ref('int_verdict_outcomes') }}
    where not is_correction

),

verdicts as (

    select * from {{ ref('int_standing_verdicts') }}

),

rules as (

    select * from {{ ref('int_figure_readings') }}
    where is_sure

),

sampled as (

    select distinct outcomes.figure_id
    from outcomes
    inner join verdicts on outcomes.verdict_id = verdicts.verdict_id
    where verdicts.sample_id is not null and outcomes.claimed_part = 'reading'

),

-- what people say of each part, of the reading that the rules give
told as (

    select
        outcomes.figure_id,
        bool_or(outcomes.outcome = 'conflict') as is_unsettled,
        bool_or(outcomes.claimed_part = 'reading' and outcomes.claim = 'no') as is_rejected,
        bool_and(
            case
                when outcomes.claimed_part = 'metric'
                    then outcomes.claim in ({{ as_codes('rules.metric_codes') }}, 'as read')
            end
        ) as is_metric_right,
        bool_and(
            case when outcomes.claimed_part = 'scope' then outcomes.claim in (rules.scope, 'as read') end
        ) as is_scope_right,
        bool_and(
            case when outcomes.claimed_part = 'role' then outcomes.claim in (rules.role, 'as read') end
        ) as is_role_right,
        bool_and(
            case when outcomes.claimed_part = 'year' then outcomes.claim in (rules.year, 'as read') end
        ) as is_year_right
    from outcomes
    inner join sampled on outcomes.figure_id = sampled.figure_id
    inner join rules on outcomes.figure_id = rules.figure_id
    where outcomes.outcome in ('holds', 'conflict')
    group by outcomes.figure_id

),

alike as (

    select
        figure_id,
        part
    from readings
    where rules_reading <> 'none'
    group by figure_id, part
    having count(*) = count(case when is_agreed then 1 end)

),

-- role and year go together, as one confidence does
held as (

    select
        alike.figure_id,
        alike.part,
        told.is_metric_right and not told.is_rejected as is_right
    from alike
    inner join told on alike.figure_id = told.figure_id
    where alike.part = 'metric' and not told.is_unsettled
    union all
    select
        alike.figure_id,
        alike.part,
        told.is_scope_right as is_right
    from alike
    inner join told on alike.figure_id = told.figure_id
    where alike.part = 'scope' and not told.is_unsettled and not told.is_rejected
    union all
    select
        alike.figure_id,
        alike.part,
        told.is_year_right and told.is_role_right as is_right
    from alike
    inner join alike as roles on alike.figure_id = roles.figure_id and roles.part = 'role'
    inner join told on alike.figure_id = told.figure_id
    where alike.part = 'year' and not told.is_unsettled and not told.is_rejected

),

counted as (

    select
        part,
        count(*) as figure_count,
        count(case when is_right then 1 end) as right_count
    from held
    group by part

)

select
    part,
    cast(figure_count as int) as figure_count,
    cast(right_count as int) as right_count,
    cast(100.0 * right_count / figure_count as decimal(7, 4)) as right_percent,
    cast(100 * {{ wilson_end('right_count', 'figure_count', '-') }} as decimal(7, 4)) as interval_low,
    cast(100 * {{ wilson_end('right_count', 'figure_count', '+') }} as decimal(7, 4)) as interval_high
from counted
