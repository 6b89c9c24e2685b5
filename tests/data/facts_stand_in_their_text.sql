-- Each fact's number stands in the landed text where the fact says, as the fact prints it.
with

facts as (

    select
        observation_id,
        report_id,
        char_start,
        number_text
    from {{ ref('fct_observations') }}
    union all
    select
        observation_id,
        report_id,
        char_start,
        number_text
    from {{ ref('fct_cases_handled') }}
    union all
    select
        observation_id,
        report_id,
        char_start,
        number_text
    from {{ ref('fct_approval_times') }}
    union all
    select
        observation_id,
        report_id,
        char_start,
        number_text
    from {{ ref('fct_service_capacity') }}
    union all
    select
        observation_id,
        report_id,
        char_start,
        number_text
    from {{ ref('cmp_cells') }}
    where observation_id is not null

),

reports as (

    select
        report_id,
        text
    from {{ source('raw', 'reports') }}

)

select
    facts.observation_id,
    facts.char_start,
    facts.number_text
from facts
left join reports on facts.report_id = reports.report_id
where
    facts.number_text <> substring(reports.text, facts.char_start + 1, length(facts.number_text))
    or reports.text is null
