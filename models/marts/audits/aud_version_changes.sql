with

changes as (

    select * from {{ ref('int_version_changes') }}

),

versions as (

    select * from {{ ref('int_report_versions') }}

)

select
    changes.version_change_id,
    changes.report_id,
    versions.previous_report_id,
    versions.source_uri,
    cast(versions.version_no as int) as version_no,
    versions.is_current,
    versions.jurisdiction_key,
    versions.report_year,
    versions.landed_at,
    changes.metric_code,
    changes.unit,
    changes.scope,
    changes.role,
    changes.year,
    changes.as_of,
    changes.is_cumulative,
    changes.range_part,
    changes.change,
    changes.value_before,
    changes.value_after,
    changes.values_before,
    changes.values_after,
    changes.observation_id_before,
    changes.observation_id_after,
    changes.correction_id
from changes
inner join versions on changes.report_id = versions.report_id
