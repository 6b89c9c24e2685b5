-- What a label says beyond what its rule was made for: words that no rule or topic knows, and several things in one.
with

labels as (

    select distinct
        wording,
        {{ replaced("split_part(wording, '◇', 1)", known_words(), "' '") }} as left_words
    from {{ ref('int_figure_topics') }}

),

judged as (

    select
        wording,
        {{ replaced('left_words', quoted(word_class('plain_word') ~ '| '), "''") }} as words,
        {{ matches("split_part(wording, '◇', 1)", quoted(word_class('joining_words'))) }} as joins_things
    from labels

)

select
    wording,
    nullif({{ replaced('words', quoted(word_class('joint')), "''") }}, '') as other_words,
    joins_things
from judged
