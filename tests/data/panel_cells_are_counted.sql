-- Every cell of the wide panel is a row of the long one that is in the panel, what is set aside has a reason that is
-- known, and every year of the balance is counted once.
with

wide as (

    select
        jurisdiction_key,
        year,
        metric_count
    from {{ ref('cmp_panel') }}

),

long as (

    select
        jurisdiction_key,
        year,
        count(case when is_in_panel then 1 end) as metric_count
    from {{ ref('cmp_panel_long') }}
    group by jurisdiction_key, year

),

reasons as (

    select * from {{ ref('dim_comparability_reason') }}

),

balance as (

    select * from {{ ref('cmp_panel_balance') }}

)

select
    coalesce(wide.jurisdiction_key, long.jurisdiction_key) as subject,
    'wide and long differ' as what
from wide
full outer join long on wide.jurisdiction_key = long.jurisdiction_key and wide.year = long.year
where coalesce(wide.metric_count, 0) <> coalesce(long.metric_count, 0)
union all
select
    balance_key as subject,
    'years do not add up' as what
from balance
where years_expected <> years_stated + years_no_report + years_not_stated + years_set_aside
union all
select
    cells.cell_key as subject,
    'reason is not known' as what
from {{ ref('cmp_panel_long') }} as cells
left join reasons on cells.set_aside_code = reasons.reason_code
where not cells.is_in_panel and reasons.reason_code is null
