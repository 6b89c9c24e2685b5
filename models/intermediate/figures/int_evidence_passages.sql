-- What a reader sees around a figure: the sentences of the same item, at most three before its own and three behind.
with

observations as (

    select * from {{ ref('int_accepted_observations') }}

),

passages as (

    select * from {{ ref('stg_passages') }}

),

stated as (

    select distinct
        passages.report_id,
        passages.item_no,
        passages.passage_no
    from passages
    inner join observations
        on
            passages.report_id = observations.report_id
            and passages.char_start = observations.sentence_start

),

surrounding as (

    select distinct
        passages.report_id,
        passages.passage_no,
        passages.item_no,
        passages.passage_kind,
        passages.char_start,
        passages.char_end,
        passages.passage_text
    from passages
    inner join stated
        on
            passages.report_id = stated.report_id
            and passages.item_no = stated.item_no
            and passages.passage_no between stated.passage_no - 3 and stated.passage_no + 3

)

select * from surrounding
