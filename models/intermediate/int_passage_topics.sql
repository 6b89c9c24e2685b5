-- What each passage speaks of last, and what is carried into it from the passages of its item and from its headings.
with

passages as (

    select
        report_id,
        passage_no,
        item_no,
        char_start,
        passage_kind,
        heading_path,
        {{ normal_form('passage_text') }} as even_text,
        {{ normal_form('heading_path') }} as even_headings
    from {{ ref('stg_passages') }}
    where is_report

),

-- 超过同期一审行政诉讼案件(89件): only what it is compared with
plain as (

    select
        *,
        {{ replaced('even_text', quoted(cue_pattern('wording', says=['nothing']) ~ '|' ~ readings()), "''") }} as spoken_of
    from passages

),

found as (

    select
        *,
        {{ last_match('spoken_of', topic_pattern(weak=false)) }} as last_strong_words,
        {{ last_match('spoken_of', topic_pattern()) }} as last_words,
        {{ last_match('even_headings', topic_pattern()) }} as heading_words
    from plain

),

carried as (

    select
        report_id,
        passage_no,
        item_no,
        char_start,
        passage_kind,
        even_text,
        heading_path,
        even_headings,
        heading_words,
        -- words that give way to another topic of their sentence give way to their item's too
        coalesce(
            last_value(last_strong_words ignore nulls) over before_it,
            last_value(last_words ignore nulls) over before_it
        ) as carried_words,
        passage_no = min(passage_no) over (partition by report_id) as is_first,
        -- the first line, where it is no sentence of the text
        case when length(even_text) <= 40 and not {{ matches('even_text', "'[。;!?]'") }} then even_text end
            as opening_line,
        -- 五、2024年安排。…: a heading in the line of what stands under it
        first_value(left(even_text, 24)) over (partition by report_id, item_no order by passage_no) as item_opening
    from found
    window
        before_it as (
            partition by report_id, item_no
            order by passage_no
            rows between unbounded preceding and 1 preceding
        )

)

select * from carried
