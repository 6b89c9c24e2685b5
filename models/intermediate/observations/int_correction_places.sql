-- Where each correction points: the current report that it names, its sentence, and the number in it.
with

corrections as (

    select * from {{ ref('corrections') }}

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

matched as (

    select
        corrections.*,
        reports.report_id,
        count(reports.report_id) over (partition by corrections.correction_id) as report_count
    from corrections
    left join reports
        on
            reports.is_current
            and (corrections.source_name is not null or corrections.report_sha256_prefix is not null)
            and (corrections.source_name is null or corrections.source_name = reports.source_name)
            and (
                corrections.report_sha256_prefix is null
                or {{ is_begun_by('reports.sha256', 'lower(corrections.report_sha256_prefix)') }}
            )
    qualify row_number() over (partition by corrections.correction_id order by reports.report_id nulls last) = 1

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
        and coalesce(sentences.expected_start = figures.char_start, true) as is_meant
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
        {{ phrases_joined('number_text', ', ', 'char_start') }} as numbers_there,
        {{ phrases_joined('case when is_number then cast(char_start as string) end', ', ', 'char_start') }}
            as places_there
    from numbers
    group by correction_id

),

placed as (

    select
        matched.correction_id,
        matched.report_id,
        matched.report_count,
        numbers_found.figure_id,
        case
            when matched.report_count > 1
                then concat_ws(
                    '', matched.report_count, ' current reports have this name; give report_sha256_prefix too'
                )
            when matched.report_count = 0 then null
            when not coalesce(sentences_found.has_sentence, false)
                then concat_ws(
                    '',
                    'no sentence of the report has this sentence_md5',
                    '; at ' || matched.char_start || ' stands “' || sentences_found.sentence_there || '”'
                )
            when numbers_found.places_there is null
                then concat_ws(
                    '',
                    'the sentence does not print ', matched.printed_number,
                    ' but ', coalesce(numbers_found.numbers_there, 'no number')
                )
            when numbers_found.figure_count = 0
                then concat_ws(
                    '',
                    matched.printed_number, ' does not stand at ', matched.char_start,
                    ' but at ', numbers_found.places_there
                )
            when numbers_found.figure_count > 1
                then concat_ws(
                    '',
                    matched.printed_number, ' stands in the sentence several times, at ',
                    numbers_found.places_there, '; give char_start'
                )
        end as fault
    from matched
    left join sentences_found on matched.correction_id = sentences_found.correction_id
    left join numbers_found on matched.correction_id = numbers_found.correction_id

)

select
    correction_id,
    report_id,
    report_count > 0 as is_landed,
    case when fault is null then figure_id end as figure_id,
    fault
from placed
