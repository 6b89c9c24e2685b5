-- Whose figure it is: the reporting body's own, the whole jurisdiction's, a named part's, or unstated. The nearest
-- scope word before the number decides; without one in the sentence, the last one of the item's sentences before it.
{%- set no_scope = ['nothing', 'above', 'level_named', 'both_levels', 'behind'] %}
{%- set scope_words = quoted('(' ~ cue_pattern('scope', says_not=no_scope) ~ ')') %}
{%- set as_printed = {'lead': 'printed_lead'} %}
{%- set left_out = ['nothing', 'above'] %}
{%- set plain_lead = replaced(
    without_titles('metrics.lead_text'), quoted(cue_pattern('scope', says=['nothing'], place='lead')), "''"
) %}
with

metrics as (

    select * from {{ ref('int_figure_metrics') }}

),

reports as (

    select * from {{ ref('int_reports') }}

),

passages as (

    select * from {{ ref('int_passage_topics') }}

),

catalogue as (

    select * from {{ ref('metrics') }}

),

divisions as (

    select * from {{ ref('jurisdictions') }}

),

-- the divisions below the reporting one, by name: 东湖区 in a report of 南昌市 is a part
lower_divisions as (

    select
        reports.report_id,
        {{ all_of('divisions.name_zh') }} as names
    from reports
    inner join divisions
        on
            reports.parent_key = divisions.parent_code
            and reports.level <> 'zone'
    group by reports.report_id

),

subjects as (

    select * from {{ ref('int_report_subjects') }}

),

passage_words as (

    select
        report_id,
        passage_no,
        item_no,
        char_start,
        even_text,
        {{ last_match(
            replaced(
                without_titles(on_one_line('even_text')),
                quoted(cue_pattern('scope', says=['nothing'], place='item')),
                "''"
            ),
            scope_words
        ) }} as last_words,
        {{ speaking_cues('scope', {'item': without_titles(on_one_line('even_text'))}, says=['nothing']) }}
            as left_out_cues
    from passages

),

carried as (

    select
        report_id,
        passage_no,
        last_value(last_words ignore nulls) over before_it as carried_words,
        last_value(
            {{ last_offset('char_start', 'even_text', 'last_words') }} ignore nulls
        ) over before_it as carried_at,
        lag(left_out_cues) over (partition by report_id, item_no order by passage_no) as left_out_cues
    from passage_words
    window
        before_it as (
            partition by report_id, item_no
            order by passage_no
            rows between unbounded preceding and 1 preceding
        )

),

-- a text that names one extent throughout speaks of it where it names none
spoken_of as (

    select
        passage_words.report_id,
        {{ cue_says('scope', cue_of('scope', 'last_words', says_not=no_scope)) }} as said
    from passage_words
    inner join reports on passage_words.report_id = reports.report_id
    where passage_words.last_words is not null

),

-- the title of a report on one subject says whose it is: 区政府复议工作, 宁波市行政复议概况
title_words as (

    select
        subjects.report_id,
        subjects.title,
        reports.jurisdiction_name,
        reports.level,
        {{ last_match('subjects.title', scope_words) }} as words
    from subjects
    inner join reports on subjects.report_id = reports.report_id
    where subjects.title_words is not null

),

title_cues as (

    select
        *,
        {{ cue_says('scope', cue_of('scope', 'words', says_not=no_scope)) }} as said
    from title_words

),

title_scopes as (

    select
        report_id,
        case
            when said = 'place' or (words is null and contains(title, jurisdiction_name)) then 'whole'
            when said in ('own', 'whole') then said
        end as title_scope
    from title_cues

),

extents as (

    select
        report_id,
        case when said = 'place' then 'whole' else said end as extent
    from spoken_of

),

report_scopes as (

    select
        report_id,
        min(extent) as report_scope
    from extents
    group by report_id
    having min(extent) = max(extent) and min(extent) in ('own', 'whole')

),

led as (

    select
        metrics.figure_id,
        metrics.label_no,
        metrics.metric_code,
        metrics.report_id,
        {{ normal_form('metrics.label_after') }} as label_after,
        concat_ws(' ', reports.issuer, reports.title) as reporter,
        reports.report_kind,
        reports.level,
        reports.jurisdiction_name,
        coalesce(title_scopes.title_scope, report_scopes.report_scope) as report_scope,
        carried.carried_words,
        carried.carried_at,
        carried.left_out_cues as carried_out_cues,
        lower_divisions.names,
        case
            when reports.level = 'province' then 'province'
            when reports.level = 'prefecture' or reports.jurisdiction_name like '%市' then 'city'
            else 'county'
        end as place_level,
        {{ without_titles('metrics.lead_text') }} as printed_lead,
        {{ plain_lead }} as plain_lead,
        {{ first_match('metrics.label', quoted(cue_pattern('scope', says=['level_named']))) }} as item_words
    from metrics
    inner join reports on metrics.report_id = reports.report_id
    inner join carried
        on
            metrics.report_id = carried.report_id
            and metrics.passage_no = carried.passage_no
    left join lower_divisions on metrics.report_id = lower_divisions.report_id
    left join title_scopes on metrics.report_id = title_scopes.report_id
    left join report_scopes on metrics.report_id = report_scopes.report_id

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
        {{ last_match('lead_text', scope_words) }} as lead_text_words,
        coalesce(
            lead_text_words, {{ first_match('label_after', quoted(cue_pattern('scope', says=['behind']))) }}
        ) as lead_words,
        length(regexp_extract(lead_text, concat('^(.*)', {{ scope_words }}), 1)) as words_at,
        {{ last_place_of_any('lead_text', 'names') }} as part_at,
        {{ last_place('lead_text', 'jurisdiction_name') }} as whole_at
    from freed

),

