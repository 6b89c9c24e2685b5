-- What each reader of a random sample says of each part of a figure, before anybody settles where they differ.
with

claims as (

    select *
    from {{ ref('int_verdict_claims') }}
    where fault is null and not is_adjudication and not is_correction

),

sampled as (

    select
        verdict_id,
        sample_id
    from {{ ref('int_standing_verdicts') }}
    where sample_id is not null

),

readings as (

    select * from {{ ref('int_figure_readings') }}

),

told as (

    select
        claims.report_id,
        claims.figure_id,
        claims.reader,
        claims.claimed_part as part,
        claims.claim
    from claims
    inner join sampled on claims.verdict_id = sampled.verdict_id
    where claims.claimed_part in ('reading', 'metric', 'scope', 'role', 'year')
    union all
    -- what measures nothing has no metric, and nothing else that one could differ on
    select
        claims.report_id,
        claims.figure_id,
        claims.reader,
        'metric' as part,
        'none' as claim
    from claims
    inner join sampled on claims.verdict_id = sampled.verdict_id
    where claims.claimed_part = 'reading' and claims.claim = 'no'

),

-- one word of a reader on a part
words as (

    select
        report_id,
        figure_id,
        reader,
        part,
        max(claim) as claim
    from told
    group by report_id, figure_id, reader, part

),

-- the first metric that is read, or that a reader names, tells the family
families as (

    select
        words.figure_id,
        coalesce(
            max({{ family_of(first_code('readings.metric_codes')) }}),
            max(case when words.part = 'metric' and words.claim <> 'none' then {{ family_of('words.claim') }} end),
            'none'
        ) as family
    from words
    inner join readings on words.figure_id = readings.figure_id
    group by words.figure_id

)

select
    words.report_id,
    words.figure_id,
    words.reader,
    words.part,
    words.claim,
    families.family
from words
inner join families on words.figure_id = families.figure_id
