-- The words that say whose a figure is: the nearest before the number, or those right behind it; without any in the
-- sentence, the last of its item's sentences before it, the line alone that heads it, or those that a heading begins
-- with.
{%- set whole = cues_saying('scope', 'whole') ~ ' || ' ~ cues_saying('scope', 'place') %}
{%- set of_all = cues_saying('scope', 'own') ~ ' || ' ~ whole %}
{%- set as_printed = {'lead': 'printed_lead'} %}
{%- set left_out = ['nothing', 'above'] %}
{%- set plain_lead = replaced(
    without_titles('metrics.lead_text'), quoted(cue_pattern('scope', says=['nothing'], place='lead')), "''"
) %}
{#- Behind the last division that is named before the number. #}
{%- set behind_part = 'substr(lead_text, part_at + 1)' %}
{%- set carries %}
passages.carried_words = passages.carried_extent
            or coalesce({{ is_name_of('passages.carried_words', 'reports.reporting_body') }}, false)
{%- endset %}
with

metrics as (

    select * from {{ ref('int_figure_metrics') }}

),

reports as (

    select * from {{ ref('int_report_scopes') }}

),

passages as (

    select * from {{ ref('int_passage_scopes') }}

),

catalogue as (

    select * from {{ ref('metrics') }}

),

led as (

    select
        metrics.figure_id,
        metrics.label_no,
        metrics.metric_code,
        metrics.report_id,
        -- a division or a department that a row of parts names, unless it is the one that reports
        case when not contains(coalesce(reports.reporter, ''), metrics.part_words) then metrics.part_words end
            as part_named,
        metrics.label_after,
        reports.reporter,
        reports.report_kind,
        reports.level,
        reports.jurisdiction_name,
        reports.report_scope,
        reports.body_kind,
        reports.is_of_an_office,
        reports.is_of_a_town,
        reports.reporting_body,
        -- a part that is named is the next sentence's no more, but the body that reports is
        case
            when {{ carries }} then passages.carried_words
            else passages.carried_extent
        end as carried_words,
        case
            when {{ carries }} then passages.carried_at
            else passages.carried_extent_at
        end as carried_at,
        passages.heading_words,
        -- ◇ stands before the name of a lower division or another body, which is a part; the one that reports is none
        case
            when not {{ is_begun_by('passages.block_words', "'◇'") }} then passages.block_words
            when not {{ is_name_of('substr(passages.block_words, 2)', "coalesce(reports.reporter, '')") }}
                then passages.block_words
        end as block_words,
        passages.block_at,
        passages.left_out_cues as carried_out_cues,
        reports.names,
        reports.place_level,
        {{ without_titles('metrics.lead_text') }} as printed_lead,
        {{ plain_lead }} as plain_lead,
        {{ first_match('metrics.label', quoted(cue_pattern('scope', says=['level_named']))) }} as item_words
    from metrics
    inner join reports on metrics.report_id = reports.report_id
    inner join passages
        on
            metrics.report_id = passages.report_id
            and metrics.passage_no = passages.passage_no

),

-- the levels above the reporting one say where, not whose
freed as (

    select
        *,
        {{ overwritten('scope', 'plain_lead', 'above', '○○') }} as lead_text
    from led

),

found as (

    select
        *,
        {{ last_match('lead_text', scope_words()) }} as lead_text_words,
        coalesce(
            lead_text_words, {{ first_match('label_after', quoted(cue_pattern('scope', says=['behind']))) }}
        ) as lead_words,
        length({{ found_in('lead_text', quoted('^(.*)' ~ scope_pattern()), 1) }}) as words_at,
        {{ last_place_of_any('lead_text', 'names') }} as part_at,
        {{ last_place('lead_text', 'jurisdiction_name') }} as whole_at,
        coalesce({{ last_place('lead_text', 'reporting_body') }}, -1) as body_at
    from freed

),

-- a heading says of what stands under it that it is the body's own or the whole's, no more
headed as (

    select
        {{ all_but('heading_words') }},
        case
            when {{ holds('(' ~ of_all ~ ')', cue_of('scope', 'heading_words', says_not=no_scope())) }}
                then heading_words
        end as heading_words
    from found

),

nearest as (

    select
        figure_id,
        label_no,
        metric_code,
        body_kind,
        is_of_an_office,
        is_of_a_town,
        reporter,
        reporting_body,
        report_scope,
        report_kind,
        level,
        jurisdiction_name,
        case
            when part_named is not null then '◇part'
            -- the reporting body by its whole name, in which that of its place stands
            when
                body_at >= greatest(
                    case when lead_words is null then -1 else words_at end, whole_at, coalesce(part_at, -1), 0
                )
                then reporting_body
            when
                item_words is not null
                and {{ matches('lead_words', quoted(cue_pattern('scope', says=['both_levels']))) }}
                then item_words
            when coalesce(part_at, -1) > greatest(case when lead_words is null then -1 else words_at end, whole_at)
                then '◇part'
            -- of 宁都县推出86件,其中县级64件 the level is that of the division
            when
                coalesce(part_at, -1) > whole_at
                and {{ matches(behind_part, quoted(word_class('level_of_a_list'))) }}
                and not {{ matches(behind_part, quoted(cue_pattern('scope', says=['whole']))) }}
                then '◇part'
            when lead_words is not null then lead_words
            when whole_at >= 0 then jurisdiction_name
        end as lead_words,
        coalesce(part_named, {{ word_at('lead_text', 'names', 'part_at') }}) as part_words,
        item_words is not null
        and {{ matches('lead_words', quoted(cue_pattern('scope', says=['both_levels']))) }} as is_of_pair,
        lead_words as pair_words,
        lead_text_words is null and lead_words is not null as is_behind,
        carried_words,
        carried_at,
        block_words,
        block_at,
        heading_words,
        carried_out_cues,
        printed_lead,
        {{ speaking_cues('scope', as_printed, says=left_out) }} as lead_out_cues
    from headed

),

settled as (

    select
        nearest.figure_id,
        nearest.label_no,
        nearest.metric_code,
        nearest.body_kind,
        nearest.is_of_an_office,
        nearest.is_of_a_town,
        nearest.reporter,
        nearest.reporting_body,
        nearest.report_scope,
        nearest.report_kind,
        nearest.level,
        nearest.jurisdiction_name,
        catalogue.default_scope,
        coalesce(
            nearest.lead_words,
            nearest.carried_words,
            case when {{ is_begun_by('nearest.block_words', "'◇'") }} then '◇part' else nearest.block_words end,
            case when catalogue.default_scope is null then nearest.heading_words end
        ) as scope_words,
        coalesce(
            nearest.part_words,
            case
                when {{ is_begun_by('nearest.block_words', "'◇'") }} then substr(nearest.block_words, 2)
            end
        ) as part_words,
        nearest.is_of_pair,
        nearest.pair_words,
        nearest.is_behind,
        coalesce(nearest.carried_at, nearest.block_at) as carried_at,
        nearest.printed_lead,
        nearest.lead_out_cues,
        nearest.carried_out_cues,
        case
            when nearest.lead_words is not null then 'sentence'
            when coalesce(nearest.carried_words, nearest.block_words) is not null then 'item'
            when nearest.body_kind = 'centre' then 'report'
            when catalogue.default_scope is not null then 'metric'
            when nearest.heading_words is not null then 'heading'
            when nearest.report_scope is not null then 'report'
            else 'none'
        end as scope_basis
    from nearest
    inner join catalogue on nearest.metric_code = catalogue.metric_code

)

select * from settled
