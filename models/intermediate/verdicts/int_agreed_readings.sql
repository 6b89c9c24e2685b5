-- What the rules and all second readers read alike of a figure, part by part, and how sure that makes the part by what
-- people found in samples (seeds/agreement.csv): the lower end of the interval, where enough were looked at.
with

readings as (

    select * from {{ ref('int_second_readings') }}

),

measured as (

    select * from {{ ref('agreement') }}

),

alike as (

    select
        figure_id,
        report_id,
        part,
        min(second_reading) as reading
    from readings
    group by figure_id, report_id, part
    having count(*) = count(case when is_agreed then 1 end) and min(second_reading) = max(second_reading)

),

shares as (

    select
        part,
        case
            when figures >= least_figures and figures > 0
                then least(
                    most, cast(floor(100 * {{ wilson_end('right_count', 'figures', '-') }}) / 100 as decimal(4, 2))
                )
        end as share
    from measured

),

side_by_side as (

    select
        max(case when part = 'metric' then share end) as metric_share,
        max(case when part = 'scope' then share end) as scope_share,
        max(case when part = 'year' then share end) as year_share
    from shares

),

gathered as (

    select
        figure_id,
        report_id,
        max(case when part = 'metric' then reading end) as metric_code,
        max(case when part = 'scope' then reading end) as scope,
        max(case when part = 'role' then reading end) as role,
        max(case when part = 'year' then reading end) as year
    from alike
    group by figure_id, report_id

)

select
    gathered.figure_id,
    gathered.report_id,
    gathered.metric_code,
    gathered.scope,
    gathered.role,
    gathered.year,
    side_by_side.metric_share,
    side_by_side.scope_share,
    side_by_side.year_share
from gathered
cross join side_by_side
-- no metric on both sides makes no reading surer
where gathered.metric_code <> 'none'
