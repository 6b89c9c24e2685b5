-- Every landed version of every report, as the figures' judgements need it. Superseded ones are judged too, so that
-- what has changed between versions can be told; int_observation_obstacles keeps them out of the facts.
with

versions as (

    select * from {{ ref('int_report_versions') }}

)

select
    report_id,
    source_name,
    title,
    issuer,
    report_kind,
    level,
    jurisdiction_name,
    report_year,
    published_on,
    jurisdiction_key,
    parent_key,
    is_current,
    withdrawn_reason,
    identity_obstacle,
    char_count,
    format,
    is_ocr
from versions
