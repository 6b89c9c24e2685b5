-- In what role a figure is stated: the period's level, an earlier period's value, a change, or a target.

{#- A year in a heading or over a column. #}
{%- set a_year = quoted('((?:19|20)[0-9]{2})\\s?年') %}

{#- What moves, and what may stand between that and its number. #}
{%- set rising_words = '增长|增加|上升|上涨|攀升|提升|提高|增幅|升|增|涨' %}
{%- set falling_words = '下降|减少|降低|回落|下滑|下跌|降幅|减幅|降|减|跌' %}
{%- set by_how_much = '(?:了|幅度?|率)?(?:约|近|超过?|达到?|为)?$' %}
{%- set change_words =
    '(?:' ~ rising_words ~ '|' ~ falling_words ~ '|多|少|翻)(?:了|(?:幅度?|率|比例)为?)?(?:约|近|超过?|达到?|一)?$' %}
{%- set own_verbs = '调整|取消|删|下放|承接|修|废|保留|减|清理|现|共|总|达|累计|完成|办' %}
{%- set fall_words = '(?:' ~ falling_words ~ '|少)' ~ by_how_much %}
{%- set stated_fall_words = '(?:' ~ falling_words ~ '|少|核减)' ~ by_how_much %}
{%- set compared_change_words =
    '(?:同比|环比|较|比|相比)[^,;]{0,12}(?:增|升|提|降|减|多|少|回落|下滑)[^,;]{0,6}$' %}

{#- 较上年的436件增长, 从8天压缩至3天, 去年同期为90件: the number before the movement is the earlier one. #}
{%- set compared_with_words = '(?:较|比|相比|相较|对比)[^,;增升提降减]{0,24}$' %}
{%- set moves_words = '^[^,;]{0,8}(?:增|升|提|降|减|多|少|翻|回落|下滑|缩|压)' %}
{%- set moves_on_words =
    '^[^,;]{0,8}(?:上升|升|提高|提升|下降|降|减|增|压缩|压减|缩短|提速|扩大|精简|缩减|变为|调整为|到|至)' %}
{%- set last_year_words =
    '(?:去年|上年|上一年|前一年|去年度|上年度)(?:同期|全年|底|末)?'
    ~ '(?:的|为|是|仅为?|共)?[^,;增升提降减缩压到至0]{0,4}$' %}
{#- 由2014年的19件、2015年的47件上升到82件: each of the years before the movement. #}
{%- set from_years_words = '(?:从|由)(?:[^,;。]{0,24}、)?0年度?(?:底|末)?的?(?:约|近)?$' %}
{#- 含上年结转: carried over, not an earlier year's. #}
{%- set carried_over_words = '(?:结转|结存|转入|遗留|旧存)[^,;。]{0,6}$' %}
{%- set formerly_words =
    '(?:同期|改革前|此前|原先|原来|原有)(?:的|为|是|有|需|需要)?[^,;增升提降减缩压]{0,8}$' %}

{#- Plans: sections of what comes next, unless they tell what came of the last plan; and wishes in the sentence. #}
{%- set plan_headings =
    '打算|下一步|下步|下阶段|下一年|明年|来年|工作重点|主要任务|重点任务|工作安排|主要安排|下半年[^›]{0,6}(?:安排|计划)|工作计划'
    ~ '|工作思路|努力方向|展望|今后' %}
{%- set plan_openings = '^【[^】]{0,8}(?:展望|打算|计划|安排|思路)】|^(?:下一步|下阶段|今后|接下来|[0-9]{4}年,?我?[^,]{0,4}将)' %}
{%- set plan_lines =
    '^\\s*[(]?[一二三四五六七八九十0-9]{1,3}[)、.]\\s?[^,;。:]{0,12}(?:打算|安排|计划|思路|下一步|展望)[^,;。:]{0,4}[。:]' %}
{%- set wish_words =
    '(?:力争|争取|目标|计划(?:在|到|于|新|完成|实现|建成?|将|全|出台|制定|印发|开展|组织|提请|清理|培养|办理)|拟于|预计|预期'
    ~ '|要求(?:达|不|在|全)|确保|必须|务必|原则上)[^;。]{0,26}$' %}
{%- set duty_words = '(?:应当?|须|要|不得)(?:不低于|低于|达到|不少于|在|高于)[^,;。]{0,6}$' %}
with

metrics as (

    select * from {{ ref('int_figure_metrics') }}

),

passages as (

    select * from {{ ref('int_passage_topics') }}

),

reports as (

    select * from {{ ref('int_reports') }}

),

catalogue as (

    select * from {{ ref('metrics') }}

),

worded as (

    select
        metrics.figure_id,
        metrics.label_no,
        metrics.metric_code,
        metrics.unit_class,
        metrics.claim_basis,
        catalogue.stage,
        catalogue.kind,
        split_part(metrics.wording, '◇', 1) as before_words,
        split_part(metrics.stated_wording, '◇', 1) as stated_words,
        split_part(metrics.wording, '◇', 2) as after_words,
        right({{ plain_wording(without_titles('metrics.lead_text')) }}, 40) as lead_words,
        {{ plain_wording('passages.even_headings') }} as heading_words,
        try_cast({{ last_match('passages.even_headings', a_year) }} as integer) > reports.report_year
            as is_later_heading,
        left(passages.even_text, 12) as opening,
        passages.item_opening,
        reports.report_year,
        -- the column of an earlier year in a table
        passages.passage_kind = 'table_row'
        and try_cast({{ last_match('metrics.lead_text', a_year) }} as integer) < reports.report_year
            as is_earlier_column
    from metrics
    inner join passages
        on
            metrics.report_id = passages.report_id
            and metrics.passage_no = passages.passage_no
    inner join catalogue on metrics.metric_code = catalogue.metric_code
    inner join reports on metrics.report_id = reports.report_id

),

judged as (

    select
        figure_id,
        label_no,
        metric_code,
        -- A change is worded right before its number; 至 or 到 between them makes it the level that was reached.
        (
            (
                {{ matches('lead_words', quoted(change_words)) }}
                or {{ matches('stated_words', quoted(change_words)) }}
            )
            and (
                unit_class in ('percent', 'multiple', 'point', 'share', 'change')
                or claim_basis = 'comparison'
                or {{ matches('lead_words', quoted(compared_change_words)) }}
            )
            and metric_code not in ('approval_time.reduction', 'approval.certificates_cancelled')
            and not (
                {{ matches('metric_code', "'^approval_time'") }} and unit_class in ('working_days', 'calendar_days')
            )
        )
        or unit_class = 'change'
        or (unit_class in ('point', 'multiple') and kind in ('count', 'rate', 'amount'))
        or (stage = 'capacity' and {{ matches('before_words', "'新增[^,]{0,24}$'") }})
        -- 新增甲类事项21项、乙类事项9项: it goes for the next of the list too, unless that has a verb of its own
        or (
            stage = 'capacity'
            and {{ matches('lead_words', "'新增[^,;]{0,30}、[^、,;]{0,16}$'") }}
            and not {{ matches('before_words', quoted(own_verbs)) }}
        ) as is_change,
        {{ matches('stated_words', quoted(stated_fall_words)) }}
        or {{ matches('lead_words', quoted(fall_words)) }} as is_fall,
        (
            {{ matches('lead_words', quoted(compared_with_words)) }}
            and {{ matches('after_words', quoted(moves_words)) }}
        )
        or (
            {{ matches('lead_words', "'(?:从|由|自)[^,;中]{0,30}$'") }}
            and {{ matches('after_words', quoted(moves_on_words)) }}
        )
        or {{ matches('lead_words', quoted(from_years_words)) }}
        or (
            {{ matches('lead_words', quoted(last_year_words)) }}
            and not {{ matches('lead_words', quoted(carried_over_words)) }}
            and not {{ matches('lead_words', "'(?:增长|上升|提高|下降|减少|增加)[^,;]{0,6}$'") }}
        )
        or is_earlier_column
        or {{ matches('lead_words', quoted(formerly_words)) }} as is_prior,
        (
            {{ matches('heading_words', quoted(plan_headings)) }}
            and not {{ matches('heading_words', "'完成|落实情况|履行'") }}
        )
        or is_later_heading
        or {{ matches('opening', quoted(plan_openings)) }}
        or {{ matches('item_opening', quoted(plan_lines)) }}
        -- 2022年,市政府… in the report of 2021; 2022年1月… may tell what was done by then
        or try_cast({{ first_match('opening', "'^((?:19|20)[0-9]{2})\\s?年度?,'") }} as integer) > report_year
        or {{ matches('lead_words', quoted(wish_words)) }}
        or {{ matches('lead_words', quoted(duty_words)) }}
        or {{ matches('after_words', "'^[^,;。]{0,10}(?:目标|要求|任务)$'") }} as is_target
    from worded

),

settled as (

    select
        figure_id,
        label_no,
        metric_code,
        case
            when is_target then 'target'
            when is_prior and not is_change then 'prior'
            when is_change then 'change'
            else 'level'
        end as role,
        is_fall
    from judged

)

select
    figure_id,
    label_no,
    metric_code,
    role,
    (role = 'change' and is_fall) as is_fall
from settled
