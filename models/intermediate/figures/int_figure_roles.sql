-- In what role a figure is stated: the period's level, an earlier period's value, a change, or a target.

{#- A year in a heading or over a column. #}
{%- set a_year = quoted('((?:19|20)[0-9]{2})\\s?年') %}
{#- Times that lie before a plan. #}
{%- set earlier = ['last_year', 'since', 'since_something', 'several_years', 'year_so_far'] %}
{%- set places = {
    'lead': 'lead_words',
    'said': 'stated_words',
    'before': 'before_words',
    'after': 'after_words',
    'around': "concat_ws('', lead_words, '◇', after_words)",
    'heading': 'heading_words',
    'opening': 'opening',
    'item_opening': 'item_opening',
    'title': 'title',
} %}
with

metrics as (

    select * from {{ ref('int_figure_metrics') }}

),

passages as (

    select * from {{ ref('int_passage_topics') }}

),

times as (

    select * from {{ ref('int_figure_times') }}

),

reports as (

    select * from {{ ref('int_reports') }}

),

subjects as (

    select * from {{ ref('int_report_subjects') }}

),

catalogue as (

    select * from {{ ref('metrics') }}

),

worded as (

    select
        metrics.figure_id,
        metrics.label_no,
        metrics.metric_code,
        metrics.unit_class,
        metrics.claim_basis,
        metrics.metric_code like 'approval_time%'
        and metrics.unit_class in ('working_days', 'calendar_days') as is_time,
        catalogue.stage,
        catalogue.kind,
        split_part(metrics.wording, '◇', 1) as before_words,
        split_part(metrics.stated_wording, '◇', 1) as stated_words,
        split_part(metrics.wording, '◇', 2) as after_words,
        right({{ plain_wording(without_titles('metrics.lead_text')) }}, 40) as lead_words,
        {{ plain_wording('passages.heading_path') }} as heading_words,
        try_cast({{ last_match('passages.heading_path', a_year) }} as integer) > reports.report_year
            as is_later_heading,
        -- 去年同期受理352件,审结340件: it holds until another time is named
        coalesce(times.time_said = 'last_year' and times.time_basis = 'sentence', false) as is_of_last_year,
        -- what a plan tells of an earlier time is done
        times.time_basis = 'sentence'
        and (
            {{ is_one_of('times.time_said', earlier) }}
            or try_cast({{ last_match('times.time_words', a_year) }} as integer) < reports.report_year
        ) as is_of_before,
        coalesce(subjects.title, '') as title,
        left(passages.even_text, 12) as opening,
        passages.item_opening,
        reports.report_year,
        -- the column of an earlier year in a table
        passages.passage_kind = 'table_row'
        and try_cast({{ last_match('metrics.lead_text', a_year) }} as integer) < reports.report_year
            as is_earlier_column,
        -- a column of aims beside what was done is of the same year
        passages.passage_kind = 'table_row'
        and not {{ matches('metrics.lead_text', quoted(word_class('to_come'))) }} as is_aim_of_the_year
    from metrics
    inner join passages
        on
            metrics.report_id = passages.report_id
            and metrics.passage_no = passages.passage_no
    inner join times
        on
            metrics.figure_id = times.figure_id
            and metrics.label_no = times.label_no
    inner join catalogue on metrics.metric_code = catalogue.metric_code
    inner join reports on metrics.report_id = reports.report_id
    left join subjects on metrics.report_id = subjects.report_id

),

spoken as (

    select
        *,
        {{ speaking_cues('role', places) }} as role_cues
    from worded

),

judged as (

    select
        figure_id,
        label_no,
        metric_code,
        role_cues,
        {{ words_of_cues('role', 'role_cues', places) }} as role_cue_words,
        {{ any_says('role', 'role_cues', 'change') }}
        or unit_class = 'change'
        or (unit_class in ('point', 'multiple') and kind in ('count', 'rate', 'amount')) as is_change,
        {{ any_says('role', 'role_cues', 'fall') }} as is_fall,
        {{ any_says('role', 'role_cues', 'prior') }} or is_earlier_column or is_of_last_year as is_prior,
        {{ any_says('role', 'role_cues', 'target') }}
        or is_later_heading
        -- 2022年,市政府… in the report of 2021; 2022年1月… may tell what was done by then
        or try_cast({{ first_match('opening', quoted('^((?:19|20)[0-9]{2})\\s?年度?,')) }} as integer) > report_year
            as is_target,
        {{ any_says('role', 'role_cues', 'planned') }} and not coalesce(is_of_before, false) as is_of_a_plan,
        is_aim_of_the_year
    from spoken

),

settled as (

    select
        figure_id,
        label_no,
        metric_code,
        role_cues,
        role_cue_words,
        case
            -- a plan tells what it starts from too
            when is_prior and not is_change then 'prior'
            when is_target then 'target'
            when is_change then 'change'
            when is_of_a_plan then 'target'
            else 'level'
        end as role,
        is_of_a_plan or (is_target and is_aim_of_the_year) as is_of_a_plan,
        is_fall
    from judged

)

select
    figure_id,
    label_no,
    metric_code,
    role,
    role_cues,
    role_cue_words,
    is_of_a_plan,
    (role = 'change' and is_fall) as is_fall
from settled
