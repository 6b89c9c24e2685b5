-- Observations as the checks see them: where they stand, and between which values the number that was rounded, cut off
-- or bounded (约, 余, 不足) for print must lie.
with

observations as (

    select * from {{ ref('int_accepted_observations') }}

),

passages as (

    select * from {{ ref('stg_passages') }}

),

printed as (

    select
        observations.observation_id,
        observations.report_id,
        observations.passage_no,
        passages.item_no,
        observations.char_start,
        observations.subject_key,
        observations.jurisdiction_key,
        observations.reporting_department,
        observations.metric_code,
        observations.kind,
        observations.role,
        observations.scope,
        observations.year,
        observations.as_of,
        observations.period_key,
        observations.is_cumulative,
        observations.period_type,
        observations.day_kind,
        observations.value,
        observations.unit,
        observations.modifier,
        observations.number_text,
        observations.printed_sentence,
        substring(
            passages.even_text,
            observations.char_start - passages.char_start + 1,
            length(observations.number_text)
        ) as even_number
    from observations
    inner join passages
        on
            observations.report_id = passages.report_id
            and observations.passage_no = passages.passage_no
    where observations.range_part is null

),

counted as (

    select
        *,
        {{ printed_magnitude('even_number') }} as magnitude,
        cast({{ printed_decimals('even_number') }} as int) as decimals,
        cast({{ printed_zeros('even_number') }} as int) as zeros
    from printed

),

stepped as (

    select
        *,
        -- the worth of the last digit that is printed, and of the last that is not 0
        cast(magnitude * power(10, -decimals) as decimal(28, 10)) as step,
        cast(
            magnitude * power(10, case when decimals > 0 then -decimals else zeros end) as decimal(28, 10)
        ) as coarse_step,
        -- a count that is printed to its last unit is neither rounded nor cut off
        kind in ('rate', 'ratio') or magnitude > 1 or decimals > 0 or role = 'change' as is_rounded
    from counted

),

bounded as (

    select
        *,
        cast(case
            when modifier in ('approx', 'le') then value - coarse_step
            when modifier = 'ge' then value
            -- no division: it goes through floating point
            when is_rounded then value - step * cast(0.5 as decimal(2, 1))
            else value
        end as decimal(28, 10)) as value_low,
        cast(case
            when modifier = 'le' then value
            when modifier = 'ge' and kind = 'rate' then greatest(value, 100)
            when modifier in ('approx', 'ge') then value + coarse_step
            when is_rounded then value + step
            else value
        end as decimal(28, 10)) as value_high
    from stepped

)

select * from bounded
