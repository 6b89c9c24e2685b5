-- The words that say what time a figure is about: the nearest before its number that name one, in its own label, in its
-- sentence, in the item's sentences before it, in its heading or in the report's title.
{%- set named = [
    'cut_off', 'part_of_year', 'since', 'year_so_far', 'since_something', 'several_years', 'half_year', 'quarter',
    'months', 'background', 'day', 'month', 'this_year', 'last_year', 'own_year'
] %}
{%- set others = [
    'nothing', 'moved_from', 'compared_with', 'year_behind', 'year_right_before', 'compared_year', 'said_last_year',
    'cumulative', 'within_this_year', 'under_review', 'of_what_is_reviewed', 'year_then_whole'
] %}
{%- set time_words = quoted('(' ~ cue_pattern('period', says=named) ~ ')') %}
{%- set left_out = quoted(cue_pattern('period', says=['nothing', 'under_review', 'moved_from', 'compared_with'])) %}
{#- The files that are reviewed, with their year (2020年办结的案卷). #}
{%- set reviewed = quoted('(' ~ cue_pattern('period', says=['under_review']) ~ ')') %}
{#- What says with what, or of what else, in the figure's own sentence. #}
{%- set aside = ['nothing', 'under_review', 'moved_from', 'compared_with', 'year_behind'] %}
{%- set around = {'before': 'printed_lead', 'behind': 'label_after'} %}
{#- Stands for a place that is not known. #}
{%- set unplaced = -1 %}
{#- What carries into the sentences behind it: a stretch of time, not a year or a day that is told in passing. #}
{%- set carrying = ['half_year', 'quarter', 'months', 'part_of_year', 'several_years', 'month'] %}
{#- 2019年至2021年分别受理62件、85件和97件: a year for each of the numbers. #}
{%- set number = '[0-9][0-9.]*[万亿]?' %}
{%- set between_numbers = '[^0-9、,和及;。]{0,3}[、,和及]' %}
{%- set a_year = '((?:19|20)[0-9]{2})\\s?年' %}
{%- set first_to_last = a_year ~ '?度?\\s?[-—–~至到]+\\s?' ~ a_year ~ '[^;。0-9]*(?:分别|依次)[^;。0-9]*?' %}
{%- set numbers_before = first_to_last ~ '((?:' ~ number ~ between_numbers ~ ')*)$' %}
{%- set numbers_in_all = first_to_last ~ '((?:' ~ number ~ between_numbers ~ ')*' ~ number ~ ')' %}
{%- set one_number = quoted(number) %}
with

metrics as (

    select * from {{ ref('int_figure_metrics') }}

),

passages as (

    select * from {{ ref('int_passage_topics') }}

),

reports as (

    select * from {{ ref('int_reports') }}

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
        {{ last_match(replaced(without_titles(on_one_line('even_text')), left_out, "''"), time_words) }} as last_words,
        {{ last_match('even_text', reviewed) }} as reviewed_words,
        {{ last_match('heading_path', time_words) }} as heading_words
    from passages

),

passage_cues as (

    select
        *,
        {{ cue_of('period', 'last_words', says_not=others) }} as last_cue,
        {{ cue_of('period', 'heading_words', says_not=others) }} as heading_cue
    from passage_words

),

-- a text of the year after: it calls its own year the last one (去年,全市受理…) and names no other
told as (

    select
        passages.report_id,
        bool_or({{ matches('passages.even_text', quoted(word_class('told_of_last_year'))) }})
        and not bool_or(
            contains(passages.even_text, cast(reports.report_year as string))
            or {{ matches('passages.even_text', quoted(word_class('this_very_year'))) }}
        )
        and coalesce(year(max(reports.published_on)) > max(reports.report_year), true) as is_told_later
    from passages
    inner join reports on passages.report_id = reports.report_id
    group by passages.report_id

),

carried as (

    select
        report_id,
        passage_no,
        heading_words,
        heading_cue,
        {{ last_known('last_words', 'before_it') }} as item_words,
        {{ last_known('last_cue', 'before_it') }} as item_cue,
        {{ last_known('reviewed_words', 'before_it') }} as reviewed_words,
        {{ last_known(
            'case when last_words is not null then coalesce('
            ~ last_offset('char_start', 'even_text', 'last_words') ~ ', ' ~ unplaced ~ ') end',
            'before_it'
        ) }} as item_at
    from passage_cues
    window
        before_it as (
            partition by report_id, item_no
            order by passage_no nulls last
            rows between unbounded preceding and 1 preceding
        )

),

titled as (

    select
        reports.report_id,
        {{ last_match("coalesce(reports.title, subjects.title, '')", time_words) }} as title_words
    from reports
    left join subjects on reports.report_id = subjects.report_id

),

title_cues as (

    select
        *,
        {{ cue_of('period', 'title_words', says_not=others) }} as title_cue
    from titled

),

-- a range of years, with as many numbers behind it as there are years
spanned as (

    select
        metrics.figure_id,
        metrics.label_no,
        try_cast({{ found_in('metrics.lead_text', quoted(numbers_before), 1) }} as integer) as first_year,
        try_cast({{ found_in('metrics.lead_text', quoted(numbers_before), 2) }} as integer) as last_year,
        {{ size_of(all_found_in(found_in('metrics.lead_text', quoted(numbers_before), 3), one_number)) }}
            as place_in_list,
        {{ size_of(all_found_in(found_in('passages.even_text', quoted(numbers_in_all), 3), one_number)) }}
            as list_length
    from metrics
    inner join passages
        on
            metrics.report_id = passages.report_id
            and metrics.passage_no = passages.passage_no
    where
        {{ matches('metrics.label', quoted('分别|依次|^$')) }}
        and {{ matches('metrics.lead_text', quoted(numbers_before)) }}

),

ranged as (

    select
        figure_id,
        label_no,
        concat_ws('', first_year + place_in_list, '年') as year_words
    from spanned
    where list_length = last_year - first_year + 1

),

led as (

    select
        metrics.figure_id,
        metrics.label_no,
        metrics.report_id,
        metrics.passage_no,
        {{ replaced(without_titles('metrics.lead_text'), quoted(cue_pattern('period', says=['nothing'])), "''") }}
            as whole_text,
        coalesce(
            ranged.year_words,
            {{ last_match(replaced('metrics.label', left_out, "''"), time_words) }}
        ) as label_words,
        -- a year of several that stand in a row is the figure's, however long ago
        ranged.year_words is not null or metrics.claim_basis = 'series' as is_of_series,
        {{ last_match(replaced(without_titles('metrics.lead_text'), left_out, "''"), time_words) }} as sentence_words,
        metrics.label_after,
        {{ without_titles('metrics.lead_text') }} as printed_lead
    from metrics
    left join ranged
        on
            metrics.figure_id = ranged.figure_id
            and metrics.label_no = ranged.label_no

),

cued as (

    select
        *,
        {{ cue_of('period', 'coalesce(label_words, sentence_words)', says_not=others) }} as sentence_cue,
        {{ speaking_cues('period', {'whole': 'whole_text'}) }} as said_cues,
        {{ speaking_cues('period', around, says=aside) }} as aside_cues
    from led

),

nearest as (

    select
        cued.figure_id,
        cued.label_no,
        cued.is_of_series,
        told.is_told_later,
        cued.whole_text,
        cued.said_cues,
        cued.aside_cues,
        {{ words_of_cues('period', 'cued.said_cues', {'whole': 'cued.whole_text'}) }} as said_words,
        {{ words_of_cues('period', 'cued.aside_cues', around, says=aside) }} as aside_words,
        case
            when cued.sentence_cue is not null then 'sentence'
            when {{ any_says('period', 'cued.said_cues', 'of_what_is_reviewed') }}
                then case when carried.reviewed_words is not null then 'review' else 'none' end
            when {{ is_one_of(cue_says('period', 'carried.item_cue'), carrying) }} then 'item'
            when {{ is_one_of(cue_says('period', 'carried.heading_cue'), carrying + ['own_year']) }} then 'heading'
            when {{ is_one_of(cue_says('period', 'title_cues.title_cue'), carrying) }} then 'title'
            else 'none'
        end as time_basis,
        coalesce(cued.label_words, cued.sentence_words) as sentence_words,
        cued.sentence_cue,
        carried.item_words,
        carried.item_cue,
        carried.item_at,
        carried.reviewed_words,
        carried.heading_words,
        carried.heading_cue,
        title_cues.title_words,
        title_cues.title_cue
    from cued
    inner join carried
        on
            cued.report_id = carried.report_id
            and cued.passage_no = carried.passage_no
    inner join title_cues on cued.report_id = title_cues.report_id
    left join told on cued.report_id = told.report_id

),

settled as (

    select
        figure_id,
        label_no,
        is_of_series,
        is_told_later,
        whole_text,
        said_cues,
        said_words,
        aside_cues,
        aside_words,
        item_at,
        time_basis,
        case time_basis
            when 'sentence' then sentence_words
            when 'item' then item_words
            when 'review' then reviewed_words
            when 'heading' then heading_words
            when 'title' then title_words
        end as time_words,
        case time_basis
            when 'sentence' then sentence_cue
            when 'item' then item_cue
            when 'review' then 'period.of_files'
            when 'heading' then heading_cue
            when 'title' then title_cue
        end as time_cue
    from nearest

)

select
    figure_id,
    label_no,
    is_of_series,
    whole_text,
    said_cues,
    time_basis,
    time_words,
    time_cue,
    case
        when is_told_later and {{ cue_says('period', 'time_cue') }} = 'last_year' then 'this_year'
        else {{ cue_says('period', 'time_cue') }}
    end as time_said,
    -- all that spoke, the nearest words of time first
    {{ list_where('time_cue is not null', list_of(['time_cue'])) }} || said_cues || aside_cues as period_cues,
    {{ list_where('time_cue is not null', list_of([without_edges('time_words')])) }}
    || said_words
    || aside_words as period_cue_words,
    case time_basis when 'sentence' then null when 'item' then item_at else {{ unplaced }} end as carried_at
from settled
