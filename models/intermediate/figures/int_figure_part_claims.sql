-- Every part with the metric that it takes over: the parts of int_figure_parts, and those that a sentence of their own
-- tells, without their total and what is counted (从地区看,衡南县29件,祁东县45件,耒阳市38件). Where these add up to a figure that
-- the report stated before, they are its parts.
{%- set places = {
    'label': 'stated_wording',
    'before': "split_part(stated_wording, '◇', 1)",
    'lead': plain_wording('lead_text'),
} %}
{%- set name_before = '^' ~ word_class('opening_of_parts') ~ '*(' ~ word_class('named_part') ~ ')'
    ~ word_class('tail_of_parts') ~ '*◇' %}
{#- What the body itself or a rest has, beside the parts that are named. #}
{%- set beside = '^' ~ word_class('opening_of_parts')
    ~ '*(?:[省市区县州旗盟](?:直|本级|级|中心|局|院)|其[他它余])(?:单位|部门)?' ~ word_class('tail_of_parts') ~ '*◇$' %}
with

labels as (

    select * from {{ ref('int_figure_topics') }}
    where not is_cell

),

figures as (

    select
        figure_id,
        value
    from {{ ref('stg_figures') }}
    where value is not null

),

claims as (

    select * from {{ ref('int_figure_claims') }}

),

rowed as (

    select * from {{ ref('int_figure_parts') }}

),

stated as (

    select
        claims.report_id,
        claims.unit_class,
        claims.char_start,
        claims.metric_code,
        claims.rule_id,
        claims.topic,
        figures.value
    from claims
    inner join figures on claims.figure_id = figures.figure_id
    where
        claims.metric_count = 1
        -- what came in addition, what it moved by and what is aimed at are no totals
        and not {{ matches('claims.stated_wording', quoted(word_class('moved_or_aimed_at'))) }}

),

unclaimed as (

    select
        labels.*,
        figures.value
    from labels
    inner join figures on labels.figure_id = figures.figure_id
    left join claims
        on
            labels.figure_id = claims.figure_id
            and labels.label_no = claims.label_no
    left join rowed on labels.figure_id = rowed.figure_id
    where
        claims.figure_id is null
        and rowed.figure_id is null
    -- one thing that a figure stands for is enough
    qualify row_number() over (partition by labels.figure_id order by labels.label_no nulls last) = 1

),

spoken as (

    select
        *,
        {{ speaking_cues('claim', places, says=['named_part']) }} as claim_cues
    from unclaimed

),

parts as (

    select
        *,
        {{ any_says('claim', 'claim_cues', 'named_part') }} as is_named,
        {{ first_match('stated_wording', quoted(name_before)) }} as part_words
    from spoken
    where
        {{ any_says('claim', 'claim_cues', 'named_part') }}
        or {{ matches('stated_wording', quoted(beside)) }}

),

sums as (

    select
        report_id,
        passage_no,
        unit_class,
        min(char_start) as first_start,
        sum(value) as total
    from parts
    group by all
    having count(*) filter (where is_named) >= 2

),

totals as (

    select
        sums.report_id,
        sums.passage_no,
        sums.unit_class,
        stated.metric_code,
        stated.rule_id,
        stated.topic
    from sums
    inner join stated
        on
            sums.report_id = stated.report_id
            and sums.unit_class = stated.unit_class
            and sums.total = stated.value
            and sums.first_start > stated.char_start
    window of_one_row as (partition by sums.report_id, sums.passage_no, sums.unit_class)
    -- two metrics of that value do not tell of which the parts are
    qualify
        min(stated.metric_code) over of_one_row = max(stated.metric_code) over of_one_row
        and row_number() over (
            partition by sums.report_id, sums.passage_no, sums.unit_class
            order by stated.char_start desc nulls last
        ) = 1

)

select
    figure_id,
    label_no,
    report_id,
    metric_code,
    rule_id,
    topic,
    claim_basis,
    part_words
from rowed
union all
select
    parts.figure_id,
    parts.label_no,
    parts.report_id,
    totals.metric_code,
    totals.rule_id,
    totals.topic,
    'named_part' as claim_basis,
    case when parts.is_named then parts.part_words end as part_words
from parts
inner join totals
    on
        parts.report_id = totals.report_id
        and parts.passage_no = totals.passage_no
        and parts.unit_class = totals.unit_class
where parts.is_named or not {{ matches('parts.stated_wording', quoted('其[他它余]')) }}
