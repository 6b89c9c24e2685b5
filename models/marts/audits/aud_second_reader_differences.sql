with

readings as (

    select * from {{ ref('int_second_readings') }}

),

sentences as (

    select * from {{ ref('int_figure_sentences') }}

)

select
    readings.model,
    readings.figure_id,
    readings.part,
    readings.report_id,
    readings.number_text,
    readings.rules_reading,
    readings.second_reading,
    sentences.printed_sentence
from readings
inner join sentences on readings.figure_id = sentences.figure_id
where not readings.is_agreed
