-- What a figure's sentence tells that it does not measure (seeds/cues/exclusion_cues.csv): metrics, whole families
-- (mediation.*) and kinds of metric (kind:rate). The rules, which see the words around a number, do not see this.
{%- set places = {
    'label': 'wording',
    'lead': 'lead_text',
    'behind': 'follow_text',
    'issuer': "coalesce(issuer, '')",
    'title': 'title',
    'heading': "coalesce(heading_path, '')",
    'row': "coalesce(place_of_row, '')",
} %}
{#- A city that a clause begins with. #}
{%- set city_named = '(?:^|[,;。])(?:[0-9]{4}年|上半年|目前|据统计|据悉|全年|其中)*,?([一-龥]{2,4}?市)[^,;。]{0,32}$' %}
with

topics as (

    select * from {{ ref('int_figure_topics') }}

),

passages as (

    select * from {{ ref('int_passage_topics') }}

),

cities as (

    select {{ all_of('distinct name_zh') }} as names
    from {{ ref('jurisdictions') }}
    where level = 'prefecture'

),

-- divisions as a table names them: 赣州 is 赣州市
below as (

    select
        parent_code,
        name_zh as told
    from {{ ref('jurisdictions') }}
    union
    select
        parent_code,
        left(name_zh, length(name_zh) - 1) as told
    from {{ ref('jurisdictions') }}

),

known as (

    select distinct told
    from below

),

reports as (

    select
        report_id,
        jurisdiction_key,
        coalesce(jurisdiction_name, '') as jurisdiction_name,
        issuer,
        level,
        -- a report of no place may be the nation's own
        jurisdiction_key is not null as is_of_a_place,
        jurisdiction_key is not null and level <> 'province' as is_below_a_province
    from {{ ref('int_reports') }}

),

issued as (

    select
        topics.*,
        passages.heading_path,
        reports.is_below_a_province
        and {{ first_match('topics.lead_text', quoted(city_named)) }} <> reports.jurisdiction_name
        and {{ holds('cities.names', first_match('topics.lead_text', quoted(city_named))) }}
        and not contains(split_part(replace(topics.lead_text, '。', ','), ',', -1), reports.jurisdiction_name)
            as names_another_city,
        below.told is null
        and case
            -- a sum of places that are none of the reporting one's
            when topics.place_of_row like 'Σ%' then known.told is not null
            else not contains(reports.jurisdiction_name, topics.place_of_row)
        end as is_row_of_another_place,
        reports.issuer,
        reports.level,
        reports.is_of_a_place,
        reports.is_below_a_province
    from topics
    inner join reports on topics.report_id = reports.report_id
    left join passages
        on
            topics.report_id = passages.report_id
            and topics.passage_no = passages.passage_no
    left join below
        on
            replace(topics.place_of_row, 'Σ', '') = below.told
            and reports.jurisdiction_key = below.parent_code
    left join known on replace(topics.place_of_row, 'Σ', '') = known.told
    cross join cities

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
