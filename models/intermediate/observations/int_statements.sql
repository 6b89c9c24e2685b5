-- What reports state of a key. A value that is repeated is one statement (the first); other values of the same key are
-- statements beside it, none of which is preferred.
{% set statement_key = [
    'subject_key',
    'reporting_department',
    'year',
    'scope',
    'metric_code',
    'role',
    before_year_end('as_of', 'year'),
    'period_type',
    'range_part',
    'day_kind',
] %}
with

observations as (

    select * from {{ ref('int_accepted_observations') }}

),

keyed as (

    select
        *,
        {{ key_of(statement_key) }} as statement_key
    from observations
    where role in ('level', 'prior')

),

repeated as (

    select
        *,
        count(*) over (partition by statement_key, value, unit) as times_stated,
        max(verified_by_count) over (partition by statement_key, value, unit) as most_readers,
        row_number() over (
            partition by statement_key, value, unit
            order by report_id nulls last, char_start nulls last, observation_id nulls last
        ) as time_no
    from keyed

),

numbered as (

    select
        *,
        row_number() over (
            partition by statement_key
            order by report_id nulls last, char_start nulls last, observation_id nulls last
        ) as statement_no,
        count(*) over (partition by statement_key) as statement_count
    from repeated
    where time_no = 1

)

select
    observation_id,
    figure_id,
    report_id,
    passage_no,
    subject_key,
    jurisdiction_key,
    reporting_department,
    year,
    scope,
    fact,
    case_type,
    stage,
    kind,
    metric_code,
    role,
    as_of,
    period_key,
    is_cumulative,
    period_type,
    range_part,
    day_kind,
    cast(statement_no as int) as statement_no,
    cast(statement_count as int) as statement_count,
    cast(times_stated as int) as times_stated,
    value,
    unit,
    modifier,
    confidence,
    char_start,
    number_text,
    printed_sentence,
    rule_id,
    coalesce(most_readers, 0) > 0 as is_verified
from numbered
