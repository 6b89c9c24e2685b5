-- Every reason that a comparison table gives is a code of the vocabulary.
{% set tables = [
    'cmp_comparability',
    'cmp_metrics_ranked',
    'cmp_derived_indicators',
    'cmp_cases_handled',
    'cmp_approval_times',
    'cmp_mediation_rates',
    'cmp_service_capacity',
] %}
with

given as (

    {% for table in tables %}
    select
        '{{ table }}' as cmp_table,
        {{ each_word('reason_codes') }} as reason_code
    from {{ ref(table) }}
    where reason_codes is not null
    {% if not loop.last %}union all{% endif %}
    {% endfor %}

)

select distinct
    given.cmp_table,
    given.reason_code
from given
left join {{ ref('dim_comparability_reason') }} as reasons on given.reason_code = reasons.reason_code
where reasons.reason_code is null
