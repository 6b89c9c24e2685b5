{#- Words on whether numbers can be compared. Reasons are codes of seeds/comparability_reasons.csv, parted by blanks. -#}

{#- Codes in the order in which they are given, from pairs of a code and the condition under which it holds; null where none
    does. -#}
{%- macro codes_that_hold(conditions) -%}
    nullif(
        concat_ws(
            ' '
            {%- for code, condition in conditions %},
            case when {{ condition }} then '{{ code }}' end
            {%- endfor %}
        ),
        ''
    )
{%- endmacro -%}

{#- Two lists of codes as one; null where there is none in either. -#}
{%- macro codes_of_both(first, second) -%}
    nullif(concat_ws(' ', {{ first }}, {{ second }}), '')
{%- endmacro -%}

{#- Steps that tell what the reason_codes of an earlier step mean, once for each set of codes: the last of them, `told`,
    has reason_codes, whether one of them forbids the comparison, and the words in both languages. `reasons` must be a
    step that reads the reasons. -#}
{%- macro reasons_told(step) -%}
code_sets as (

    select distinct reason_codes
    from {{ step }}
    where reason_codes is not null

),

code_words as (

    select
        reason_codes,
        {{ each_word('reason_codes') }} as reason_code
    from code_sets

),

told as (

    select
        code_words.reason_codes,
        max(case when reasons.severity = 'not_comparable' then 1 else 0 end) = 1 as is_forbidden,
        {{ phrases_joined('reasons.reason_en', '; ', 'reasons.reason_order') }} as reasons_en,
        {{ phrases_joined('reasons.reason_zh', '；', 'reasons.reason_order') }} as reasons_zh
    from code_words
    inner join reasons on code_words.reason_code = reasons.reason_code
    group by code_words.reason_codes

)
{%- endmacro -%}

{#- Steps that rank the numbers of an earlier step within their comparison_group, and tell why one is not ranked. Only what
    is alike stands in one group, and a group of one has no rank. The last steps are `coded`, the numbers with their
    rank, and `told`; see ranking_columns and ranking_joins. -#}
{%- macro ranked_in_groups(step) -%}
sized as (

    select
        *,
        count(case when can_be_compared then 1 end) over (partition by comparison_group) as group_size
    from {{ step }}

),

ranked as (

    select
        *,
        can_be_compared and group_size >= 2 as is_ranked,
        case
            when can_be_compared and group_size >= 2
                then rank() over (partition by comparison_group, can_be_compared order by value desc nulls last)
        end as rank_in_group,
        case
            when can_be_compared and group_size >= 2
                then {{ percent_exceeded('comparison_group, can_be_compared', 'value') }}
        end as percentile_in_group
    from sized

),

coded as (

    select
        *,
        {{ codes_of_both('obstacle_codes', 'reservation_codes') }} as reason_codes
    from ranked

),

{{ reasons_told('coded') }}
{%- endmacro -%}

{#- What `coded` and `told` say of a number's rank: the columns from group_size to comparability_zh. -#}
{%- macro ranking_columns() -%}
    cast(coded.group_size as int) as group_size,
    cast(coded.rank_in_group as int) as rank_in_group,
    coded.percentile_in_group,
    coded.can_be_compared,
    {{ codes_of_both('alone.reason_code', 'coded.reason_codes') }} as reason_codes,
    told.reasons_en as own_reasons,
    told.reasons_zh as own_reasons_zh,
    concat_ws(
        '; ',
        case
            when coded.is_ranked
                then
                    'ranked from the largest among ' || cast(coded.group_size as string)
                    || ' of the same level, year, scope and cut-off'
            else 'not ranked: ' || coalesce(alone.reason_en, told.reasons_en)
        end,
        case when coded.can_be_compared then told.reasons_en end
    ) as comparability,
    concat_ws(
        '；',
        case
            when coded.is_ranked
                then '在同级别、同年、同范围、同截止日期的' || cast(coded.group_size as string) || '个中从大到小排列'
            else '不排名：' || coalesce(alone.reason_zh, told.reasons_zh)
        end,
        case when coded.can_be_compared then told.reasons_zh end
    ) as comparability_zh
{%- endmacro -%}

{#- The joins that ranking_columns needs behind `coded`. -#}
{%- macro ranking_joins() -%}
left join told on coded.reason_codes = told.reason_codes
left join reasons as alone
    on
        coded.can_be_compared
        and coded.group_size < 2
        and alone.reason_code = 'no_other_states_it'
{%- endmacro -%}

{#- Steps behind `coded` that tell between which ranks each that is ranked stands, by whatever definition its report
    states the numbers of: `other_definitions` has them by `key`. The last is `rank_ranges`. -#}
{%- macro rank_ranges(key) -%}
-- Between which values each that is ranked lies, by whatever definition its report states the numbers of.
spans as (

    select
        coded.{{ key }},
        coded.comparison_group,
        coalesce(other_definitions.other_definitions, 0) as other_definitions,
        sum(coalesce(other_definitions.other_definitions, 0)) over (partition by coded.comparison_group)
            as definitions_of_group,
        coalesce(other_definitions.least_value, coded.value) as least_value,
        coalesce(other_definitions.most_value, coded.value) as most_value
    from coded
    left join other_definitions on coded.{{ key }} = other_definitions.{{ key }}
    where coded.is_ranked

),

span_ends as (

    select
        *,
        least_value as end_value,
        1 as is_least
    from spans
    union all
    select
        *,
        most_value as end_value,
        0 as is_least
    from spans

),

-- how many of the group begin, and how many end, above the value
counted_ends as (

    select
        *,
        sum(is_least) over (partition by comparison_group order by end_value desc nulls last)
        - sum(is_least) over (partition by comparison_group, end_value) as surely_above,
        sum(1 - is_least) over (partition by comparison_group order by end_value desc nulls last)
        - sum(1 - is_least) over (partition by comparison_group, end_value) as perhaps_above
    from span_ends

),

-- It comes after those that are above it by every definition, and before those that are above it by none.
rank_ranges as (

    select
        {{ key }},
        max(other_definitions) as other_definitions,
        max(case when is_least = 0 then 1 + surely_above end) as rank_from,
        max(
            case when is_least = 1 then 1 + perhaps_above - case when most_value > least_value then 1 else 0 end end
        ) as rank_to
    from counted_ends
    where definitions_of_group > 0
    group by {{ key }}

)
{%- endmacro -%}

{#- What `rank_ranges` says of a number. -#}
{%- macro rank_range_columns() -%}
    cast(rank_ranges.other_definitions as int) as other_definitions,
    cast(rank_ranges.rank_from as int) as rank_from,
    cast(rank_ranges.rank_to as int) as rank_to
{%- endmacro -%}

{#- The verdict on a pair of numbers. -#}
{%- macro verdict_of(is_forbidden, reason_codes) -%}
    case
        when {{ is_forbidden }} then 'not_comparable'
        when {{ reason_codes }} is not null then 'with_reservation'
        else 'comparable'
    end
{%- endmacro -%}

{#- What two groups of numbers may differ in so that they cannot be compared: reason and the condition on groups a, b. The
    conditions say the same of (a, b) and of (b, a). -#}
{%- macro differences() -%}
    {{- return([
        ['another_scope', "a.scope <> b.scope and a.scope <> 'unstated' and b.scope <> 'unstated'"],
        ['scope_of_one_not_stated', "a.scope <> b.scope and (a.scope = 'unstated' or b.scope = 'unstated')"],
        ['another_cut_off', "a.cut_off_day <> b.cut_off_day"],
        ['cumulative_against_year', "a.is_cumulative <> b.is_cumulative"],
        ['another_part_of_the_year', "a.period_type <> b.period_type and a.is_cumulative = b.is_cumulative"],
        ['another_level', "a.level <> b.level"],
        ['department_against_government', "a.body_kind <> b.body_kind"],
        ['another_unit', "a.unit <> b.unit"],
        [
            'another_kind_of_day',
            "a.day_kind <> b.day_kind and a.day_kind <> 'unstated' and b.day_kind <> 'unstated'"
        ],
        ['kind_of_day_not_stated', "a.day_kind <> b.day_kind and (a.day_kind = 'unstated' or b.day_kind = 'unstated')"],
        ['another_denominator', "a.rate_terms <> b.rate_terms"],
        ['limit_against_actual', "a.time_basis <> b.time_basis"],
    ]) -}}
{%- endmacro -%}
