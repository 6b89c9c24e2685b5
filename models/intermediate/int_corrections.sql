-- Each correction with the figure that it is about, and whether it still fits: applies, dormant (its report has not
-- landed, or is not the current version) or misfit, with what was found instead.
{% set fields = ['value', 'unit', 'metric_code', 'scope', 'role', 'year', 'as_of', 'use'] %}
with

corrections as (

    select
        *,
        concat_ws(' ', source_name, report_sha256_prefix) as report_named,
        count(*) over (partition by correction_id) as times_named
    from {{ ref('corrections') }}

),

reports as (

    select * from {{ ref('int_report_versions') }}

),

passages as (

    select * from {{ ref('stg_passages') }}

),

figures as (

    select * from {{ ref('stg_figures') }}

),

observations as (

    select * from {{ ref('int_observations') }}

),

units as (

    select * from {{ ref('units') }}

),

catalogue as (

    select * from {{ ref('metrics') }}

),

-- whether what is right can be so
valid as (

    select
        corrections.correction_id,
        bool_and(case corrections.field
            when 'value' then try_cast(corrections.corrected_to as decimal(28, 10)) is not null
            when 'unit' then units.unit is not null
            when 'metric_code' then catalogue.metric_code is not null
            when 'scope' then coalesce(corrections.corrected_to in ('own', 'whole', 'part', 'unstated'), false)
            when 'role' then coalesce(corrections.corrected_to in ('level', 'prior', 'change', 'target'), false)
            when 'year' then coalesce(try_cast(corrections.corrected_to as int) >= 1949, false)
            when 'as_of' then corrections.corrected_to is null or try_cast(corrections.corrected_to as date) is not null
            when 'use' then coalesce(corrections.corrected_to = 'no', false)
        end) as is_valid
    from corrections
    left join units on corrections.corrected_to = units.unit
    left join catalogue on corrections.corrected_to = catalogue.metric_code
    group by corrections.correction_id

),

-- what is wrong with a row whatever the report says
checked as (

    select
        corrections.*,
        case
            when corrections.correction_id is null then 'it has no correction_id'
            when corrections.times_named > 1 then 'another row has the same correction_id'
            when corrections.source_name is null and corrections.report_sha256_prefix is null
                then 'it names no report; fill in source_name or report_sha256_prefix'
            when corrections.printed_number is null or corrections.sentence_md5 is null
                then 'it needs printed_number and sentence_md5'
            when corrections.reason is null or corrections.corrected_on is null or corrections.corrected_by is null
                then 'it needs reason, corrected_on and corrected_by'
            when coalesce(corrections.field, '') not in ('{{ fields | join("', '") }}')
                then 'field “' || coalesce(corrections.field, '') || '” is none of {{ fields | join(", ") }}'
            when corrections.corrected_to is not distinct from corrections.read_as
                then 'it corrects “' || coalesce(corrections.read_as, '') || '” to the same'
            when not valid.is_valid
                then 'corrected_to “' || coalesce(corrections.corrected_to, '') || '” is no ' || corrections.field
        end as fault
    from corrections
    left join valid on corrections.correction_id = valid.correction_id

),

matched as (

    select
        checked.*,
        reports.report_id,
        count(reports.report_id) over (partition by checked.correction_id) as report_count
    from checked
    left join reports
        on
            reports.is_current
            and (checked.source_name is not null or checked.report_sha256_prefix is not null)
            and (checked.source_name is null or checked.source_name = reports.source_name)
            and (
                checked.report_sha256_prefix is null
                or starts_with(reports.sha256, lower(checked.report_sha256_prefix))
            )
    qualify row_number() over (partition by checked.correction_id order by reports.report_id) = 1

),

-- every sentence of the reports that are named; the hash is a column, so that it is not worked out for all reports
sentences as (

    select
        matched.correction_id,
        matched.char_start as expected_start,
        matched.printed_number,
        passages.report_id,
        passages.passage_no,
        passages.passage_text,
        {{ sentence_hash('passages.passage_text') }} = lower(matched.sentence_md5) as is_meant,
        coalesce(matched.char_start between passages.char_start and passages.char_end - 1, false) as is_there
    from matched
    inner join passages on matched.report_id = passages.report_id

),

sentences_found as (

    select
        correction_id,
        bool_or(is_meant) as has_sentence,
        max(case when is_there then left(passage_text, 40) end) as sentence_there
    from sentences
    group by correction_id

),

