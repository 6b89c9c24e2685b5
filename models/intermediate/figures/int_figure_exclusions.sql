-- What a figure's sentence tells that it does not measure (seeds/cues/exclusion_cues.csv): metrics, whole families
-- (mediation.*) and kinds of metric (kind:rate). The rules, which see the words around a number, do not see this.
{%- set places = {
    'label': 'wording',
    'lead': 'lead_text',
    'behind': 'follow_text',
    'issuer': "coalesce(issuer, '')",
    'title': 'title',
} %}
with

topics as (

    select * from {{ ref('int_figure_topics') }}

),

reports as (

    select
        report_id,
        issuer,
        level,
        -- a report of no place may be the nation's own
        jurisdiction_key is not null as is_of_a_place
    from {{ ref('int_reports') }}

),

issued as (

    select
        topics.*,
        reports.issuer,
        reports.level,
        reports.is_of_a_place
    from topics
    inner join reports on topics.report_id = reports.report_id

),

spoken as (

    select
        *,
        {{ speaking_cues('exclusion', places) }} as exclusion_cues
    from issued

)

select
    figure_id,
    label_no,
    exclusion_cues,
    {{ words_of_cues('exclusion', 'exclusion_cues', places) }} as exclusion_cue_words,
    {{ cues_say('exclusion', 'exclusion_cues') }} as ruled_out
from spoken
