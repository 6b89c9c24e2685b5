-- The rows of the comparison tables, each with what must be known before it is compared.
with

cells as (

    select * from {{ ref('int_comparison_cells') }}

),

gathered as (

    select
        cmp_table,
        row_key,
        jurisdiction_key,
        reporting_department,
        year,
        scope,
        as_of,
        is_cumulative,
        {{ joined('case when value_count > 1 then column_name end') }} as several,
        {{ joined('case when value_count > 1 then column_name_zh end') }} as several_zh,
        {{ joined('case when modifier is not null then column_name end') }} as inexact,
        {{ joined('case when modifier is not null then column_name_zh end') }} as inexact_zh
    from cells
    group by cmp_table, row_key, jurisdiction_key, reporting_department, year, scope, as_of, is_cumulative

),

noted as (

    select
        *,
        concat_ws(
            '; ',
            case when jurisdiction_key is null then 'not known whose report it is' end,
            case when year is null then 'not known which year it is about' end,
            'figures of the department ' || reporting_department || ', not of its government',
            case
                when scope = 'part' then 'a part of the jurisdiction: the printed sentence says which'
                when scope = 'unstated' then 'the report does not say whose figures these are'
            end,
            'counted up to ' || cast(as_of as string) || ': compare with the same cut-off only',
            case when is_cumulative then 'counted over more than the year' end,
            'several values stated, so left empty: ' || several,
            'approximate or bounds: ' || inexact
        ) as notes,
        concat_ws(
            '；',
            case when jurisdiction_key is null then '不知是哪个地区的报告' end,
            case when year is null then '不知是哪一年的数字' end,
            '是部门（' || reporting_department || '）的数字，不是政府的',
            case
                when scope = 'part' then '只是本地区的一部分，见原句'
                when scope = 'unstated' then '报告未说明是谁的数字'
            end,
            '截至' || cast(as_of as string) || '，只与同一截止日期的比较',
            case when is_cumulative then '累计数，不止当年' end,
            '有几个不同的数，故空缺：' || several_zh,
            '约数或上下限：' || inexact_zh
        ) as notes_zh
    from gathered

)

select
    cmp_table,
    row_key,
    jurisdiction_key,
    reporting_department,
    year,
    scope,
    as_of,
    is_cumulative,
    coalesce(nullif(notes, ''), 'comparable with the same year, scope and level') as comparability,
    coalesce(nullif(notes_zh, ''), '可与同年、同范围、同级别的比较') as comparability_zh
from noted
