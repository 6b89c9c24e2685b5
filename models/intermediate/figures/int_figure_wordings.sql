-- The words that each figure is claimed by: those that it stands among, with the verb or noun that its sentence leaves
-- to a word before them or behind (seeds/cues/wording_cues.csv), and without the words of growth.
{%- set places = {
    'label': 'wording',
    'lead': 'plain_lead',
    'part': 'plain_part',
    'around': "concat_ws('', plain_lead, '◇', follow_text)",
    'title': 'title',
    'opening': "coalesce(item_opening, '')",
} %}
{#- What stands behind the name of a division that a clause begins with: 丹徒45件, 丹徒收到33件. #}
{%- set tail = '^(?:' ~ word_class('court_or_hall') ~ ')?' ~ word_class('tail_of_parts') ~ '*' %}
{%- set done_there = tail ~ '(' ~ word_class('done_by_a_division') ~ '◇.*)$' %}
{%- set number_there = tail ~ '◇' %}
{%- set opening = '^((?:' ~ word_class('opening_of_parts') ~ '|0年)*)' %}
{%- set asides = quoted(cue_pattern('wording', says=['nothing'], place='label')) %}
with

labels as (

    select * from {{ ref('int_figure_labels') }}

),

lower_names as (

    select * from {{ ref('int_lower_names') }}

),

-- 连同调解中心在内9件: an aside names no subject; 受理近9件: what rounds a number neither
plain as (

    select
        {{ all_but('wording') }},
        {{ replaced(replaced('wording', asides, "''"), quoted(word_class('rounding') ~ '◇'), quoted('\\1◇')) }}
            as wording,
        {{ replaced(plain_wording('lead_text'), asides, "''") }} as plain_lead
    from labels

),

-- the division below that the wording begins with, in full or by its short name
begun as (

    select
        plain.*,
        {{ found_in('plain.wording', quoted(opening), 1) }} as opening,
        substring(plain.wording, length(opening) + 1) as named_wording,
        {{ nth_of(
            kept('lower_names.told_names', 'word', is_begun_by('named_wording', "split_part(word, ' ', 1)")), 1
        ) }} as told_name,
        split_part(told_name, ' ', 2) as full_name,
        substring(
            named_wording,
            length(
                case
                    when {{ is_begun_by('named_wording', 'full_name') }} then full_name
                    else split_part(told_name, ' ', 1)
                end
            ) + 1
        ) as behind_name
    from plain
    left join lower_names on plain.report_id = lower_names.report_id

),

-- a division told in full is known as a part by its ending; what it did is claimed like what any body did
told as (

    select
        {{ all_but('wording') }},
        case
            when
                not is_cell
                and (
                    {{ matches('behind_name', quoted(number_there)) }}
                    or {{ matches('behind_name', quoted(done_there)) }}
                )
                then concat_ws('', opening, full_name, behind_name)
            else wording
        end as told_wording,
        case when told_wording <> wording then split_part(told_name, ' ', 1) end as part_short_name,
        coalesce(case when not is_cell then {{ first_match('behind_name', quoted(done_there)) }} end, told_wording)
            as wording
    from begun

),

-- 受理量同比增长28%: what grew is the metric, whatever unit its growth is stated in
grown as (

    select
        *,
        {{ replaced('wording', quoted(cue_pattern('wording', says=['growth'])), quoted('◇')) }}
            as wording_without_growth,
        split_part(plain_lead, ';', -1) as plain_part
    from told

),

judged as (

    select
        *,
        unit_class in ('percent', 'multiple', 'point')
        and wording_without_growth <> wording
        and not {{ matches('wording', quoted(cue_pattern('wording', says=['growth'], column='unless'))) }}
        and length(split_part(wording_without_growth, '◇', 1)) >= 2 as is_growth,
        {{ first_cue('wording', places, says_not=['growth', 'nothing']) }} as wording_cue
    from grown

)

select
    figure_id,
    report_id,
    passage_no,
    char_start,
    char_end,
    label_no,
    label,
    place_of_row,
    label_before,
    label_after,
    compared_start,
    title,
    is_cell,
    is_broken,
    is_of_reviewed_body,
    lead_text,
    plain_lead,
    plain_part,
    carried_words,
    carried_at,
    heading_words,
    heading_at,
    follow_text,
    told_wording as stated_wording,
    part_short_name,
    case when is_growth then 'wording.growth' else wording_cue end as wording_cue,
    case
        when is_growth then {{ last_whole_match('wording', quoted(cue_pattern('wording', says=['growth']))) }}
        else {{ words_of_cue('wording', 'wording_cue', places) }}
    end as wording_cue_words,
    case
        when is_growth then wording_without_growth
        else {{ reworded('wording', places, 'wording', says_not=['growth', 'nothing']) }}
    end as wording,
    case when is_growth then 'change' else unit_class end as unit_class
from judged
