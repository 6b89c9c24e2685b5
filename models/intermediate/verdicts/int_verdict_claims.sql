-- What each verdict claims of each part of its figure: a change the part that it names, an acceptance of the whole
-- reading every part as it was seen. Corrections (seeds/corrections.csv) claim too. Of one reader the last word on a
-- part counts, and what was said of the part itself before what was said of the whole.
{% set parts = ['reading', 'metric', 'scope', 'role', 'year', 'value', 'unit', 'as_of', 'jurisdiction'] %}
with

places as (

    select * from {{ ref('int_verdict_places') }}

),

standing as (

    select * from {{ ref('int_standing_verdicts') }}

),

corrections as (

    select * from {{ ref('int_corrections') }}

),

readings as (

    select * from {{ ref('int_figure_readings') }}

),

catalogue as (

    select {{ all_of('metric_code') }} as codes from {{ ref('metrics') }}

),

divisions as (

    select * from {{ ref('int_jurisdictions') }}

),

said as (

    select
        standing.verdict_id,
        standing.report_id,
        places.figure_id,
        standing.part,
        standing.decision,
        standing.value_before,
        standing.value_after,
        standing.reader,
        standing.decided_at,
        standing.verdict_no,
        standing.is_adjudication,
        standing.note,
        false as is_correction
    from standing
    inner join places on standing.verdict_id = places.verdict_id
    where places.figure_id is not null
    union all
    select
        concat_ws('', 'correction ', correction_id) as verdict_id,
        report_id,
        figure_id,
        case field when 'metric_code' then 'metric' when 'use' then 'metric' else field end as part,
        case field when 'use' then 'reject' else 'change' end as decision,
        read_as as value_before,
        corrected_to as value_after,
        corrected_by as reader,
        cast(corrected_on as timestamp) as decided_at,
        0 as verdict_no,
        false as is_adjudication,
        reason as note,
        true as is_correction
    from corrections
    where status = 'applies'

),

put_beside as (

    select
        said.*,
        readings.scope,
        readings.role,
        readings.year,
        readings.metric_codes as present_codes,
        catalogue.codes as known_codes,
        {{ codes_of("case when said.part in ('metric', 'reading') then said.value_before end") }} as codes_before,
        case
            when said.decision = 'change' then {{ codes_of('said.value_after') }}
            when said.decision = 'accept' then {{ codes_of("coalesce(said.value_after, said.value_before)") }}
            else {{ codes_of('cast(null as string)') }}
        end as codes_said,
        divisions.jurisdiction_key
    from said
    inner join readings on said.figure_id = readings.figure_id
    cross join catalogue
    left join divisions
        on
            said.part = 'jurisdiction'
            and coalesce(said.value_after, said.value_before) = divisions.jurisdiction_key

),

-- null: it says nothing of the part; 'as read': it takes what is read, which no verdict of another part changes
claimed as (

    select
        *,
        {#- an acceptance without codes takes the metrics as they are read -#}
        {% set after = codes_after('present_codes', 'codes_before', 'codes_said') %}
        case
            when part = 'reading' and decision in ('reject', 'new_wording') then 'no'
            when part <> 'metric' and decision = 'reject' then 'no'
            when part = 'metric' and decision = 'reject' and {{ after }} = '' then 'no'
            else 'yes'
        end as claim_reading,
        case
            when decision = 'reject' and part = 'metric' and {{ after }} <> '' then {{ after }}
            when part in ('metric', 'reading') and decision in ('accept', 'change') then nullif({{ after }}, '')
        end as claim_metric,
        {% for part_name in ['scope', 'role', 'year'] %}
        case
            when part = '{{ part_name }}' and decision in ('accept', 'change')
                then coalesce(value_after, value_before, {{ part_name }})
            when part = 'reading' and decision = 'accept'
                then coalesce({{ stated_part('value_before', part_name) }}, {{ part_name }})
        end as claim_{{ part_name }},
        {% endfor %}
        case
            when part = 'value' and decision = 'change' then {{ plain_number(number_told('value_after')) }}
            when part in ('value', 'reading') and decision = 'accept' then 'as read'
        end as claim_value,
        {% for part_name in ['unit', 'as_of', 'jurisdiction'] %}
        case
            when part = '{{ part_name }}' and decision = 'change' then coalesce(value_after, 'none')
            when part in ('{{ part_name }}', 'reading') and decision = 'accept' then 'as read'
        end as claim_{{ part_name }},
        {% endfor %}
        case
            when part in ('metric', 'reading') and not {{ are_all_in('codes_said', 'known_codes') }}
                then concat_ws('', 'there is no metric “', coalesce(value_after, value_before), '” in the catalogue')
            when part = 'metric' and decision = 'change' and {{ size_of('codes_said') }} = 0
                then concat_ws('', '“', value_after, '” is no metric')
            when part = 'value' and decision = 'change' and {{ number_told('value_after') }} is null
                then concat_ws('', '“', value_after, '” is no number')
            when part = 'jurisdiction' and decision = 'change' and jurisdiction_key is null
                then concat_ws('', 'there is no division “', value_after, '”')
        end as fault
    from put_beside

),

unfolded as (

    {% for part_name in parts %}
    select
        verdict_id,
        report_id,
        figure_id,
        part,
        decision,
        '{{ part_name }}' as claimed_part,
        claim_{{ part_name }} as claim,
        reader,
        decided_at,
        verdict_no,
        is_adjudication,
        is_correction,
        note,
        fault,
        {{ "part = '" ~ part_name ~ "'" if part_name != 'reading' else 'false' }} as is_explicit
    from claimed
    where claim_{{ part_name }} is not null or fault is not null
    {{ 'union all' if not loop.last }}
    {% endfor %}

)

select
    verdict_id,
    report_id,
    figure_id,
    part,
    decision,
    claimed_part,
    claim,
    reader,
    decided_at,
    is_adjudication,
    is_correction,
    note,
    fault
from unfolded
qualify
    -- several corrections of one hand each correct a reading of their own
    is_correction
    or row_number() over (
        partition by figure_id, claimed_part, reader, is_correction, fault is null
        order by is_explicit desc nulls last, decided_at desc nulls last, verdict_no desc nulls last
    ) = 1
