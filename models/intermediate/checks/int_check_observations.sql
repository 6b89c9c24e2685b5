-- Which figures each check rests on.
with

results as (

    select * from {{ ref('int_check_results') }}

),

observations as (

    select * from {{ ref('int_observations') }}

),

sentences as (

    select * from {{ ref('int_figure_sentences') }}

),

named as (

    select
        check_id,
        report_id,
        outcome,
        {{ each_word('observation_ids') }} as observation_id
    from results
    where observation_ids is not null

)

select distinct
    named.check_id,
    named.report_id,
    named.outcome,
    named.observation_id,
    observations.figure_id,
    observations.char_start,
    observations.passage_no,
    sentences.printed_sentence
from named
inner join observations on named.observation_id = observations.observation_id
inner join sentences on observations.figure_id = sentences.figure_id