numbers as (

    select
        sentences.correction_id,
        figures.figure_id,
        figures.number_text,
        figures.char_start,
        figures.number_text = sentences.printed_number as is_number,
        figures.number_text = sentences.printed_number
        and coalesce(figures.char_start = sentences.expected_start, true) as is_meant
    from sentences
    inner join figures
        on
            sentences.report_id = figures.report_id
            and sentences.passage_no = figures.passage_no
    where sentences.is_meant

),

numbers_found as (

    select
        correction_id,
        count(case when is_meant then 1 end) as figure_count,
        min(case when is_meant then figure_id end) as figure_id,
        string_agg(number_text, ', ' order by char_start) as numbers_there,
        string_agg(case when is_number then char_start end, ', ' order by char_start) as places_there
    from numbers
    group by correction_id

),

readings_found as (

    select
        matched.correction_id,
        count(*) as observation_count,
        count(case when {{ reads_as('observations', 'matched.field', 'matched.read_as') }} then 1 end) as fitting_count,
        {{ joined("coalesce(" ~ reading_of('observations', 'matched.field') ~ ", 'nothing')") }} as readings_there,
        bool_or(matched.field = 'metric_code' and observations.metric_code = matched.corrected_to) as is_there_already
    from matched
    inner join numbers_found
        on
            matched.correction_id = numbers_found.correction_id
            and numbers_found.figure_count = 1
    inner join observations on numbers_found.figure_id = observations.figure_id
    group by matched.correction_id

),

rivals as (

    select
        numbers_found.figure_id,
        matched.field,
        matched.read_as,
        {{ joined('matched.correction_id') }} as correction_ids
    from matched
    inner join numbers_found on matched.correction_id = numbers_found.correction_id
    group by numbers_found.figure_id, matched.field, matched.read_as
    having count(*) > 1

),

judged as (

    select
        matched.*,
        numbers_found.figure_id,
        case
            when matched.fault is not null then matched.fault
            when matched.report_count > 1
                then concat(matched.report_count, ' current reports have this name; give report_sha256_prefix too')
            when matched.report_count = 0 then null
            when not sentences_found.has_sentence or sentences_found.has_sentence is null
                then concat(
                    'no sentence of the report has this sentence_md5',
                    '; at ' || matched.char_start || ' stands “' || sentences_found.sentence_there || '”'
                )
            when numbers_found.places_there is null
                then concat(
                    'the sentence does not print ', matched.printed_number,
                    ' but ', coalesce(numbers_found.numbers_there, 'no number')
                )
            when numbers_found.figure_count = 0
                then concat(
                    matched.printed_number, ' does not stand at ', matched.char_start,
                    ' but at ', numbers_found.places_there
                )
            when numbers_found.figure_count > 1
                then concat(
                    matched.printed_number, ' stands in the sentence several times, at ', numbers_found.places_there,
                    '; give char_start'
                )
            when readings_found.observation_count is null
                then 'the number is not read as any metric now; if that is right, take the correction out'
            when readings_found.fitting_count = 0
                then concat(
                    matched.field, ' is not read as “', coalesce(matched.read_as, ''), '” now but as “',
                    readings_found.readings_there, '”; if that is right, take the correction out'
                )
            when readings_found.is_there_already
                then concat('the number is read as ', matched.corrected_to, ' already')
            when rivals.correction_ids is not null
                then concat('several correct the same reading: ', rivals.correction_ids)
        end as misfit
    from matched
    left join sentences_found on matched.correction_id = sentences_found.correction_id
    left join numbers_found on matched.correction_id = numbers_found.correction_id
    left join readings_found on matched.correction_id = readings_found.correction_id
    left join rivals
        on
            numbers_found.figure_id = rivals.figure_id
            and matched.field = rivals.field
            and matched.read_as is not distinct from rivals.read_as

)

select
    correction_id,
    report_named,
    report_id,
    figure_id,
    field,
    read_as,
    corrected_to,
    reason,
    corrected_on,
    corrected_by,
    case
        when misfit is not null then 'misfit'
        when report_count = 0 then 'dormant'
        else 'applies'
    end as status,
    case
        when misfit is not null
            then concat(
                'correction ', coalesce(correction_id, '?'), ' (', coalesce(report_named, 'no report'),
                ', ', coalesce(field, '?'), ' of ', coalesce(printed_number, '?'), '): ', misfit
            )
    end as message
from judged
