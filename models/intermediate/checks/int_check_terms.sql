-- The checks of seeds/checks.csv with a row for each term; `numerator_metric` is the term itself where there is no
-- denominator.
with

checks as (

    select * from {{ ref('checks') }}

),

worded as (

    select
        check_code,
        kind,
        subject_metric,
        when_broken,
        concat_ws(' ', terms, other_terms) as all_terms,
        other_terms,
        {{ each_word("concat_ws(' ', terms, other_terms)") }} as term
    from checks
    where kind in ('total', 'rate', 'at_most')

)

select
    check_code,
    kind,
    subject_metric,
    when_broken,
    cast({{ place_of_word('all_terms', 'term') }} as int) as term_no,
    {{ place_of_word("coalesce(other_terms, '')", 'term') }} is null as is_defined,
    split_part(term, '/', 1) as numerator_metric,
    nullif(split_part(term, '/', 2), '') as denominator_metric
from worded
