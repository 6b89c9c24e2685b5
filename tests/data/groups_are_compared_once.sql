-- Each pair of groups stands once, the lesser key first; each group of ranked numbers stands with itself; two different
-- groups are never comparable; and a rank stands only where its group is comparable with itself.
with

pairs as (

    select * from {{ ref('cmp_comparability') }}

),

ranked as (

    select * from {{ ref('cmp_metrics_ranked') }}
    where rank_in_group is not null

)

select
    'out of order' as problem,
    group_pair
from pairs
where group_a > group_b
union all
select
    'different, but not said to be' as problem,
    group_pair
from pairs
where group_a <> group_b and verdict <> 'not_comparable'
union all
select
    'ranked without being comparable' as problem,
    ranked.comparison_group as group_pair
from ranked
left join pairs on ranked.comparison_group = pairs.group_a and ranked.comparison_group = pairs.group_b
where pairs.group_pair is null or pairs.verdict = 'not_comparable' or ranked.group_size < 2
