-- The topic that each figure's words belong to: the nearest that is named, in what is counted, in the label, behind the
-- number, before it in the sentence, in the item's sentences before, or in the headings.

{#- Stand right before a number and say that something grew or fell by it. #}
{%- set growth_words =
    '(?:同比|环比|(?:较|比|相比)[^,;◇]{0,8}?)?(?:分别)?'
    ~ '(?:增长|增加|增幅|上升|上涨|攀升|提升|提高|下降|减少|降低|回落|下滑|下跌|降幅|减幅)(?:了|率|幅度)?(?:约|近|超过?|达到?|为)?◇' %}
{#- Before a number, in its clause: only what one cause brought about. #}
{%- set cause_words =
    '(?:^|[,;。])[^,;。]{0,12}(?:(?:因|由)[^,;。]{2,24}(?:引发|引起|产生|导致)|因[^,;。]{2,12}被(?:申请|提起|起诉))'
    ~ '的?[^,;。]{0,24}$' %}
{%- set nation_words =
    '(?:^|[,;。])(?:[0-9]{4}年|目前|据统计|据悉)*全国(?:各|共|的|年|平均|仲裁|法院|信访|行政|人民|累计)[^,;。]{0,24}$' %}
{#- Behind a number: bodies and occasions. #}
{%- set body_words =
    '◇[^,、◇]{0,6}(?:部门|单位|县[(]?市?、?区|县区|区县|乡镇|街道|窗口'
    ~ '|领域|方面|专班|设区市|自治州|市州|城市|地区|小组|批次|环节)' %}
{#- The bare nouns of a list, which do not repeat what is done with them: 制定规章2件、规范性文件21件. The verb stands before
    the list. -#}
{%- set listed_nouns = quoted(
    '^(?:其中|包括)?,?(?:行政|[省市县区旗州]级?|直属?|本级|各|政府|部门|重要|重大)*'
    ~ '(?:规范性文件|市场主体|经营主体|检查对象|个体(?:工商)?户|执法人员)(?:草案|送审稿)?(?:有|共|为)?◇$'
) %}
{%- set governing_verbs = quoted(
    '(抽查0(?:场|批|家|户)?次|双随机|审查|审核|把关|清理|梳理|备案|报备|制定|出台|印发|制发|发布|颁布|公布|评估|修改|修订|废止|失效|征求'
    ~ '|纳入|录入|入库|收录|列入|匹配|抽取|涉及|抽查(?:了|市场|经营|企业|各类)|检查(?:了|市场|经营|企业|各类))'
) %}
{#- 作出处罚决定9件,其中普通程序5件: the act that a bare procedure is of. -#}
{%- set procedures = quoted(
    '^[(]?(?:其中|包括)?,?(?:适用|按照?|依照?|以|采取)?(?:普通|一般|简易)程序(?:的|行政|处罚|案件)*(?:有|为|共)?◇$'
) %}
{%- set penalty_acts = quoted('(立案|结案|办结|(?:作出|做出|实施|办理|查处)[^,;。]{0,4}处罚|处罚决定)') %}
{#- 现有行政权力事项9项,行政许可事项5项; and 全市行政许可事项5项, where nothing is done with them. -#}
{%- set licences = quoted(
    '^(?:其中|包括)?,?(?:全[省市县区州旗]|[省市县区旗州]本?级|[我本][局厅委办])?行政许可(?:事项)?(?:有|共|为)?◇$'
) %}
{%- set keeping_verbs = quoted('(保留|现有|现行|共有)') %}
{%- set moving_verbs = quoted('取消|下放|承接|划转|划入|调整|委托|集中|进驻|赋予|赋权|办理|办结|受理|压减|精简|新增|实施|涉及') %}
{#- 开展专项清理,涉及规范性文件9件. -#}
{%- set cleaned_up = quoted('清理[^;。]{0,14},涉及[^,;。]*$') %}
{#- 审核合同9份、其他文件5件, and 对规范性文件9件、合同5份进行合法性审查: what is reviewed, in a list whose verb stands before
    it or behind it. -#}
{%- set reviewed_things = '(?:文件|文稿|文书|事项|议题|决策|合同|协议书?|草案)' %}
{%- set reviewed_before = quoted('^[^◇,]{0,24}' ~ reviewed_things ~ '(?:共|有)?◇') %}
{%- set reviewed_behind = quoted('^(?:[^◇,]{0,16}对[^◇,]{0,14})?◇[^◇,]{0,10}' ~ reviewed_things ~ '$') %}
{%- set reviewing_before = quoted('(审查|审核)[^,;。]*0[^,;。0]*、[^、,;。0]*$') %}
{%- set reviewing_behind = quoted(
    '^[^,;。]{0,60}?(?:进行|开展|实施|予以|提出|作出?)了?[^,;。、]{0,6}(?:审查|审核)'
) %}
{#- 平均时限由法定的20个工作日压缩至5个工作日: the second is the time, the first the law's. -#}
{%- set moved_from_law = quoted(
    '([^,;。]*)(?:由|从)(?:原来?的?)?法定(?:时限|时间)?的?(平均)?的?0[^,;。0]{0,6}'
    ~ '(?:缩短|压缩|压减|缩减|减少|精简|降低|下降|提速|降|压)(?:至|到|为)(?:约|近)?$'
) %}
{#- 受理办件9万件,办结8万件: closed of the services, whatever the heading speaks of. -#}
{%- set services_taken_in = quoted(
    '(?:受理(?:了)?(?:各类|各项)*(?:政务服务|审批服务)?(?:办件|事项|业务|(?:行政)?(?:许可|审批|登记)(?:和登记)?申请)|窗口[^,;。0]{0,8}(?:受理|[接收]件))0[^。受收接立派]*$'
) %}
{%- set closing_alone = quoted('^(?:已|均|共|全部|按时|按期|全年|累计)*办结◇$') %}
with

labels as (

    select * from {{ ref('int_figure_labels') }}

),

-- 受理量同比增长28%: what grew is the metric, whatever unit its growth is stated in
grown as (

    select
        *,
        regexp_replace(wording, {{ quoted(growth_words) }}, '◇') as wording_without_growth,
        {{ plain_wording('lead_text') }} as plain_lead
    from labels

),

worded as (

    select
        figure_id,
        report_id,
        passage_no,
        char_start,
        label_no,
        label,
        label_before,
        label_after,
        compared_start,
        is_cell,
        is_of_reviewed_body,
        lead_text,
        carried_words,
        heading_words,
        wording as stated_wording,
        follow_text,
        case
            when is_growth then wording_without_growth
            when {{ matches('wording', listed_nouns) }}
                then concat(coalesce({{ last_match('plain_lead', governing_verbs) }}, ''), wording)
            when {{ matches('wording', procedures) }}
                then concat(coalesce({{ last_match('plain_lead', penalty_acts) }}, ''), wording)
            when {{ matches('wording', licences) }}
                then concat(
                    coalesce(
                        {{ last_match("split_part(plain_lead, ';', -1)", keeping_verbs) }},
                        case
                            when
                                unit_class = 'item'
                                and {{ matches('wording', "'^[^其◇]*行政许可事项'") }}
                                and not {{ matches("split_part(plain_lead, ';', -1)", moving_verbs) }}
                                then '保留'
                        end,
                        ''
                    ),
                    wording
                )
            when {{ matches('wording', "'^涉及[^◇,]{0,8}文件◇'") }} and {{ matches('plain_lead', cleaned_up) }}
                then concat('清理', wording)
            when {{ matches('wording', reviewed_before) }} and {{ matches('plain_lead', reviewing_before) }}
                then concat({{ first_match('plain_lead', reviewing_before) }}, wording)
            when {{ matches('plain_lead', "'对[^,;。]*$'") }} and {{ matches('follow_text', reviewing_behind) }}
                then
                    case
                        when {{ matches('wording', reviewed_before) }} then concat('审查', wording)
                        when {{ matches('wording', reviewed_behind) }} then concat(wording, '审查')
                        else wording
                    end
            when {{ matches('wording', closing_alone) }} and {{ matches('plain_lead', services_taken_in) }}
                then concat('政务服务办件', wording)
            when {{ matches('plain_lead', moved_from_law) }}
                then concat(
                    regexp_extract(plain_lead, {{ moved_from_law }}, 1),
                    regexp_extract(plain_lead, {{ moved_from_law }}, 2),
                    '缩短至◇'
                )
            else wording
        end as wording,
        case when is_growth then 'change' else unit_class end as unit_class
    from (
        select
            *,
            unit_class in ('percent', 'multiple', 'point')
            and wording_without_growth <> wording
            and length(split_part(wording_without_growth, '◇', 1)) >= 2 as is_growth
        from grown
    ) as judged

),

near as (

    select
        *,
        -- what is counted stands right behind its unit: 抽取2267份案卷
        {{ first_match("left(split_part(wording, '◇', 2), 12)", topic_pattern('^[^,(]{0,7}?')) }} as counted_words,
        {{ last_match("split_part(wording, '◇', 1)", topic_pattern()) }} as label_words,
        {{ first_match("split_part(wording, '◇', 2)", topic_pattern()) }} as after_words,
        {{ last_match(plain_wording('lead_text'), topic_pattern()) }} as lead_words,
        {{ last_match(plain_wording('lead_text'), topic_pattern(weak=false)) }} as lead_strong_words,
        {{ last_match("split_part(" ~ plain_wording('lead_text') ~ ", ';', -1)", topic_pattern(weak=false)) }}
            as part_strong_words
    from worded

),

named as (

    select
        *,
        coalesce(counted_words, label_words, after_words) as own_words,
        case when {{ is_weak_topic('lead_words') }} then coalesce(lead_strong_words, lead_words) else lead_words end
            as sentence_words
    from near

),

-- 调解成功, 平均用时: what their sentence named before says of what
yielding as (

    select
        *,
        case
            when {{ is_weak_topic('own_words') }}
                then coalesce(
                    part_strong_words, case when {{ is_strong_topic('carried_words') }} then carried_words end
                )
        end as yields_to
    from named

),

nearest as (

    select
        figure_id,
        report_id,
        passage_no,
        char_start,
        label_no,
        label,
        label_before,
        label_after,
        compared_start,
        unit_class,
        wording,
        stated_wording,
        lead_text,
        follow_text,
        is_of_reviewed_body,
        -- 日均150件, 每万人4.2名: a level, no total of the period
        {{ matches('wording', "'平均|日均|月均|人均|户均|年均|每[万百千个县家名]'") }} as is_average,
        -- 因信息公开引发的…32件: some of them, no total
        {{ matches('lead_text', quoted(cause_words)) }}
        -- 全国仲裁机构受理…: another extent than the report's
        or {{ matches('lead_text', quoted(nation_words)) }}
        -- 参与复议、应诉47件: of both together
        or {{ matches('lead_text', "'复议(?:案件)?[、和及与](?:行政)?(?:应诉|诉讼)(?:案件)?(?:共计?|合计)?$'") }}
        -- 超过同期一审行政诉讼案件(89件): what it is compared with
        or {{ matches('lead_text', "'(?:超过|超出|高于|多于|少于|低于|相当于)了?同期[^,;。]{0,24}[(][^)]{0,4}$'") }} as is_no_total,
        -- 31个市级部门公布…: counts the bodies, not what they did
        {{ matches('wording', quoted(body_words)) }} as counts_bodies,
        coalesce(
            yields_to,
            own_words,
            -- a row of a table goes on from the rows above it before it takes up the caption
            case when is_cell then carried_words end,
            sentence_words,
            carried_words,
            heading_words
        ) as topic_words,
        case
            when yields_to is not null and part_strong_words is not null then 'sentence'
            when yields_to is not null then 'item'
            when counted_words is not null then 'counted'
            when label_words is not null then 'label'
            when after_words is not null then 'after'
            when is_cell and carried_words is not null then 'item'
            when sentence_words is not null then 'sentence'
            when carried_words is not null then 'item'
            when heading_words is not null then 'heading'
            else 'none'
        end as topic_basis
    from yielding

),

-- each wording is looked up once
found_words as (

    select distinct topic_words
    from nearest
    where topic_words is not null

),

topics as (

    select
        topic_words,
        {{ topic_of('topic_words') }} as topic
    from found_words

)

select
    nearest.*,
    coalesce(topics.topic, 'none') as topic
from nearest
left join topics on nearest.topic_words = topics.topic_words
