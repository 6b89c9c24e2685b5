with

vocabulary as (

    select * from {{ ref('units') }}

),

-- what a spelling stands for may not be a spelling itself: ratio for 分之
canonical as (

    select
        vocabulary.canonical_unit as unit,
        vocabulary.canonical_unit,
        min(vocabulary.unit_class) as unit_class,
        min(vocabulary.name_en) as name_en
    from vocabulary
    left join vocabulary as spellings on vocabulary.canonical_unit = spellings.unit
    where spellings.unit is null
    group by vocabulary.canonical_unit

),

together as (

    select
        unit,
        canonical_unit,
        unit_class,
        name_en
    from vocabulary
    union all
    select
        unit,
        canonical_unit,
        unit_class,
        name_en
    from canonical

)

select * from together
