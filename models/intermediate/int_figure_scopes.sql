-- Whose figure it is: the reporting body's own, the whole jurisdiction's, a named part's, or unstated. The nearest
-- scope word before the number decides; without one in the sentence, the last one of the item's sentences before it.

{#- Parts of the jurisdiction. What is handed down to lower bodies or filed with a higher one (judged `own` below:
    the reporting body did it). #}
{%- set recipients =
    '(?:向|给|下放(?:至|到|给)?|赋予|报送)(?:各|[0-9]+个)?(?:县|区|乡镇|街道|镇街|街镇|苏木|镇)[^,;。◇]{0,4}'
    ~ '|(?:向|○○)[^,;。◇0-9]{0,16}?报(?:备|送备案|请备案)' %}
{#- Lower governments together with departments, and the departments of lower divisions. #}
{%- set bodies_together =
    '各部门[、和及与][^,;。◇]{0,10}|各?(?:县|市县|市|区|州|旗)[(]?[市、区]*[)]?(?:人民)?(?:政府)?[、和及与]+'
    ~ '(?:[市省区县州旗](?:直|级|属)|各)?(?:各)?(?:部门|单位)'
    ~ '|各(?:县|市|州|区|镇|乡|地)[^,;。◇]{0,8}(?:政府|部门|单位|管委会)'
    ~ '|县[(]?[市、区]*[)]?级?(?:政府|人民政府)?[、和及与](?:市直|市级|各)?(?:各)?部门'
    ~ '|(?:[省市区县州旗][直级]|各)(?:各)?(?:部门|单位|机关)[^,;。◇0-9]{0,4}(?:提请|报送|上报|提交|送审|报审)'
    ~ '|(?:乡镇|街道|镇街|苏木)[、和及与](?:[市区县旗州][直级])?(?:各)?(?:部门|单位)'
    ~ '|各(?:部门|单位|乡镇|街道|镇街)[^,;。◇0-9]{0,4}向[^,;。◇0-9]{1,6}(?:报备|备案|报送)'
    ~ '|(?:^|[,;。])[^全,;。◇]{1,30}等[0-9]+个(?:部门|单位)' %}
{#- All bodies of a division, counted: 对全市6个县(区)、28个市直部门. #}
{%- set all_bodies = '对全[市区县省州旗][0-9]+个[^,;。◇]{0,20}' %}
{#- A bureau under a department that reports: its own hand. #}
{%- set own_bureaus =
    '[市区县省州旗](?:局|厅|委)(?:机关|直属[^,;。◇0-9]{0,4})?'
    ~ '|(?:局|厅)(?:窗口|(?:政策)?法规|法制|信访|审批|办公)[科处室]?' %}
{#- Name a place and say nothing of whose the figure is: 报市司法局备案, 村(社区)出具的, 活跃在村居社区, 占全市的28%. What
    stands in brackets with figures of its own is of those: 受理54件(其中市政府13件),审结50件. #}
{%- set asides =
    '[(][^()◇]*[0-9][^()◇]*[)]|由[0-9]+个[^,;。◇]{0,12}|(?:占|高于|低于|高出|位?居|位?列|排名)全[国省市区县州旗][^,;。◇]{0,8}'
    ~ '|报(?:送|请)?[^的,;。◇、][^,;。◇、]{0,11}?(?:备案|审查|审核|批准|审议)'
    ~ '|(?:村|乡镇|镇|居)[(](?:社区|街道|居)[)](?:出具|开具)'
    ~ '|(?:村|乡镇|镇|街道|社区|居)[)(村居社区街道]{0,6}(?:级|层面|的)?[0-9,.]+(?:个|家|名|人)'
    ~ '|(?:活跃在|分布在|分布于|遍布|走进|深入)[^,;。◇]{0,10}' %}
{#- One body among others: an arbitration commission, a bureau, a court; some divisions counted; the lowest levels. #}
{%- set single_bodies =
    '仲裁委(?:员会)?|仲裁院|[0-9]+个(?:县|区|乡镇|街道|镇|专班|村|社区)|市政府各?部门'
    ~ '|[市区县省州][一-龥]{1,9}?(?:局|支队|大队|总队|法院|检察院)'
    ~ '|县[(][市、区]+[)](?:政府|人民政府)?|(?:乡镇|街道|镇街|街镇|社区|委办局)|县区(?:自查|自评|自行|政府|部门)|专班'
    ~ '|备案(?:审查|登记)?[^,;。◇0-9]{0,8}(?:部门|乡镇|街道|县区)'
    ~ '|各(?:县市区|市县区|县区|区县|旗县区|县[(]市、?区[)]|区镇|镇街)(?:共|受理|收到|办理|承办|审结|办结|立案)*$' %}
{%- set part_words = recipients ~ '|' ~ bodies_together ~ '|' ~ single_bodies %}

{#- The reporting body itself, by its level, its name for itself, or as the government of its division. #}
{%- set own_words =
    '[市区县省州旗盟](?:本级|直)|本级|(?:市|区|县|省|州|自治区|旗|盟)(?:人民)?政府|(?:市|省|州)级|[区县]级(?:[^以]|$)'
    ~ '|[市区县省州旗盟](?:委|党政|级)?(?:主要)?领导(?:干部)?[^,;。◇]{0,4}(?:接待|接访|下访|约访)|[市区县省州旗盟](?:民|政务(?:服务)?|行政服务|便民服务)(?:中心|大厅)'
    ~ '|[市区县省州旗](?:人民)?(?:政府)?法制(?:办|机构)|(?:^|[,;。以])管理局|我(?:局|厅|委|办|院)|本(?:局|厅|委|机关)|[局厅委]机关|全[局厅委]|管委会|党工委' %}
{#- The whole division, several levels of it, or all of a body's system. #}
{%- set whole_words =
    '全系统|全(?:市|区|县|省|州|旗|盟|域|自治区)(?:各级|范围)?|我(?:市|区|县|省|州|旗|盟)'
    ~ '|各级|[市省县]、?[县市区](?:两级)|[省市]、?市?县|[两三]级|各地(?:各部门)?|辖区' %}
{#- Name the place more than the extent: what only its government does is its own all the same (我市废止规章2件). #}
{%- set place_words = '我(?:市|区|县|省|州|旗|盟)' %}
{#- Bodies of one kind, all of them: 全市各级劳动人事争议仲裁委员会. #}
{%- set all_of_a_kind =
    '(?:全|各)[市区县省州旗](?:各级|两级|系统)[^,;。◇0-9]{0,14}?(?:仲裁委员会|仲裁委|仲裁院|局|支队|大队)'
    ~ '|全[市区县省州旗](?:劳动|人事|争议)+(?:仲裁委员会|仲裁委|仲裁院)' %}
{%- set scope_words =
    '(' ~ [all_bodies, all_of_a_kind, part_words, own_bureaus, own_words, whole_words] | join('|') ~ ')' %}

{#- The levels above the reporting one: of a city's report 省级, of a county's also 市级. #}
{%- set above_a_city = '全?(?:省|自治区)(?:级|本级|直|人民政府|政府|委|厅)?' %}
{%- set above_a_county = '全?(?:省|自治区|[^全我]市)(?:级|本级|直|人民政府|政府|委|厅)' %}

{#- Closed by a semicolon, 其中 is of the figures in it alone: 全市应诉98件,其中市政府7件;败诉16件. So it is by the end of a
    sentence, and so are bodies that it counted. #}
{%- set closed_parts = '其中[^;。◇]*[0-9][^;。◇]*;' %}
{%- set passed_by =
    asides ~ '|其中[^;。]*[0-9][^;。]*(?:;|。|$)|[0-9]+个(?:县|区|乡镇|街道|镇|村|社区)' %}
{%- set plain_lead = replaced(without_titles('metrics.lead_text'), quoted(asides ~ '|' ~ closed_parts), "''") %}

with

metrics as (

    select * from {{ ref('int_figure_metrics') }}

),

reports as (

    select * from {{ ref('int_reports') }}

),

passages as (

    select * from {{ ref('int_passage_topics') }}

),

catalogue as (

    select * from {{ ref('metrics') }}

),

divisions as (

    select * from {{ ref('jurisdictions') }}

),

-- the divisions below the reporting one, by name: 东湖区 in a report of 南昌市 is a part
lower_divisions as (

    select
        reports.report_id,
        {{ all_of('divisions.name_zh') }} as names
    from reports
    inner join divisions
        on
            reports.parent_key = divisions.parent_code
            and reports.level <> 'zone'
    group by reports.report_id

),

passage_words as (

    select
        report_id,
        passage_no,
        item_no,
        {{ last_match(
            replaced(without_titles(on_one_line('even_text')), quoted(passed_by), "''"), quoted(scope_words)
        ) }}
            as last_words
    from passages

),

carried as (

    select
        report_id,
        passage_no,
        last_value(last_words ignore nulls) over (
            partition by report_id, item_no
            order by passage_no
            rows between unbounded preceding and 1 preceding
        ) as carried_words
    from passage_words

),

led as (

    select
        metrics.figure_id,
        metrics.label_no,
        metrics.metric_code,
        metrics.report_id,
        {{ normal_form('metrics.label_after') }} as label_after,
        reports.issuer,
        reports.report_kind,
        reports.level,
        reports.jurisdiction_name,
        carried.carried_words,
        lower_divisions.names,
        -- 省级 in the report of a city is none of its own bodies: it says where, not whose
        case
            when reports.level = 'province' then {{ plain_lead }}
            when reports.level = 'prefecture' or reports.jurisdiction_name like '%市'
                then {{ replaced(plain_lead, quoted(above_a_city), "'○○'") }}
            else {{ replaced(plain_lead, quoted(above_a_county), "'○○'") }}
        end as lead_text,
        -- 市县两级分别为9项和52项: the first is the higher level's, the second the lower one's
        {{ first_match('metrics.label', "'^[,、]?([省市县区州]级)'") }} as item_words
    from metrics
    inner join reports on metrics.report_id = reports.report_id
    inner join carried
        on
            metrics.report_id = carried.report_id
            and metrics.passage_no = carried.passage_no
    left join lower_divisions on metrics.report_id = lower_divisions.report_id

),

found as (

    select
        *,
        -- 2063项区级政务服务事项: right behind the number where nothing stands before it
        coalesce(
            {{ last_match('lead_text', quoted(scope_words)) }},
            {{ first_match('label_after', "'^([市区县省州旗](?:本级|直|级))'") }}
        ) as lead_words,
        length(regexp_extract(lead_text, {{ quoted('^(.*)' ~ scope_words) }}, 1)) as words_at,
        {{ last_place_of_any('lead_text', 'names') }} as part_at,
        {{ last_place('lead_text', 'jurisdiction_name') }} as whole_at
    from led

),

nearest as (

    select
        figure_id,
        label_no,
        metric_code,
        issuer,
        report_kind,
        level,
        jurisdiction_name,
        case
            when item_words is not null and {{ matches('lead_words', "'两级$'") }} then item_words
            when coalesce(part_at, -1) > greatest(case when lead_words is null then -1 else words_at end, whole_at)
                then '◇part'
            when lead_words is not null then lead_words
            when whole_at >= 0 then jurisdiction_name
        end as lead_words,
        carried_words
    from found

),

settled as (

    select
        nearest.figure_id,
        nearest.label_no,
        nearest.metric_code,
        nearest.issuer,
        nearest.report_kind,
        nearest.level,
        nearest.jurisdiction_name,
        catalogue.default_scope,
        coalesce(nearest.lead_words, nearest.carried_words) as scope_words,
        case
            when nearest.lead_words is not null then 'sentence'
            when nearest.carried_words is not null then 'item'
            when catalogue.default_scope is not null then 'metric'
            else 'none'
        end as scope_basis
    from nearest
    inner join catalogue on nearest.metric_code = catalogue.metric_code

),

judged as (

    select
        figure_id,
        label_no,
        scope_words,
        scope_basis,
        case
            when scope_words is null then coalesce(default_scope, 'unstated')
            when scope_words = '◇part' then 'part'
            when
                default_scope is not null
                and (
                    {{ matches('scope_words', quoted('^' ~ place_words ~ '$')) }}
                    or scope_words = jurisdiction_name
                    or scope_basis = 'item' and {{ matches('scope_words', quoted('^(?:' ~ whole_words ~ ')$')) }}
                    -- only a government makes rules and brings in bills
                    or scope_basis = 'item' and metric_code like 'legislation.%'
                )
                then default_scope
            -- 向乡镇下放9项 is done by the body above them
            when {{ matches('scope_words', "'^(?:向|○○|给|下放|赋予|报送)'") }} then 'own'
            when contains(coalesce(issuer, ''), scope_words) and {{ matches('scope_words', "'局|厅|委|办'") }}
                then 'own'
            when {{ matches('scope_words', quoted('^(?:' ~ whole_words ~ ')$')) }} then 'whole'
            when {{ matches('scope_words', quoted('^(?:' ~ all_bodies ~ '|' ~ all_of_a_kind ~ ')$')) }} then 'whole'
            when {{ matches('scope_words', quoted('^' ~ own_bureaus ~ '$')) }}
                then case when report_kind = 'department' then 'own' else 'part' end
            -- 区政府 in the report of a city is one of its parts
            when
                level in ('province', 'prefecture')
                and {{ matches('scope_words', "'^[区县旗](?:级|人民政府|政府|本级|直)'") }}
                then 'part'
            when {{ matches('scope_words', quoted('^(?:' ~ own_words ~ ')$')) }} then 'own'
            when contains(scope_words, coalesce(jurisdiction_name, '◇')) then 'whole'
            else 'part'
        end as scope
    from settled

)

select * from judged
