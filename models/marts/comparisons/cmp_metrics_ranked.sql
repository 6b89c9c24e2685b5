with

statements as (

    select * from {{ ref('int_statements') }}
    where role = 'level'

),

jurisdictions as (

    select * from {{ ref('dim_jurisdiction') }}

),

catalogue as (

    select * from {{ ref('dim_metric') }}

),

placed as (

    select
        statements.*,
        jurisdictions.name_zh as jurisdiction_name,
        jurisdictions.level,
        catalogue.name_zh as metric_name_zh,
        case when statements.reporting_department is null then 'government' else 'department' end as body_kind,
        case
            when jurisdictions.jurisdiction_key is null then 'not known whose report it is'
            when statements.year is null then 'not known which year it is about'
            when statements.range_part is not null then 'one end of a range'
            when statements.statement_count > 1
                then 'the report states ' || cast(statements.statement_count as string) || ' different values'
        end as obstacle,
        case
            when jurisdictions.jurisdiction_key is null then '不知是哪个地区的报告'
            when statements.year is null then '不知是哪一年的数字'
            when statements.range_part is not null then '区间的一端'
            when statements.statement_count > 1
                then '报告有' || cast(statements.statement_count as string) || '个不同的数'
        end as obstacle_zh
    from statements
    inner join catalogue on statements.metric_code = catalogue.metric_code
    left join jurisdictions on statements.jurisdiction_key = jurisdictions.jurisdiction_key

),

-- Only what is alike stands in one group; days of one kind are compared with days of the same kind.
grouped as (

    select
        *,
        {{ key_of([
            'metric_code', 'year', 'scope', 'as_of', 'is_cumulative', 'level', 'body_kind', 'unit', 'day_kind'
        ]) }} as comparison_group
    from placed

),

sized as (

    select
        *,
        count(case when obstacle is null then 1 end) over (partition by comparison_group) as group_size
    from grouped

),

ranked as (

    select
        *,
        case
            when obstacle is null and group_size >= 2
                then rank() over (
                    partition by comparison_group, case when obstacle is null then 1 else 0 end
                    order by value desc
                )
        end as rank_in_group,
        concat_ws(
            '; ',
            case modifier
                when 'approx' then 'approximate'
                when 'ge' then 'at least this'
                when 'le' then 'at most this'
            end,
            case
                when scope = 'part' then 'a part of the jurisdiction: the printed sentence says which'
                when scope = 'unstated' then 'the report does not say whose figure it is'
            end,
            case when body_kind = 'department' then 'a figure of the department ' || reporting_department end,
            case when is_cumulative then 'counted over more than the year' end
        ) as notes,
        concat_ws(
            '；',
            case modifier
                when 'approx' then '约数'
                when 'ge' then '不低于此数'
                when 'le' then '不超过此数'
            end,
            case
                when scope = 'part' then '只是本地区的一部分，见原句'
                when scope = 'unstated' then '报告未说明是谁的数字'
            end,
            case when body_kind = 'department' then '部门（' || reporting_department || '）的数字' end,
            case when is_cumulative then '累计数，不止当年' end
        ) as notes_zh
    from sized

)

select
    observation_id,
    jurisdiction_key,
    jurisdiction_name,
    level,
    reporting_department,
    metric_code,
    metric_name_zh,
    year,
    scope,
    as_of,
    is_cumulative,
    day_kind,
    value,
    unit,
    modifier,
    comparison_group,
    cast(group_size as int) as group_size,
    cast(rank_in_group as int) as rank_in_group,
    concat_ws(
        '; ',
        case
            when obstacle is not null then 'not ranked: ' || obstacle
            when group_size < 2
                then 'not ranked: no other of its level states this for the same year, scope and cut-off'
            else
                'ranked from the largest among ' || cast(group_size as string)
                || ' of the same level, year, scope and cut-off'
        end,
        nullif(notes, '')
    ) as comparability,
    concat_ws(
        '；',
        case
            when obstacle is not null then '不排名：' || obstacle_zh
            when group_size < 2 then '不排名：同级别、同年、同范围、同截止日期的只此一个'
            else '在同级别、同年、同范围、同截止日期的' || cast(group_size as string) || '个中从大到小排列'
        end,
        nullif(notes_zh, '')
    ) as comparability_zh,
    report_id,
    char_start,
    number_text,
    printed_sentence
from ranked