nearest as (

    select
        figure_id,
        label_no,
        metric_code,
        reporter,
        report_scope,
        report_kind,
        level,
        jurisdiction_name,
        case
            when
                item_words is not null
                and {{ matches('lead_words', quoted(cue_pattern('scope', says=['both_levels']))) }}
                then item_words
            when coalesce(part_at, -1) > greatest(case when lead_words is null then -1 else words_at end, whole_at)
                then '◇part'
            when lead_words is not null then lead_words
            when whole_at >= 0 then jurisdiction_name
        end as lead_words,
        {{ word_at('lead_text', 'names', 'part_at') }} as part_words,
        item_words is not null
        and {{ matches('lead_words', quoted(cue_pattern('scope', says=['both_levels']))) }} as is_of_pair,
        lead_words as pair_words,
        lead_text_words is null and lead_words is not null as is_behind,
        carried_words,
        carried_at,
        carried_out_cues,
        printed_lead,
        {{ speaking_cues('scope', as_printed, says=left_out) }} as lead_out_cues
    from found

),

settled as (

    select
        nearest.figure_id,
        nearest.label_no,
        nearest.metric_code,
        nearest.reporter,
        nearest.report_scope,
        nearest.report_kind,
        nearest.level,
        nearest.jurisdiction_name,
        catalogue.default_scope,
        coalesce(nearest.lead_words, nearest.carried_words) as scope_words,
        nearest.part_words,
        nearest.is_of_pair,
        nearest.pair_words,
        nearest.is_behind,
        nearest.carried_at,
        nearest.printed_lead,
        nearest.lead_out_cues,
        nearest.carried_out_cues,
        case
            when nearest.lead_words is not null then 'sentence'
            when nearest.carried_words is not null then 'item'
            when catalogue.default_scope is not null then 'metric'
            when nearest.report_scope is not null then 'report'
            else 'none'
        end as scope_basis
    from nearest
    inner join catalogue on nearest.metric_code = catalogue.metric_code

),

cued as (

    select
        *,
        {{ cue_says('scope', 'scope_cue') }} as said
    from (
        select
            *,
            {{ cues_of('scope', 'scope_words', says_not=no_scope) }} as found_cues,
            {{ first_of('found_cues') }} as scope_cue
        from settled
    ) as found_cue

),

judged as (

    select
        figure_id,
        label_no,
        scope_words,
        scope_basis,
        scope_cue,
        case when scope_basis = 'item' and scope_cue is not null then carried_at end as carried_at,
        -- all that spoke: what decides, what named it without a cue, what was taken apart or left out
        found_cues
        || {{ list_where("scope_words = '◇part'", "['scope.lower_division_named']") }}
        || {{ list_where("scope_cue is null and scope_words = jurisdiction_name", "['scope.place_named']") }}
        || {{ list_where('is_of_pair', cues_saying('scope', 'level_named')) }}
        || {{ list_where('is_of_pair', cues_saying('scope', 'both_levels')) }}
        || {{ list_where('is_behind', cues_saying('scope', 'behind')) }}
        || lead_out_cues
        || {{ list_where(
            "scope_basis <> 'sentence' and carried_out_cues is not null", list_without('carried_out_cues', 'lead_out_cues')
        ) }}
            as scope_cues,
        {{ same_for_each('found_cues', 'scope_words') }}
        || {{ list_where("scope_words = '◇part'", '[part_words]') }}
        || {{ list_where("scope_cue is null and scope_words = jurisdiction_name", '[scope_words]') }}
        || {{ list_where('is_of_pair', '[scope_words, pair_words]') }}
        || {{ list_where('is_behind', '[scope_words]') }}
        || {{ words_of_cues('scope', 'lead_out_cues', as_printed, says=left_out) }}
            as scope_cue_words,
        case
            when scope_words is null
                then coalesce(
                    default_scope,
                    -- a department that names nobody speaks of itself; a hotline takes calls for all
                    case when report_kind = 'department' and metric_code not like 'hotline.%' then 'own' end,
                    report_scope,
                    'unstated'
                )
            when scope_words = '◇part' then 'part'
            when
                default_scope is not null
                and (
                    said = 'place'
                    or scope_words = jurisdiction_name
                    or (scope_basis = 'item' and said = 'whole')
                    -- only a government makes rules and brings in bills
                    or (scope_basis = 'item' and metric_code like 'legislation.%')
                )
                then default_scope
            when said = 'place' then 'whole'
            when said in ('body', 'bureau')
                then case
                    when contains(reporter, scope_words) then 'own'
                    when said = 'bureau' and report_kind = 'department' then 'own'
                    else 'part'
                end
            when said is not null then said
            when contains(scope_words, coalesce(jurisdiction_name, '◇')) then 'whole'
            else 'part'
        end as scope
    from cued

)

select * from judged
