-- What is wrong with an observation as it is read; null where nothing is.
with

observations as (

    select * from {{ ref('int_judged_observations') }}

),

reports as (

    select * from {{ ref('int_reports') }}

),

dated as (

    select
        observations.*,
        reports.report_year
    from observations
    left join reports on observations.report_id = reports.report_id

),

judged as (

    select
        observation_id,
        figure_id,
        case
            when rejection is not null then rejection
            when is_withdrawn then concat_ws('', 'withdrawn by correction ', correction_id, ': ', correction_reason)
            when value is null then 'cannot be read: no value'
            when period_type = 'unstated' then 'its year is not said'
            -- 压缩50% counts no days; 达到98% counts no cases
            when
                role <> 'change'
                and kind in ('count', 'amount', 'duration')
                and unit_class in ('percent', 'multiple', 'point', 'share', 'change')
                then 'its unit does not fit the metric'
            when role <> 'change' and kind = 'rate' and unit_class in ('multiple', 'point', 'change')
                then 'its unit does not fit the metric'
            when role <> 'change' and kind = 'rate' and (value < 0 or value > 100) then 'a rate outside 0 to 100'
            -- 满意率0.78 is 78 per cent or less than one
            when role <> 'change' and kind = 'rate' and unit_class = 'none' and value <= 1
                then 'a rate without its unit'
            -- 386.5件, 12.3456千件: no case is a half
            when
                kind = 'count' and value <> floor(value)
                and unit_class not in ('percent', 'multiple', 'point', 'share', 'change')
                then 'a fraction of what is whole'
            -- what is told of a year that was not over when the report was written
            when
                role in ('level', 'prior')
                and (
                    observation_year > report_year + 1
                    or (
                        observation_year > report_year
                        and not {{ is_one_of('period_type', ['year_to_date', 'month', 'part_of_year']) }}
                    )
                )
                then 'of a year that is to come'
            -- whoever corrected or accepted it has looked at it; of an unsure scope or year the facts say so
            when
                correction_id is null and verified_by_count = 0
                and confidence_number * confidence_metric < cast('{{ var("fact_confidence_floor") }}' as decimal(4, 2))
                then 'low confidence'
        end as fault
    from dated

)

select * from judged
