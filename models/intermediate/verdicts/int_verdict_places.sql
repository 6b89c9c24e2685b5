-- Where each verdict on a figure points now: the figure that it was said of or, in a new version of its report, the one
-- figure printed alike in a sentence of the same words.
with

verdicts as (

    select *
    from {{ ref('int_standing_verdicts') }}
    where standing = 'stands' and char_start is not null

),

versions as (

    select * from {{ ref('int_report_versions') }}

),

passages as (

    select * from {{ ref('stg_passages') }}

),

figures as (

    select * from {{ ref('stg_figures') }}

),

sought as (

    select
        verdicts.verdict_id,
        verdicts.report_id,
        verdicts.number_text,
        verdicts.sentence_sha256,
        verdicts.char_start,
        own.report_id is not null as is_landed,
        own.is_current as is_same,
        case when own.is_current then own.report_id else later.report_id end as target_id
    from verdicts
    left join versions as own
        on
            verdicts.report_id = own.report_id
            and verdicts.report_sha256 = own.sha256
    left join versions as later
        on
            own.chain_key = later.chain_key
            and later.is_current
            and not own.is_current

),

targets as (

    select distinct target_id
    from sought
    where target_id is not null

),

-- the hash is worked out for the reports that somebody has judged alone
sentences as (

    select
        passages.report_id,
        passages.passage_no,
        {{ sentence_sha256('passages.passage_text') }} as sentence_sha256
    from passages
    inner join targets on passages.report_id = targets.target_id

),

matched as (

    select
        sought.verdict_id,
        count(distinct sentences.passage_no) as sentence_count,
        count(figures.figure_id) as figure_count,
        min(figures.figure_id) as figure_id
    from sought
    inner join sentences
        on
            sought.target_id = sentences.report_id
            and sought.sentence_sha256 = sentences.sentence_sha256
    left join figures
        on
            sentences.report_id = figures.report_id
            and sentences.passage_no = figures.passage_no
            and sought.number_text = figures.number_text
            and (not sought.is_same or sought.char_start = figures.char_start)
    group by sought.verdict_id

)

select
    sought.verdict_id,
    sought.report_id,
    case when matched.figure_count = 1 then matched.figure_id end as figure_id,
    case
        when not sought.is_landed then 'dormant'
        when matched.figure_count = 1 then 'found'
        else 'stale'
    end as place,
    case
        when not sought.is_landed then 'its report has not landed'
        when sought.target_id is null then 'its report has been replaced'
        when matched.verdict_id is null then 'its sentence has changed'
        when matched.figure_count = 0 then 'the number is not read in its sentence any more'
        when matched.figure_count > 1 then 'the new version prints the number in this sentence several times'
    end as reason
from sought
left join matched on sought.verdict_id = matched.verdict_id
