with

crosswalk as (

    select * from {{ ref('indicator_crosswalk') }}

),

metrics as (

    select * from {{ ref('dim_metric') }}

)

select
    {{ key_of(['crosswalk.framework', 'crosswalk.edition_year', 'crosswalk.indicator_no', 'metrics.metric_code']) }}
        as crosswalk_id,
    crosswalk.framework,
    crosswalk.edition_year,
    crosswalk.indicator_level,
    crosswalk.indicator_no,
    crosswalk.indicator_zh,
    metrics.metric_code,
    metrics.name_zh as metric_name_zh,
    crosswalk.relation,
    crosswalk.source as source_page
from crosswalk
inner join metrics on crosswalk.metric_code = metrics.metric_code or crosswalk.case_type = metrics.case_type
