-- The words of scope of each passage: its own last ones, and the last of its item's passages before it.
with

passages as (

    select * from {{ ref('int_passage_topics') }}

),

passage_words as (

    select
        report_id,
        passage_no,
        item_no,
        char_start,
        even_text,
        {{ last_match(
            replaced(
                without_titles(on_one_line('even_text')),
                quoted(cue_pattern('scope', says=['nothing'], place='item')),
                "''"
            ),
            scope_words()
        ) }} as last_words,
        {{ speaking_cues('scope', {'item': without_titles(on_one_line('even_text'))}, says=['nothing']) }}
            as left_out_cues
    from passages

),

carried as (

    select
        report_id,
        passage_no,
        last_words,
        last_value(last_words ignore nulls) over before_it as carried_words,
        last_value(
            {{ last_offset('char_start', 'even_text', 'last_words') }} ignore nulls
        ) over before_it as carried_at,
        lag(left_out_cues) over (partition by report_id, item_no order by passage_no) as left_out_cues
    from passage_words
    window
        before_it as (
            partition by report_id, item_no
            order by passage_no
            rows between unbounded preceding and 1 preceding
        )

)

select * from carried
