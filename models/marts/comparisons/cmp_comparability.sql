{% set of_both = [
    ['other_terms_than_defined', "a.rate_terms = b.rate_terms and a.rate_terms <> 'as_defined'"],
    ['part_of_jurisdiction', "a.scope = 'part' and b.scope = 'part'"],
    ['scope_not_stated', "a.scope = 'unstated' and b.scope = 'unstated'"],
    ['department_figure', "a.body_kind = 'department' and b.body_kind = 'department'"],
    ['over_more_than_the_year', 'a.is_cumulative and b.is_cumulative'],
    [
        'cut_off_not_stated',
        'a.cut_off_day = b.cut_off_day and a.stated_cut_offs + b.stated_cut_offs > 0'
        ~ ' and a.stated_cut_offs + b.stated_cut_offs < a.group_size + b.group_size',
    ],
] %}
with

comparison_groups as (

    select * from {{ ref('int_comparison_groups') }}

),

reasons as (

    select * from {{ ref('dim_comparability_reason') }}

),

-- Each pair once, the lesser key first, and each group with itself. Groups of other years are in no pair: they are
-- never comparable, and pairs across years would grow with the square of the years.
pairs as (

    select
        a.metric_code,
        a.metric_name_zh,
        a.year,
        a.comparison_group as group_a,
        b.comparison_group as group_b,
        a.group_size as size_a,
        b.group_size as size_b,
        {{ codes_that_hold(differences() + of_both) }} as reason_codes
    from comparison_groups as a
    inner join comparison_groups as b
        on
            a.metric_code = b.metric_code
            and a.year = b.year
            and a.comparison_group <= b.comparison_group

),

{{ reasons_told('pairs') }}

select
    concat_ws('', pairs.group_a, ' ~ ', pairs.group_b) as group_pair,
    pairs.metric_code,
    pairs.metric_name_zh,
    pairs.year,
    pairs.group_a,
    pairs.group_b,
    pairs.size_a,
    pairs.size_b,
    {{ verdict_of('coalesce(told.is_forbidden, false)', 'pairs.reason_codes') }} as verdict,
    pairs.reason_codes,
    coalesce(told.reasons_en, 'comparable') as comparability,
    coalesce(told.reasons_zh, '可比') as comparability_zh
from pairs
left join told on pairs.reason_codes = told.reason_codes
