-- Whose figures a report states where a sentence names nobody: by its title on one subject, or by all that it says; and
-- the names that scopes are told by.

{#- Passages at the head of a text in which it names its body. #}
{%- set opening = 3 %}
{%- set head = '^(?:【[^】]{0,8}】 ?)?(?:' ~ word_class('before_a_body') ~ '{0,16}[,: ] ?)?' %}
{%- set name = '((?:[\\x{4E00}-\\x{9FFF}]|123[0-9]{2}){1,16}?' ~ word_class('body_ending') ~ ')' %}
{%- set body_begins = head ~ name ~ word_class('behind_a_body') %}
{#- A town reports in the name of its county (石角镇司法所半年工作总结): the town's name, behind that of what it
    lies in. -#}
{%- set of_a_town = '^(?:[\\x{4E00}-\\x{9FFF}]{2,12}?' ~ word_class('above_a_town')
    ~ ')?([\\x{4E00}-\\x{9FFF}]{1,4}' ~ word_class('town_ending') ~ ')' ~ word_class('behind_a_town') %}
{%- set town = first_match('subjects.title', quoted(of_a_town)) %}
with

reports as (

    select * from {{ ref('int_reports') }}

),

passages as (

    select * from {{ ref('int_passage_scopes') }}

),

metrics as (

    select * from {{ ref('int_figure_metrics') }}

),

sentences as (

    select * from {{ ref('int_passage_topics') }}

),

lower_divisions as (

    select * from {{ ref('int_lower_names') }}

),

subjects as (

    select * from {{ ref('int_report_subjects') }}

),

-- the body that a text without an official title begins with: 2022年,市仲裁院受理案件…
openings as (

    select
        sentences.report_id,
        row_number() over (partition by sentences.report_id order by sentences.passage_no nulls last) as place_no,
        {{ first_match(without_titles('sentences.even_text'), quoted(body_begins)) }} as body
    from sentences
    inner join reports on sentences.report_id = reports.report_id
    where reports.title is null and (reports.report_kind = 'government' or reports.issuer is null)
    qualify place_no <= {{ opening }}

),

begun as (

    select
        report_id,
        {{ first_by('body', 'place_no') }} as body,
        min(place_no) as place_no
    from openings
    where body is not null and not {{ matches('body', quoted(word_class('many_bodies'))) }}
    group by report_id

),

named_bodies as (

    select
        reports.report_id,
        case
            when reports.report_kind = 'department' then coalesce(reports.issuer, reports.title, begun.body)
            else begun.body
        end as reporting_body,
        reports.report_kind = 'department' or begun.place_no = 1 as is_at_the_head,
        coalesce(
            {{ town }} is not null
            and not {{ matches(town, quoted('^' ~ word_class('no_towns_name'))) }}
            and not {{ is_begun_by("coalesce(reports.jurisdiction_name, '')", town) }},
            false
        ) as is_of_a_town
    from reports
    left join subjects on reports.report_id = subjects.report_id
    left join begun on reports.report_id = begun.report_id

),

-- bodies that work on their own, by what they are
bodies as (

    select
        *,
        case
            when {{ matches('reporting_body', quoted(word_class('name_of_a_labour_commission'))) }}
                then 'labour_commission'
            when {{ matches('reporting_body', quoted(word_class('name_of_a_commission'))) }} then 'commission'
            when {{ matches('reporting_body', quoted(word_class('name_of_a_centre'))) }} then 'centre'
            when {{ matches('reporting_body', quoted(word_class('name_of_a_court'))) }} then 'court'
        end as body_kind
    from named_bodies

),

-- a text that names one extent throughout speaks of it where it names none; one on one subject may name parts too
spoken_of as (

    select
        passages.report_id,
        passages.passage_no,
        passages.last_words,
        reports.level,
        reports.jurisdiction_name,
        bodies.body_kind
    from passages
    inner join reports on passages.report_id = reports.report_id
    left join bodies on passages.report_id = bodies.report_id
    where
        passages.last_words is not null
        -- what a body calls itself at the head of its text says nothing of its figures
        and not coalesce(passages.passage_no = 0 and contains(bodies.reporting_body, passages.last_words), false)
        -- nor do the levels above it
        and not {{ of_above('passages.last_words', 'reports.level', 'reports.jurisdiction_name') }}

),

extents as (

    select
        report_id,
        passage_no,
        case when said = 'place' then 'whole' else said end as extent
    from (
        select
            report_id,
            passage_no,
            {{ said_of('scope', 'last_words', says_not=no_scope()) }} as said
        from spoken_of
    ) as told

),

-- nine of ten of whose figures are of one kind of case
of_one_subject as (

    select
        report_id,
        max(case when case_type = 'arbitration' then figures else 0 end) >= 0.9 * sum(figures) as is_of_arbitration
    from (
        select
            report_id,
            split_part(metric_code, '.', 1) as case_type,
            count(*) as figures
        from metrics
        group by all
    ) as counted
    group by report_id
    having max(figures) >= 0.9 * sum(figures)

),

throughout as (

    select
        extents.report_id,
        -- a text on one subject that begins with the whole goes back to it from what is the body's own
        {{ first_by('extents.extent', 'extents.passage_no') }} as report_scope
    from extents
    left join of_one_subject on extents.report_id = of_one_subject.report_id
    where extents.extent in ('own', 'whole') or of_one_subject.report_id is null
    group by extents.report_id
    having
        (min(extents.extent) = max(extents.extent) and min(extents.extent) = 'whole')
        or (
            max(of_one_subject.report_id) is not null
            and (
                min(extents.extent) = max(extents.extent)
                or {{ first_by('extents.extent', 'extents.passage_no') }} = 'whole'
            )
        )

),

-- the title of a report on one subject says whose it is: 区政府复议工作, 宁波市行政复议概况; a body's own title does not
title_words as (

    select
        subjects.report_id,
        subjects.title,
        reports.level,
        reports.jurisdiction_name,
        bodies.body_kind,
        -- 嘉兴 is 嘉兴市
        left(reports.jurisdiction_name, greatest(length(reports.jurisdiction_name) - 1, 2)) as short_name,
        -- the place in the name of the office that reports is not what the title is about
        reports.report_kind = 'department' and contains(subjects.title, coalesce(reports.issuer, '◇'))
            as names_its_office,
        {{ last_match('subjects.title', scope_words()) }} as words
    from subjects
    inner join reports on subjects.report_id = reports.report_id
    left join bodies on subjects.report_id = bodies.report_id
    left join of_one_subject on subjects.report_id = of_one_subject.report_id
    where
        bodies.body_kind is null
        and (
            subjects.title_words is not null
            or (of_one_subject.report_id is not null and reports.title is null)
        )

),

title_cues as (

    select
        *,
        {{ said_of('scope', 'words', says_not=no_scope()) }} as said
    from title_words

),

title_scopes as (

    select
        report_id,
        case
            when said = 'place' then 'whole'
            when words is null and contains(title, short_name) and not names_its_office then 'whole'
            when said in ('own', 'whole') then said
        end as title_scope
    from title_cues

)

select
    reports.report_id,
    concat_ws(' ', reports.issuer, reports.title, bodies.reporting_body) as reporter,
    bodies.reporting_body,
    bodies.reporting_body is not null
    and (coalesce(bodies.is_at_the_head, false) or of_one_subject.report_id is not null) as is_of_an_office,
    bodies.is_of_a_town,
    reports.report_kind,
    reports.level,
    reports.jurisdiction_name,
    bodies.body_kind,
    case
        when reports.level = 'province' then 'province'
        when reports.level = 'prefecture' or reports.jurisdiction_name like '%市' then 'city'
        else 'county'
    end as place_level,
    lower_divisions.names,
    lower_divisions.short_names,
    case -- a text on commercial arbitration alone counts the cases of its commission
        when of_one_subject.is_of_arbitration and coalesce(throughout.report_scope, '') <> 'whole' then 'own'
        else coalesce(title_scopes.title_scope, throughout.report_scope)
    end as report_scope
from reports
left join bodies on reports.report_id = bodies.report_id
left join lower_divisions on reports.report_id = lower_divisions.report_id
left join of_one_subject on reports.report_id = of_one_subject.report_id
left join title_scopes on reports.report_id = title_scopes.report_id
left join throughout on reports.report_id = throughout.report_id
