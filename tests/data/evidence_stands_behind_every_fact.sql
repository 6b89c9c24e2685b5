-- Every value of the four facts, and every other observation, has its evidence, and the marked sentence stands in the
-- landed text with its mark around the number.
with

evidence as (

    select * from {{ ref('fct_evidence') }}

),

reports as (

    select
        report_id,
        text
    from {{ source('raw', 'reports') }}

),

named as (

    {% for relation, column in [
        ('fct_observations', 'observation_id'),
        ('fct_cases_handled', 'observation_id'),
        ('fct_approval_times', 'observation_id'),
        ('fct_service_capacity', 'observation_id'),
        ('fct_mediation_rates', 'accepted_observation_id'),
        ('fct_mediation_rates', 'resolved_observation_id'),
        ('fct_mediation_rates', 'rate_observation_id'),
        ('fct_mediation_rates', 'amount_observation_id'),
    ] %}
    select
        '{{ relation }}' as named_by,
        {{ column }} as observation_id
    from {{ ref(relation) }}
    where {{ column }} is not null
    {% if not loop.last %}union all{% endif %}
    {% endfor %}

)

select
    named.observation_id,
    concat_ws('', 'no evidence for ', named.observation_id, ' of ', named.named_by) as message
from named
left join evidence on named.observation_id = evidence.observation_id
where evidence.observation_id is null
union all
select
    evidence.observation_id,
    concat_ws('', 'the marked sentence does not stand in the text: ', evidence.sentence_marked) as message
from evidence
left join reports on evidence.report_id = reports.report_id
where
    reports.text is null
    or not {{ is_begun_by(
        'evidence.sentence_marked',
        "concat_ws('', "
        ~ "substring(reports.text, evidence.sentence_start + 1, evidence.char_start - evidence.sentence_start), "
        ~ "'⟦', evidence.number_text, '⟧')"
    ) }}
    or substring(reports.text, evidence.sentence_start + 1, length(evidence.sentence_marked) - 2)
    <> replace(replace(evidence.sentence_marked, '⟦', ''), '⟧', '')
