-- What a version of a report states otherwise than the version before it, a row for each key that was added, dropped or
-- has other values. Where several values are stated for a key (of several parts), they are compared together.
with

versions as (

    select *
    from {{ ref('int_report_versions') }}
    where previous_report_id is not null

),

statements as (

    select
        report_id as stated_in,
        statement_key,
        min(metric_code) as metric_code,
        min(unit) as unit,
        min(scope) as scope,
        min(role) as role,
        min(year) as year,
        min(as_of) as as_of,
        bool_or(is_cumulative) as is_cumulative,
        min(period_type) as period_type,
        min(range_part) as range_part,
        count(*) as value_count,
        case when count(*) = 1 then min(value) end as value,
        {{ joined(
            "concat_ws('', case when bound <> 'exact' then bound || ' ' else '' end, " ~ plain_number('value') ~ ")"
        ) }} as value_list,
        {{ first_by('observation_id', 'observation_id') }} as observation_id,
        max(correction_id) as correction_id
    from {{ ref('int_report_statements') }}
    group by report_id, statement_key

),

before as (

    select
        versions.report_id,
        statements.*
    from versions
    inner join statements on versions.previous_report_id = statements.stated_in

),

now as (

    select
        versions.report_id,
        statements.*
    from versions
    inner join statements on versions.report_id = statements.stated_in

),

compared as (

    select
        {{ key_of(['coalesce(now.report_id, before.report_id)', 'coalesce(now.statement_key, before.statement_key)']) }}
            as version_change_id,
        coalesce(now.report_id, before.report_id) as report_id,
        coalesce(now.metric_code, before.metric_code) as metric_code,
        coalesce(now.unit, before.unit) as unit,
        coalesce(now.scope, before.scope) as scope,
        coalesce(now.role, before.role) as role,
        coalesce(now.year, before.year) as year,
        coalesce(now.as_of, before.as_of) as as_of,
        coalesce(now.is_cumulative, before.is_cumulative) as is_cumulative,
        coalesce(now.period_type, before.period_type) as period_type,
        coalesce(now.range_part, before.range_part) as range_part,
        case
            when before.statement_key is null then 'added'
            when now.statement_key is null then 'dropped'
            else 'changed'
        end as change,
        before.value as value_before,
        now.value as value_after,
        before.value_list as values_before,
        now.value_list as values_after,
        before.observation_id as observation_id_before,
        now.observation_id as observation_id_after,
        now.correction_id
    from before
    full outer join now
        on
            before.report_id = now.report_id
            and before.statement_key = now.statement_key
    where before.statement_key is null or now.statement_key is null or before.value_list <> now.value_list

)

select
    compared.version_change_id,
    compared.report_id,
    versions.previous_report_id,
    versions.source_uri,
    cast(versions.version_no as int) as version_no,
    versions.is_current,
    versions.jurisdiction_key,
    versions.report_year,
    versions.landed_at,
    compared.metric_code,
    compared.unit,
    compared.scope,
    compared.role,
    compared.year,
    compared.as_of,
    compared.is_cumulative,
    compared.period_type,
    compared.range_part,
    compared.change,
    compared.value_before,
    compared.value_after,
    compared.values_before,
    compared.values_after,
    compared.observation_id_before,
    compared.observation_id_after,
    compared.correction_id
from compared
inner join versions on compared.report_id = versions.report_id
