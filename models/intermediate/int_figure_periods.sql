-- The year that a figure is about, and the cut-off date that its sentence states before it.

{#- The digits of a date. Copied pages lose its 年 and 月 and keep 20191231日 and 201912月. #}
{%- set year = '(?:19|20)[0-9]{2}' %}
{%- set month = '1[0-2]|[1-9]' %}
{%- set day = '[12][0-9]|3[01]|0?[1-9]' %}
{%- set bare_date = year ~ '(?:' ~ month ~ ')(?:' ~ day ~ ')\\s?日' %}
{%- set month_of_bare_date = year ~ '(' ~ month ~ ')(?:' ~ day ~ ')\\s?日' %}
{%- set day_of_bare_date = year ~ '(?:' ~ month ~ ')(' ~ day ~ ')\\s?日' %}

{#- A year that only says with what or since when (较2020年, 自2017年以来) is not the figure's own. #}
{%- set own_year =
    '(?:^|[^较比自从由起与0-9])(' ~ year ~ ')\\s?(?:年(?:[^以至起之\\-]|$)|(?:' ~ month ~ ')\\s?月)' %}
{#- 80个工作日(2018年)压减为33个工作日: the year stands behind its number. #}
{%- set noted_year = first_match(normal_form('metrics.label_after'), quoted('^[(](' ~ year ~ ')')) %}
{#- 由2014年的19件、2015年的47件上升到: neither is the year of what comes behind it. #}
{%- set moved_from = '(?:从|由|自)' ~ year ~ '\\s?年[^,;。]{1,40}?(?:至|到|为)' %}
{%- set year_right_before = '(' ~ year ~ ')\\s?年度?(?:底|末|全年|同期)?的?(?:约|近)?$' %}
{%- set compared_year = '(?:较|比|相比|从|由|自|与)[^,;]{0,4}?(' ~ year ~ ')\\s?年' %}
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
        try_cast({{ noted_year }} as integer) as year_behind,
        -- 2015年底以前的文件, 2019年结转的案件: the years of what is worked on, not of the work; (2018年) is of the number before it
        {{ replaced(
            without_titles('metrics.lead_text'),
            "'(?:19|20)[0-9]{2}\\s?年(?:[^,;。]{0,8}?(?:以前|之前|前)|[^,;。0-9]{0,8}?(?:结转|转入|转结|遗留|旧存|未结))|\\((?:19|20)[0-9]{2}\\s?年度?\\)'",
            "''"
        ) }}
            as lead_text
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
        try_cast({{ first_match('lead_text', quoted(year_right_before)) }} as integer) as year_right_before,
        try_cast({{ last_match(replaced('lead_text', quoted(moved_from), "''"), quoted(own_year)) }} as integer)
            as own_year,
        try_cast({{ last_match('lead_text', quoted(compared_year)) }} as integer) as compared_year,
        {{ matches('lead_text', "'(?:去年|上年|上一年|前一年|同期)[^,;。]{0,24}$'") }} as says_last_year,
        {{ matches('lead_text', "'累计|以来|自[^,。]{0,12}起|至今'") }} as is_cumulative,
        {{ last_match('lead_text', "'((?:截[至止](?:到|至)?|(?:^|[,;。])至)[^,;。]{0,16})'") }} as cut_off
    from led

),

dated as (

    select
        *,
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
                        when {{ matches('lead_text', "'全年|年内|下半年|[二三四]季度|年底前|[0-9]月底前'") }} then report_year
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
