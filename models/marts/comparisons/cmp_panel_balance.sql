-- Who is missing when: of each jurisdiction in the panel of a metric, what became of each year that the panel has.
with

years as (

    select * from {{ ref('int_panel_years') }}

),

cells as (

    select * from {{ ref('cmp_panel_long') }}

),

spans as (

    select
        metric_code,
        short_code,
        metric_name_zh,
        cast(min(year) as int) as first_year,
        cast(max(year) as int) as last_year,
        cast(count(distinct jurisdiction_key) as int) as jurisdiction_count
    from cells
    where is_in_panel
    group by metric_code, short_code, metric_name_zh

),

members as (

    select distinct
        metric_code,
        jurisdiction_key,
        jurisdiction_name,
        level
    from cells
    where is_in_panel

),

expected as (

    select
        spans.*,
        members.jurisdiction_key,
        members.jurisdiction_name,
        members.level,
        {{ each_year('spans.first_year', 'spans.last_year') }} as year
    from members
    inner join spans on members.metric_code = spans.metric_code

),

fates as (

    select
        expected.*,
        case
            when cells.is_in_panel then 'stated'
            when cells.cell_key is not null then 'set_aside'
            when coalesce(years.report_count, 0) > 0 then 'not_stated'
            else 'no_report'
        end as fate
    from expected
    left join cells
        on
            expected.jurisdiction_key = cells.jurisdiction_key
            and expected.metric_code = cells.metric_code
            and expected.year = cells.year
    left join years
        on
            expected.jurisdiction_key = years.jurisdiction_key
            and expected.year = years.year

)

{% set fates = ['stated', 'no_report', 'not_stated', 'set_aside'] %}
select
    {{ key_of(['metric_code', 'jurisdiction_key']) }} as balance_key,
    metric_code,
    short_code,
    metric_name_zh,
    first_year,
    last_year,
    jurisdiction_count,
    jurisdiction_key,
    jurisdiction_name,
    level,
    cast(count(*) as int) as years_expected,
    {% for fate in fates -%}
    cast(sum(case when fate = '{{ fate }}' then 1 else 0 end) as int) as years_{{ fate }},
    {{ years_where('year', "fate = '" ~ fate ~ "'") }} as which_years_{{ fate }},
    {% endfor -%}
    min(case when fate = 'stated' then 1 else 0 end) = 1 as is_complete
from fates
group by
    metric_code,
    short_code,
    metric_name_zh,
    first_year,
    last_year,
    jurisdiction_count,
    jurisdiction_key,
    jurisdiction_name,
    level
