-- What a figure is about in time: its year, the stretch of it, and the cut-off date that its sentence states. The words
-- are those of int_figure_times; what each says is in seeds/cues/period_cues.csv.

{#- The digits of a date. Copied pages lose its 年 and 月 and keep 20191231日 and 201912月. #}
{%- set year = '(?:19|20)[0-9]{2}' %}
{%- set month = '1[0-2]|[1-9]' %}
{%- set day = '[12][0-9]|3[01]|0?[1-9]' %}
{%- set bare_date = year ~ '(?:' ~ month ~ ')(?:' ~ day ~ ')\\s?日' %}
{%- set month_of_bare_date = year ~ '(' ~ month ~ ')(?:' ~ day ~ ')\\s?日' %}
{%- set day_of_bare_date = year ~ '(?:' ~ month ~ ')(' ~ day ~ ')\\s?日' %}
{%- set year_of_a_date = '((?:19|20)[0-9]{2})\\s?(?:年|[0-9]{1,2}\\s?月|[0-9]{3,4}\\s?日)' %}
{#- 2019年3月至2022年6月底: over the turn of a year, up to its second month. #}
{%- set year_begun = quoted(word_class('year_begun')) %}
{%- set month_reached = quoted(word_class('month_reached')) %}
{%- set noted_year = '^[(](' ~ year ~ ')\\s?年度?[)]' %}
{%- set told_of = '(' ~ cue_pattern('period', says=['own_year']) ~ ')' %}
{%- set compared = quoted(cue_pattern('period', says=['compared_with'])) %}
{%- set stretches = ['half_year', 'quarter', 'month', 'part_of_year', 'several_years'] %}
with

metrics as (

    select * from {{ ref('int_figure_metrics') }}

),

roles as (

    select * from {{ ref('int_figure_roles') }}

),

times as (

    select * from {{ ref('int_figure_times') }}

),

reports as (

    select * from {{ ref('int_reports') }}

),

read as (

    select
        metrics.figure_id,
        metrics.label_no,
        roles.role,
        roles.is_of_a_plan,
        {{ any_says('role', 'roles.role_cues', 'prior') }} as says_formerly,
        reports.report_year,
        reports.published_on,
        coalesce(times.is_of_series, false) as is_of_series,
        times.said_cues,
        times.time_words,
        times.time_said,
        times.time_basis,
        try_cast(
            {{ first_match('metrics.label_after', quoted(cue_pattern('period', says=['year_behind']))) }}
            as integer
        ) as year_behind,
        -- 受理286件(2019年)、352件(2020年): the year alone, in brackets
        try_cast({{ found_in('metrics.label_after', quoted(noted_year), 1) }} as integer) as year_noted,
        try_cast(
            {{ first_match('times.whole_text', quoted(cue_pattern('period', says=['year_right_before']))) }} as integer
        ) as year_right_before,
        try_cast({{ last_match('times.whole_text', quoted(cue_pattern('period', says=['compared_year']))) }} as integer)
            as compared_year,
        -- 2020年,加强复议工作,全年受理86件: its 全年 is that of the year that stands before
        case
            when times.time_said = 'this_year'
                then try_cast(
                    {{ last_match('times.whole_text', quoted(cue_pattern('period', says=['year_then_whole']))) }}
                    as integer
                )
        end as year_then_whole,
        try_cast({{ last_match('times.time_words', quoted('(' ~ year ~ ')')) }} as integer) as stated_year,
        -- 2014年受理413件,上年350件: last year is the year before the one that the sentence tells of
        try_cast(
            {{ found_in(
                last_match(replaced('times.whole_text', compared, "''"), quoted(told_of)),
                quoted('(' ~ year ~ ')'),
                1
            ) }}
            as integer
        ) as year_told_of,
        coalesce(
            try_cast({{ found_in('times.time_words', year_begun, 1) }} as integer)
            < try_cast({{ found_in('times.time_words', month_reached, 1) }} as integer),
            false
        ) as is_over_years,
        case
            when times.time_said is null or {{ is_one_of('times.time_said', ['cut_off', 'this_year', 'year_so_far']) }}
                then {{ last_match('times.whole_text', quoted('(' ~ cue_pattern('period', says=['cut_off']) ~ ')')) }}
        end as cut_off,
        {{ matches('times.whole_text', quoted(cue_pattern('period', says=['months', 'half_year', 'quarter']))) }}
            as is_behind_a_part,
        -- a sentence may tell of long ago; a heading's far year is a law's or a plan's
        case when times.is_of_series or times.time_basis = 'sentence' then 40 else 3 end as years_back,
        -- and of what is to come, which is no fact
        case when times.time_basis = 'sentence' then 40 else 1 end as years_ahead
    from metrics
    inner join roles
        on
            metrics.figure_id = roles.figure_id
            and metrics.label_no = roles.label_no
    inner join times
        on
            metrics.figure_id = times.figure_id
            and metrics.label_no = times.label_no
    inner join reports on metrics.report_id = reports.report_id

),

dated as (

    select
        *,
        case
            when year_told_of between report_year - 40 and report_year then year_told_of
            else report_year
        end as own_year,
        {{ any_says('period', 'said_cues', 'said_last_year') }} as says_last_year,
        {{ any_says('period', 'said_cues', 'cumulative') }} as says_cumulative,
        {{ any_says('period', 'said_cues', 'within_this_year') }} as says_this_year,
        {{ any_says('period', 'said_cues', 'of_what_is_reviewed') }} as says_reviewed,
        coalesce(
            try_cast({{ found_in('cut_off', quoted(year_of_a_date), 1) }} as integer),
            case when is_over_years or time_said = 'months' then stated_year end,
            report_year
        ) as cut_off_year,
        case
            when {{ matches('cut_off', quoted(bare_date)) }}
                then {{ found_in('cut_off', quoted(month_of_bare_date), 1) }}
            when {{ matches('cut_off', quoted(year ~ '(?:' ~ month ~ ')\\s?月')) }}
                then {{ found_in('cut_off', quoted(year ~ '(' ~ month ~ ')\\s?月'), 1) }}
            when {{ matches('cut_off', quoted('[0-9]{1,2}\\s?月')) }}
                then {{ found_in('cut_off', quoted('([0-9]{1,2})\\s?月'), 1) }}
            when {{ matches('cut_off', quoted('年度?[底末]')) }} then '12'
            -- 1—11月: up to the end of November
            when time_said = 'months' then {{ last_match('time_words', quoted('([0-9]{1,2})\\s?月')) }}
            when is_over_years then {{ found_in('time_words', month_reached, 2) }}
        end as cut_off_month,
        case
            when {{ matches('cut_off', quoted(bare_date)) }}
                then {{ found_in('cut_off', quoted(day_of_bare_date), 1) }}
            when {{ matches('cut_off', quoted('月\\s?[0-9]{1,2}\\s?[日号]')) }}
                then {{ found_in('cut_off', quoted('月\\s?([0-9]{1,2})\\s?[日号]'), 1) }}
            -- 1月1日至11月15日
            when time_said = 'months'
                then nullif({{ found_in('time_words', quoted('月\\s?([0-9]{1,2})\\s?[日号]$'), 1) }}, '')
        end as cut_off_day
    from read

),

settled as (

    select
        *,
        case
            when role = 'prior'
                then coalesce(
                    year_behind,
                    year_right_before,
                    compared_year,
                    case when says_last_year or time_said = 'last_year' then own_year - 1 end,
                    -- 2014年由90件增至120件: the year before the one that is told of; a column of 2014 is of 2014
                    case
                        when stated_year < report_year
                            then stated_year - case when says_formerly then 1 else 0 end
                    end,
                    -- 由第一季度的86件增至第四季度的120件: within the year
                    case when {{ is_one_of('time_said', ['quarter', 'month']) }} then report_year end,
                    report_year - 1
                )
            -- 与2020年同期比上升: a label's year may be what it is compared with
            when
                role = 'change'
                and (
                    coalesce(time_said, 'last_year') = 'last_year'
                    or time_said = 'own_year' and time_basis = 'sentence'
                )
                then own_year
            when role = 'level' and year_noted between report_year - 40 and report_year then year_noted
            when role = 'target'
                then coalesce(
                    stated_year,
                    -- what is aimed at within the year itself, or within the next part of it
                    case when says_this_year or is_of_a_plan then report_year end,
                    report_year + 1
                )
            when cut_off_month is not null and coalesce(time_said, '') <> 'months' then cut_off_year
            when
                time_said not in ('since', 'since_something', 'background')
                and stated_year between report_year - years_back and report_year + years_ahead
                then stated_year
            when time_said = 'last_year' then report_year - 1
            when year_then_whole between report_year - 40 and report_year then year_then_whole
            else report_year
        end as observation_year,
        case
            when role in ('prior', 'target') or cut_off_month is null then null
            when cut_off_day is not null
                then try_cast(
                    concat_ws('-', cut_off_year, lpad(cut_off_month, 2, '0'), lpad(cut_off_day, 2, '0')) as date
                )
            else last_day(
                try_cast(
                    concat_ws(
                        '-',
                        cut_off_year,
                        lpad(cut_off_month, 2, '0'),
                        '01'
                    ) as date
                )
            )
        end as as_of
    from dated

),

typed as (

    select
        *,
        case
            when is_over_years then 'several_years'
            -- cases under review are mostly of a year before, which nothing names
            when says_reviewed and time_said is null then 'unstated'
            when
                {{ is_one_of('time_said', stretches) }}
                then time_said
            when time_said = 'day' then 'part_of_year'
            -- 1至10月受理410件,2021年同期受理350件: no whole year either
            when role = 'prior' and says_last_year and is_behind_a_part then 'part_of_year'
            when time_said = 'since_something' then 'several_years'
            when time_said = 'since'
                then
                    case
                        when stated_year < report_year then 'several_years'
                        -- 2019年7月以来, of a report on 2019; since January it is the year
                        when {{ matches('time_words', quoted('(?:1[0-2]|[2-9])\\s?月')) }} then 'part_of_year'
                        else 'year'
                    end
            when time_said = 'year_so_far' and year(published_on) = report_year and as_of is null then 'year_to_date'
            when says_cumulative and (time_said is null or time_said = 'cut_off') then 'several_years'
            when as_of < {{ day_of('observation_year', 12, 31) }} then 'year_to_date'
            else 'year'
        end as period_type
    from settled

)

select
    figure_id,
    label_no,
    observation_year,
    as_of,
    period_type,
    period_type = 'several_years' as is_cumulative
from typed
