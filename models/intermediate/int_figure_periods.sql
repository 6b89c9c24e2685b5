-- The year that a figure is about, and the cut-off date that its sentence states before it.

{#- The digits of a date. Copied pages lose its 年 and 月 and keep 20191231日 and 201912月. #}
{%- set year = '(?:19|20)[0-9]{2}' %}
{%- set month = '1[0-2]|[1-9]' %}
{%- set day = '[12][0-9]|3[01]|0?[1-9]' %}
{%- set bare_date = year ~ '(?:' ~ month ~ ')(?:' ~ day ~ ')\\s?日' %}
{%- set month_of_bare_date = year ~ '(' ~ month ~ ')(?:' ~ day ~ ')\\s?日' %}
{%- set day_of_bare_date = year ~ '(?:' ~ month ~ ')(' ~ day ~ ')\\s?日' %}
{%- set as_printed = {'before': without_titles('metrics.lead_text')} %}
{%- set places = {'before': 'lead_text', 'behind': 'label_after'} %}

with

metrics as (

    select * from {{ ref('int_figure_metrics') }}

),

roles as (

    select * from {{ ref('int_figure_roles') }}

),

reports as (

    select * from {{ ref('int_reports') }}

),

led as (

    select
        metrics.figure_id,
        metrics.label_no,
        roles.role,
        reports.report_year,
        {{ normal_form('metrics.label_after') }} as label_after,
        try_cast(
            {{ first_match(normal_form('metrics.label_after'), quoted(cue_pattern('period', says=['year_behind']))) }}
            as integer
        ) as year_behind,
        {{ replaced(without_titles('metrics.lead_text'), quoted(cue_pattern('period', says=['nothing'])), "''") }}
            as lead_text,
        {{ speaking_cues('period', as_printed, says=['nothing']) }} as left_out_cues,
        {{ words_of_cues('period', 'left_out_cues', as_printed, says=['nothing']) }} as left_out_words
    from metrics
    inner join roles
        on
            metrics.figure_id = roles.figure_id
            and metrics.label_no = roles.label_no
    inner join reports on metrics.report_id = reports.report_id

),

read as (

    select
        figure_id,
        label_no,
        role,
        report_year,
        year_behind,
        lead_text,
        left_out_cues,
        left_out_words,
        label_after,
        {{ speaking_cues('period', places) }} as period_cues,
        try_cast({{ first_match('lead_text', quoted(cue_pattern('period', says=['year_right_before']))) }} as integer)
            as year_right_before,
        try_cast(
            {{ last_match(
                replaced('lead_text', quoted(cue_pattern('period', says=['moved_from'])), "''"),
                quoted(cue_pattern('period', says=['own_year']))
            ) }} as integer
        ) as own_year,
        try_cast({{ last_match('lead_text', quoted(cue_pattern('period', says=['compared_year']))) }} as integer)
            as compared_year,
        {{ last_match('lead_text', quoted(cue_pattern('period', says=['cut_off']))) }} as cut_off
    from led

),

dated as (

    select
        *,
        {{ any_says('period', 'period_cues', 'last_year') }} as says_last_year,
        {{ any_says('period', 'period_cues', 'cumulative') }} as is_cumulative,
        {{ any_says('period', 'period_cues', 'this_year') }} as says_this_year,
        coalesce(
            try_cast(
                regexp_extract(cut_off, '((?:19|20)[0-9]{2})\s?(?:年|[0-9]{1,2}\s?月|[0-9]{3,4}\s?日)', 1) as integer
            ),
            report_year
        ) as cut_off_year,
        case
            when {{ matches('cut_off', quoted(bare_date)) }}
                then regexp_extract(cut_off, {{ quoted(month_of_bare_date) }}, 1)
            when {{ matches('cut_off', quoted(year ~ '(?:' ~ month ~ ')\\s?月')) }}
                then regexp_extract(cut_off, {{ quoted(year ~ '(' ~ month ~ ')\\s?月') }}, 1)
            when {{ matches('cut_off', "'[0-9]{1,2}\\s?月'") }} then regexp_extract(cut_off, '([0-9]{1,2})\s?月', 1)
            when {{ matches('cut_off', "'年[底末]|年度?末'") }} then '12'
        end as cut_off_month,
        case
            when {{ matches('cut_off', quoted(bare_date)) }}
                then regexp_extract(cut_off, {{ quoted(day_of_bare_date) }}, 1)
            when {{ matches('cut_off', "'月\\s?[0-9]{1,2}\\s?日'") }}
                then regexp_extract(cut_off, '月\s?([0-9]{1,2})\s?日', 1)
        end as cut_off_day
    from read

),

settled as (

    select
        figure_id,
        label_no,
        is_cumulative,
        period_cues || left_out_cues as period_cues,
        {{ words_of_cues('period', 'period_cues', places) }} || left_out_words as period_cue_words,
        case
            when role = 'prior'
                then coalesce(
                    year_behind,
                    year_right_before,
                    compared_year,
                    case when says_last_year then report_year - 1 end,
                    own_year,
                    report_year - 1
                )
            when role = 'change' then report_year
            when role = 'target'
                then coalesce(
                    own_year,
                    -- what is aimed at within the year itself, or within the next part of it
                    case
                        when says_this_year then report_year
                    end,
                    report_year + 1
                )
            when cut_off_month is not null then cut_off_year
            -- a year far from the report's is a law's or a plan's, not the figure's
            when own_year between report_year - 3 and report_year + 1 then own_year
            else report_year
        end as observation_year,
        case
            when role in ('prior', 'target') or cut_off_month is null then null
            when cut_off_day is not null
                then try_cast(
                    concat_ws('-', cut_off_year, lpad(cut_off_month, 2, '0'), lpad(cut_off_day, 2, '0')) as date
                )
            else last_day(try_cast(concat_ws('-', cut_off_year, lpad(cut_off_month, 2, '0'), '01') as date))
        end as as_of
    from dated

)

select * from settled
