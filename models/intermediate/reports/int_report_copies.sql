-- Reports of one body on one year that could be one report, landed twice over: at two addresses, as a page and a PDF.
-- A row for each of the two sides. `speaks`: the other side speaks for this one, because it states every fact that this
-- one states, under the same title, and nearly all of its figures; then nothing is lost where this one is set aside.
-- Where anything is missing both count, and `reason` says what differs.
{% set nearly = 0.9 %}
{% set alike = 0.5 %}
with

reports as (

    select
        report_id,
        source_name,
        format,
        is_ocr,
        {{ key_of(['jurisdiction_key', 'report_kind', 'report_year']) }} as body_and_year,
        case when report_kind = 'department' then coalesce(issuer, '?') else '-' end as department,
        -- titles differ in blanks, brackets and 关于…的报告 from page to file
        {{ bare_title('title') }} as bare_title
    from {{ ref('int_reports') }}
    where is_current and identity_obstacle is null and jurisdiction_key is not null and report_year is not null

),

-- only bodies and years with two reports have anything to compare
candidates as (

    select *
    from reports
    qualify count(*) over (partition by body_and_year, department) > 1

),

figures as (

    select
        figures.report_id,
        concat_ws(' ', {{ plain_number('figures.value') }}, figures.unit) as stated_number,
        count(*) as times
    from {{ ref('stg_figures') }} as figures
    inner join candidates on figures.report_id = candidates.report_id
    inner join {{ ref('int_figure_sentences') }} as sentences on figures.figure_id = sentences.figure_id
    where figures.is_readable and sentences.is_report and figures.value is not null
    group by figures.report_id, figures.value, figures.unit

),

statements as (

    select
        statements.report_id,
        concat_ws('|', statements.statement_key, {{ plain_number('statements.value') }}, statements.bound) as statement
    from {{ ref('int_report_statements') }} as statements
    inner join candidates on statements.report_id = candidates.report_id

),

figure_counts as (

    select
        report_id,
        sum(times) as figure_count
    from figures
    group by report_id

),

statement_counts as (

    select
        report_id,
        count(*) as statement_count
    from statements
    group by report_id

),

-- which of two would speak: the one that states more, then the one whose text is surest
preferred as (

    select
        candidates.*,
        coalesce(figure_counts.figure_count, 0) as figure_count,
        coalesce(statement_counts.statement_count, 0) as statement_count,
        row_number() over (
            partition by candidates.body_and_year, candidates.department
            order by
                coalesce(statement_counts.statement_count, 0) desc nulls last,
                case when candidates.is_ocr then 2 else 1 end asc nulls last,
                case candidates.format when 'pdf' then 2 else 1 end asc nulls last,
                coalesce(figure_counts.figure_count, 0) desc nulls last,
                candidates.report_id asc nulls last
        ) as preference
    from candidates
    left join figure_counts on candidates.report_id = figure_counts.report_id
    left join statement_counts on candidates.report_id = statement_counts.report_id

),

pairs as (

    select
        these.report_id,
        others.report_id as other_report_id,
        these.source_name,
        others.source_name as other_source_name,
        these.figure_count,
        others.figure_count as other_figure_count,
        these.statement_count,
        others.preference as other_preference,
        others.preference < these.preference as is_other_preferred,
        coalesce(these.bare_title = others.bare_title, true) as is_same_title
    from preferred as these
    inner join preferred as others
        on
            these.body_and_year = others.body_and_year
            and these.department = others.department
            and these.report_id <> others.report_id
    where these.figure_count > 0 and others.figure_count > 0

),

shared_figures as (

    select
        pairs.report_id,
        pairs.other_report_id,
        sum(least(figures.times, others.times)) as shared_count
    from pairs
    inner join figures on pairs.report_id = figures.report_id
    inner join figures as others
        on
            pairs.other_report_id = others.report_id
            and figures.stated_number = others.stated_number
    group by pairs.report_id, pairs.other_report_id

),

lone_figures as (

    select
        pairs.report_id,
        pairs.other_report_id,
        {{ joined('figures.stated_number') }} as numbers
    from pairs
    inner join figures on pairs.report_id = figures.report_id
    left join figures as others
        on
            pairs.other_report_id = others.report_id
            and figures.stated_number = others.stated_number
    where others.report_id is null
    group by pairs.report_id, pairs.other_report_id

),

lone_statements as (

    select
        pairs.report_id,
        pairs.other_report_id,
        count(*) as lone_count
    from pairs
    inner join statements on pairs.report_id = statements.report_id
    left join statements as others
        on
            pairs.other_report_id = others.report_id
            and statements.statement = others.statement
    where others.report_id is null
    group by pairs.report_id, pairs.other_report_id

),

compared as (

    select
        pairs.*,
        coalesce(shared_figures.shared_count, 0) as shared_figure_count,
        coalesce(lone_statements.lone_count, 0) as lone_statement_count,
        lone_figures.numbers as lone_numbers,
        coalesce(shared_figures.shared_count, 0)
        >= {{ nearly }} * greatest(pairs.figure_count, pairs.other_figure_count) as is_nearly_the_same,
        coalesce(shared_figures.shared_count, 0)
        >= {{ alike }} * greatest(pairs.figure_count, pairs.other_figure_count) as is_alike
    from pairs
    left join shared_figures
        on
            pairs.report_id = shared_figures.report_id
            and pairs.other_report_id = shared_figures.other_report_id
    left join lone_figures
        on
            pairs.report_id = lone_figures.report_id
            and pairs.other_report_id = lone_figures.other_report_id
    left join lone_statements
        on
            pairs.report_id = lone_statements.report_id
            and pairs.other_report_id = lone_statements.other_report_id

),

judged as (

    select
        *,
        is_same_title and is_nearly_the_same and lone_statement_count = 0 as is_stated_there
    from compared
    where is_alike

),

settled as (

    select
        *,
        is_other_preferred
        and is_stated_there
        and row_number() over (
            partition by report_id, is_other_preferred and is_stated_there
            order by other_preference nulls last
        ) = 1 as speaks
    from judged

)

select
    report_id,
    other_report_id,
    source_name,
    other_source_name,
    speaks,
    case
        when is_stated_there then 'same'
        when not is_same_title then 'another_title'
        when lone_statement_count > 0 then 'other_facts'
        else 'other_figures'
    end as verdict,
    concat_ws(
        '',
        case when is_same_title then 'the same title, body and year' else 'the same body and year, another title' end,
        '; ', statement_count - lone_statement_count, ' of ', statement_count, ' facts and ',
        shared_figure_count, ' of ', figure_count, ' figures stand in the other one too',
        case when lone_numbers is not null then concat_ws('', '; not there: ', left(lone_numbers, 200)) else '' end
    ) as reason,
    figure_count,
    other_figure_count,
    shared_figure_count,
    statement_count,
    lone_statement_count
from settled
