with

claims as (

    select * from {{ ref('int_reader_claims') }}

),

-- every family, and all of them together
told as (

    select
        figure_id,
        reader,
        part,
        claim,
        family
    from claims
    union all
    select
        figure_id,
        reader,
        part,
        claim,
        'all' as family
    from claims

),

-- figures that several have read
shared as (

    select
        *,
        count(*) over (partition by part, family, figure_id) as reader_count
    from told
    qualify reader_count > 1

),

-- Cohen: two readers side by side; of more than two, every two of them
pairs as (

    select
        first.part,
        first.family,
        first.claim as first_claim,
        second.claim as second_claim
    from shared as first
    inner join shared as second
        on
            first.part = second.part
            and first.family = second.family
            and first.figure_id = second.figure_id
            and first.reader < second.reader

),

observed as (

    select
        part,
        family,
        count(*) as pair_count,
        avg(cast(case when first_claim = second_claim then 1 else 0 end as double)) as share_agreed
    from pairs
    group by part, family

),

firsts as (

    select
        part,
        family,
        first_claim as claim,
        count(*) as claim_count
    from pairs
    group by part, family, first_claim

),

seconds as (

    select
        part,
        family,
        second_claim as claim,
        count(*) as claim_count
    from pairs
    group by part, family, second_claim

),

by_chance as (

    select
        firsts.part,
        firsts.family,
        sum(firsts.claim_count * seconds.claim_count) as product_sum
    from firsts
    inner join seconds
        on
            firsts.part = seconds.part
            and firsts.family = seconds.family
            and firsts.claim = seconds.claim
    group by firsts.part, firsts.family

),

-- Krippendorff: what differs within a figure against what differs among all that is said
within as (

    select
        part,
        family,
        figure_id,
        max(reader_count) as reader_count,
        sum(claim_count * (reader_count - claim_count)) / cast(max(reader_count - 1) as double) as differing
    from (
        select
            part,
            family,
            figure_id,
            claim,
            max(reader_count) as reader_count,
            count(*) as claim_count
        from shared
        group by part, family, figure_id, claim
    ) as counted
    group by part, family, figure_id

),

among as (

    select
        part,
        family,
        sum(claim_count) as said,
        sum(claim_count * claim_count) as squares
    from (
        select
            part,
            family,
            claim,
            count(*) as claim_count
        from shared
        group by part, family, claim
    ) as counted
    group by part, family

),

differing as (

    select
        within.part,
        within.family,
        count(*) as figure_count,
        sum(within.differing) / max(among.said) as within_figures,
        max((among.said * among.said - among.squares) / cast(among.said * (among.said - 1) as double)) as among_all
    from within
    inner join among on within.part = among.part and within.family = among.family
    group by within.part, within.family

)

select
    observed.part,
    observed.family,
    cast(differing.figure_count as int) as figure_count,
    cast(observed.pair_count as int) as pair_count,
    cast(100 * observed.share_agreed as decimal(7, 4)) as agreed_percent,
    cast(
        {{ beyond_chance(
            'observed.share_agreed',
            '(coalesce(by_chance.product_sum, 0) / cast(observed.pair_count * observed.pair_count as double))'
        ) }} as decimal(7, 4)
    ) as cohen_kappa,
    cast(case when differing.among_all > 0 then 1 - differing.within_figures / differing.among_all end as decimal(7, 4))
        as krippendorff_alpha
from observed
inner join differing on observed.part = differing.part and observed.family = differing.family
left join by_chance on observed.part = by_chance.part and observed.family = by_chance.family
