with

ranked as (

    select * from {{ ref('cmp_metrics_ranked') }}
    where can_be_compared

),

jurisdictions as (

    select * from {{ ref('dim_jurisdiction') }}

),

placed as (

    select
        ranked.*,
        {{ region_of('coalesce(jurisdictions.province_key, jurisdictions.jurisdiction_key)') }} as region,
        {{ population_class_of('jurisdictions.population') }} as population_class
    from ranked
    inner join jurisdictions on ranked.jurisdiction_key = jurisdictions.jurisdiction_key

),

-- Each number in three groups: with those of its region, with those of its size, and with those of both.
kinds as (

    select
        *,
        'region' as peer_kind,
        region as peers
    from placed
    where region is not null

    union all

    select
        *,
        'population' as peer_kind,
        population_class as peers
    from placed
    where population_class is not null

    union all

    select
        *,
        'region_and_population' as peer_kind,
        concat_ws('', region, ' ', population_class) as peers
    from placed
    where region is not null and population_class is not null

),

counted as (

    select
        *,
        {{ key_of(['comparison_group', 'peer_kind', 'peers']) }} as peer_group,
        count(*) over (partition by comparison_group, peer_kind, peers) >= {{ var('least_peers') }} as has_enough_peers
    from kinds

)

select
    {{ key_of(['observation_id', 'peer_kind']) }} as peer_key,
    observation_id,
    jurisdiction_key,
    jurisdiction_name,
    level,
    region,
    population_class,
    metric_code,
    metric_name_zh,
    year,
    scope,
    as_of,
    value,
    unit,
    modifier,
    comparison_group,
    peer_kind,
    peer_group,
    cast(count(*) over (partition by peer_group) as int) as peer_count,
    has_enough_peers,
    case
        when has_enough_peers then cast(rank() over (partition by peer_group order by value desc nulls last) as int)
    end as rank_among_peers,
    case
        when has_enough_peers then cast({{ median_over('value', 'peer_group') }} as decimal(28, 10))
    end as median_of_peers,
    own_reasons,
    own_reasons_zh,
    report_id,
    source_name,
    char_start,
    number_text
from counted
