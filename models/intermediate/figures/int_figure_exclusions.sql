-- What a figure's sentence tells that it does not measure (seeds/cues/exclusion_cues.csv): metrics, whole families
-- (mediation.*) and kinds of metric (kind:rate). The rules, which see the words around a number, do not see this.
{%- set places = {
    'label': 'wording',
    'lead': 'lead_text',
    'behind': 'follow_text',
    'issuer': "coalesce(issuer, '')",
    'title': 'title',
    'heading': "coalesce(heading_path, '')",
    'block': "coalesce(block_words, '')",
    'row': "coalesce(place_of_row, '')",
    'item_opening': "coalesce(item_opening, '')",
} %}
{#- A division that the number's clause begins with, or its sentence. #}
{%- set place = word_class('before_a_place') ~ '*([一-龥]{2,4}?)' ~ word_class('behind_a_place') %}
{%- set clause_of = '(?:^|[,;。、:(])' ~ place ~ '[^,;。、:(]*$' %}
{%- set sentence_of = '(?:^|[;。])' ~ place ~ '[^;。]*$' %}
with

topics as (

    select * from {{ ref('int_figure_topics') }}

),

passages as (

    select * from {{ ref('int_passage_topics') }}

),

blocks as (

    select * from {{ ref('int_passage_scopes') }}

),

divisions as (

    select * from {{ ref('jurisdictions') }}

),

-- every division by its short name, but those that are words
others as (

    select {{ all_of('distinct short_name_zh') }} as names
    from divisions
    where
        length(short_name_zh) > 1
        and not {{ matches('short_name_zh', quoted('^(?:' ~ word_class('place_or_word') ~ ')$')) }}

),

lower_names as (

    select * from {{ ref('int_lower_names') }}

),

-- divisions as a table names them: 赣州 is 赣州市
below as (

    select
        parent_code,
        name_zh as told
    from divisions
    union
    select
        parent_code,
        left(name_zh, length(name_zh) - 1) as told
    from divisions

),

known as (

    select distinct told
    from below

),

reports as (

    select
        reports.report_id,
        reports.jurisdiction_key,
        coalesce(reports.jurisdiction_name, '') as jurisdiction_name,
        -- 南昌 is 南昌市
        coalesce(divisions.short_name_zh, reports.jurisdiction_name, '') as own_name,
        reports.issuer,
        reports.level,
        -- a report of no place may be the nation's own
        reports.jurisdiction_key is not null as is_of_a_place,
        reports.jurisdiction_key is not null and reports.level <> 'province' as is_below_a_province,
        coalesce(reports.level = 'county' and not reports.jurisdiction_name like '%市', false) as is_below_a_city
    from {{ ref('int_reports') }} as reports
    left join divisions on reports.jurisdiction_key = divisions.jurisdiction_code

),

-- the places that a number's clause and its sentence begin with
begun as (

    select
        figure_id,
        label_no,
        report_id,
        {{ first_match('lead_text', quoted(clause_of)) }} as clause_place,
        {{ first_match('lead_text', quoted(sentence_of)) }} as sentence_place,
        {{ nth_of(split_at('lead_text', quoted('[,;。、:(]')), -1) }} as clause_text,
        {{ nth_of(split_at('lead_text', quoted('[;。]')), -1) }} as sentence_text
    from topics
    where not is_cell

),

elsewhere as (

    select
        begun.figure_id,
        begun.label_no,
        {{ is_of_another('begun.clause_place', 'begun.clause_text', 'told_to_us') }} as is_clause_of_another,
        {{ is_of_another('begun.sentence_place', 'begun.sentence_text', 'of_our_own') }} as is_sentence_of_another
    from begun
    inner join reports on begun.report_id = reports.report_id
    left join lower_names on begun.report_id = lower_names.report_id
    cross join others
    where reports.is_of_a_place

),

issued as (

    select
        topics.*,
        passages.heading_path,
        blocks.block_words,
        passages.item_opening,
        coalesce(elsewhere.is_clause_of_another or elsewhere.is_sentence_of_another, false) as names_another_place,
        below.told is null
        and case
            -- a sum of places that are none of the reporting one's
            when topics.place_of_row like 'Σ%' then known.told is not null
            else not contains(reports.jurisdiction_name, topics.place_of_row)
        end as is_row_of_another_place,
        reports.issuer,
        reports.level,
        reports.is_of_a_place,
        reports.is_below_a_province,
        reports.is_below_a_city
    from topics
    inner join reports on topics.report_id = reports.report_id
    left join passages
        on
            topics.report_id = passages.report_id
            and topics.passage_no = passages.passage_no
    left join blocks
        on
            topics.report_id = blocks.report_id
            and topics.passage_no = blocks.passage_no
    left join below
        on
            replace(topics.place_of_row, 'Σ', '') = below.told
            and reports.jurisdiction_key = below.parent_code
    left join known on replace(topics.place_of_row, 'Σ', '') = known.told
    left join elsewhere
        on
            topics.figure_id = elsewhere.figure_id
            and topics.label_no = elsewhere.label_no

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
