with

results as (

    select * from {{ ref('int_check_results') }}

),

checks as (

    select * from {{ ref('checks') }}

),

printed as (

    select distinct
        check_id,
        passage_no,
        printed_sentence
    from {{ ref('int_check_observations') }}

),

sentences as (

    select
        check_id,
        {{ lines_joined('printed_sentence', 'passage_no') }} as printed_sentences
    from printed
    group by check_id

)

select
    results.check_id,
    results.report_id,
    results.jurisdiction_key,
    results.reporting_department,
    results.year,
    results.scope,
    results.as_of,
    results.is_cumulative,
    results.period_type,
    results.role,
    results.check_code,
    checks.kind as check_kind,
    results.metric_code,
    concat_ws('', checks.statement_zh, ' / ', checks.statement_en) as statement,
    results.left_value,
    results.right_value,
    results.gap,
    results.tolerance,
    results.outcome,
    results.reason,
    results.detail,
    results.observation_ids,
    sentences.printed_sentences
from results
inner join checks on results.check_code = checks.check_code
left join sentences on results.check_id = sentences.check_id
