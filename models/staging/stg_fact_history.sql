with

kept as (

    select * from {{ source('operations', 'fact_history') }}

),

renamed as (

    select
        -- keys
        fact_key,
        change_no,
        run_id,

        -- dates
        built_at,

        -- what the fact is
        jurisdiction_key,
        reporting_department,
        metric_code,
        year,
        scope,
        role,
        as_of,
        is_cumulative,
        period_type,
        range_part,
        day_kind,
        unit,

        -- what became of it
        change,
        values_before,
        values_after,

        -- lineage
        report_ids
    from kept

)

select * from renamed
