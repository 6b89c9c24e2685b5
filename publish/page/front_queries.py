"""What the page asks of the marts for its front: where and when something is known, the widest sets, what moved."""

from publish.page.queries import PLACE

MOST_SETS = 6  # strips on the front page

# A row for each province and year that has a value of the period, and one for all its years together (year is null).
KNOWN = """
    select
        places.province_key as province, evidence.year,
        count(distinct evidence.jurisdiction_key) as places,
        count(distinct evidence.jurisdiction_key) filter (where places.level = 'prefecture') as prefectures,
        count(*) as facts
    from marts.fct_evidence as evidence
    inner join marts.dim_jurisdiction as places on evidence.jurisdiction_key = places.jurisdiction_key
    where evidence.role = 'level' and evidence.year is not null and places.province_key is not null
    group by grouping sets ((places.province_key, evidence.year), (places.province_key))
    order by province, evidence.year nulls last
"""

# The provinces that have a tile, with how many prefectures each has.
PROVINCES = """
    select
        provinces.jurisdiction_key as province, provinces.name_zh, coalesce(provinces.short_name_zh, provinces.name_zh)
            as short_name_zh, provinces.name_en,
        (
            select count(*) from marts.dim_jurisdiction as places
            where places.province_key = provinces.jurisdiction_key
                and places.level = 'prefecture' and places.is_current
        ) as prefectures
    from marts.dim_jurisdiction as provinces
    where provinces.level = 'province'
    order by province
"""

# Of each metric its largest comparable set; of these the largest. Two values spread over nothing: such sets are shown
# only while there is none of three.
STRIPS = f"""
    with sets as (
        select metric_code, comparison_group, count(*) as members, max(year) as newest
        from marts.cmp_metrics_ranked
        -- where nobody says whose the numbers are, that they are of one kind is not known
        where rank_in_group is not null and scope is distinct from 'unstated'
        group by metric_code, comparison_group
        having count(*) > 1
    ),
    widest as (
        select metric_code, comparison_group, members, newest
        from sets
        qualify row_number() over (
            partition by metric_code order by members desc, newest desc nulls last, comparison_group
        ) = 1
    ),
    shown as (
        select *, max(members) over () as most
        from widest
        qualify members > 2 or most = 2
        order by members desc, newest desc nulls last, metric_code
        limit {MOST_SETS}
    )
    select
        ranked.metric_code, ranked.observation_id, {PLACE.format(key="ranked.jurisdiction_key")} as place,
        ranked.jurisdiction_name, ranked.level, ranked.year, ranked.scope, ranked.as_of, ranked.period_type,
        ranked.day_kind, ranked.value, ranked.unit, ranked.modifier, ranked.comparison_group, ranked.group_size,
        ranked.rank_in_group
    from shown
    inner join marts.cmp_metrics_ranked as ranked
        on shown.metric_code = ranked.metric_code and shown.comparison_group = ranked.comparison_group
    where ranked.rank_in_group is not null
    order by shown.members desc, shown.newest desc nulls last, ranked.metric_code, ranked.value, ranked.observation_id
"""

# The metric that most places state of two years that follow one another, for one and the same extent: how many rose.
# One place alone is no finding. Bounds tell no direction; a year that a later report recalls counts where the year's
# own report has no value.
MOVES = """
    with stated as (
        select
            jurisdiction_key, metric_code, year, scope, period_type, value,
            concat_ws('|', unit, day_kind, reporting_department, strftime(as_of, '%m-%d')) as form
        from marts.fct_evidence
        where
            role in ('level', 'prior') and year is not null and jurisdiction_key is not null and modifier is null
            and range_part is null and scope in ('own', 'whole')
        qualify row_number() over (
            partition by jurisdiction_key, metric_code, year, scope, period_type, form
            order by role = 'level' desc, observation_id
        ) = 1
    ),
    moved as (
        select
            later.metric_code, later.scope, later.year, sign(later.value - earlier.value)::int as direction,
            later.jurisdiction_key
        from stated as later
        inner join stated as earlier
            on later.jurisdiction_key = earlier.jurisdiction_key and later.metric_code = earlier.metric_code
            and later.scope = earlier.scope and later.period_type = earlier.period_type and later.form = earlier.form
            and later.year = earlier.year + 1
        qualify row_number() over (
            partition by later.jurisdiction_key, later.metric_code, later.scope, later.year
            order by later.period_type = 'year' desc, later.form
        ) = 1
    )
    select
        metric_code, scope, year, count(*) as places,
        count(*) filter (where direction > 0) as rose, count(*) filter (where direction < 0) as fell,
        count(*) filter (where direction = 0) as stayed
    from moved
    group by metric_code, scope, year
    having count(*) > 1
    order by places desc, year desc, metric_code, scope
    limit 1
"""

# How many stated rates fit the numbers of their own report, and the one that is farthest from them.
RATES = f"""
    with judged as (
        select *, rank() over (order by outcome = 'fails' desc, abs(gap) desc nulls last, check_id) as place_no
        from marts.aud_checks
        where check_kind = 'rate' and outcome in ('holds', 'fails')
    )
    select
        count(*) as rates, count(distinct judged.jurisdiction_key) as places,
        count(*) filter (where judged.outcome = 'fails') as failing,
        max(if(judged.place_no = 1 and judged.outcome = 'fails', {PLACE.format(key="judged.jurisdiction_key")}, null))
            as place,
        max(if(judged.place_no = 1 and judged.outcome = 'fails', places.name_zh, null)) as jurisdiction_name,
        max(if(judged.place_no = 1 and judged.outcome = 'fails', judged.year, null)) as year,
        max(if(judged.place_no = 1 and judged.outcome = 'fails', judged.metric_code, null)) as metric_code,
        max(if(judged.place_no = 1 and judged.outcome = 'fails', judged.left_value, null)) as stated,
        max(if(judged.place_no = 1 and judged.outcome = 'fails', judged.right_value, null)) as reckoned,
        max(if(judged.place_no = 1, string_split(judged.observation_ids, ' ')[1], null)) as observation_id
    from judged
    left join marts.dim_jurisdiction as places on judged.jurisdiction_key = places.jurisdiction_key
"""
