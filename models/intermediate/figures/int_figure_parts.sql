-- The figures of a text that names its metric once and then tells only what each number belongs to: divisions and
-- departments (其中东湖区45件、进贤县32件), years, quarters and months (2019年62件,2020年85件). Each takes over the metric of
-- the figure that its row of parts began with, where nothing else is named between.

{#- Characters that the two figures of a pair stand apart at most (512批1893人次). #}
{%- set pair_width = 12 %}
{%- set places = {
    'label': 'stated_wording',
    'before': "split_part(stated_wording, '◇', 1)",
    'lead': plain_wording('lead_text'),
} %}
{%- set followers = ['comparison', 'share', 'part', 'named_part', 'series'] %}
{%- set opening = word_class('opening_of_parts') %}
{#- What stands between a number and the part that it is of (29件来自衡南县). #}
{%- set giver = word_class('giver_of_a_part') %}
{%- set name_before = '^' ~ opening ~ '*(' ~ word_class('named_part') ~ ')' ~ word_class('tail_of_parts') ~ '*◇' %}
{%- set name_behind = '^' ~ giver ~ '?(' ~ word_class('named_part') ~ ')[,;]?$' %}
{#- What may stand between two figures of a row: a unit, parts and times, and words that compare or tell shares. #}
{#- 余姚 is 余姚市: a division's short name is known as a part by the wording that tells it in full. #}
{%- set names_left_out = "replace(words_between, coalesce(part_short_name, ''), '')" %}
{%- set between_parts = '^' ~ word_class('between_parts') ~ '*$' %}
with

labels as (

    select * from {{ ref('int_figure_topics') }}
    where not is_cell

),

claims as (

    select * from {{ ref('int_figure_claims') }}

),

passages as (

    select * from {{ ref('int_passage_topics') }}

),

exclusions as (

    select * from {{ ref('int_figure_exclusions') }}

),

claimed as (

    select * from claims
    where
        metric_count = 1
        -- each step of an approval has its own time
        and metric_code not like 'approval_time.%'
        -- what came in addition, what it moved by and what is aimed at are not what their parts are stated of
        and not {{ matches('stated_wording', quoted(word_class('moved_or_aimed_at'))) }}

),

-- one thing that a figure stands for is enough to tell where a row of parts begins and ends
single as (

    select * from labels
    qualify row_number() over (partition by figure_id order by label_no nulls last) = 1

),

ordered as (

    select
        single.figure_id,
        single.label_no,
        single.report_id,
        single.passage_no,
        passages.item_no,
        single.char_start,
        single.char_end,
        single.unit_class,
        single.lead_text,
        single.follow_text,
        single.stated_wording,
        single.part_short_name,
        claims.figure_id is not null as is_claimed,
        single.compared_start is not null as is_compared
    from single
    inner join passages
        on
            single.report_id = passages.report_id
            and single.passage_no = passages.passage_no
    left join claims
        on
            single.figure_id = claims.figure_id
            and single.label_no = claims.label_no
    qualify row_number() over (partition by single.figure_id order by claims.metric_code nulls last) = 1

),

spoken as (

    select
        *,
        {{ speaking_cues('claim', places, says=followers) }} as claim_cues
    from ordered

),

sorted as (

    select
        *,
        not is_claimed and {{ any_says('claim', 'claim_cues', 'named_part') }} as is_part,
        not is_claimed and {{ any_says('claim', 'claim_cues', 'series') }} as is_of_series,
        not is_claimed and (is_compared or {{ size_of('claim_cues') }} > 0) as is_follower,
        lag(passage_no) over row_before as passage_before,
        lag(lead_text) over row_before as lead_before,
        lag(follow_text) over row_before as follow_before,
        lag(char_end - char_start) over row_before as width_before
    from spoken
    window row_before as (partition by report_id, item_no order by char_start nulls last)

),

-- all that stands between a figure and the one before it
parted as (

    select
        *,
        case
            when passage_before = passage_no
                then substring(lead_text, length(lead_before) + width_before + 1)
            when passage_before = passage_no - 1 then concat_ws('', follow_before, lead_text)
        end as words_between
    from sorted

),

rowed as (

    select
        *,
        count(*) filter (
            where
            is_follower
            and not coalesce({{ matches(plain_wording(names_left_out), quoted(between_parts)) }}, false)
        ) over up_to_here as breaks,
        max(case when not is_follower then char_start end) over up_to_here as anchor_start
    from parted
    window
        up_to_here as (
            partition by report_id, item_no
            order by char_start nulls last
            rows between unbounded preceding and current row
        )

),

parts as (

    select
        rowed.figure_id,
        rowed.label_no,
        rowed.report_id,
        claimed.metric_code,
        claimed.rule_id,
        claimed.topic,
        case when rowed.is_part then 'named_part' else 'series' end as claim_basis,
        case
            when rowed.is_part
                then coalesce(
                    {{ first_match('rowed.stated_wording', quoted(name_before)) }},
                    {{ first_match("split_part(rowed.stated_wording, '◇', 2)", quoted(name_behind)) }}
                )
        end as part_words
    from rowed
    inner join rowed as anchors
        on
            rowed.report_id = anchors.report_id
            and rowed.item_no = anchors.item_no
            and rowed.anchor_start = anchors.char_start
            and rowed.breaks = anchors.breaks
            and anchors.is_claimed
    inner join claimed
        on
            rowed.report_id = claimed.report_id
            and rowed.unit_class = claimed.unit_class
            and claimed.char_start between rowed.anchor_start - {{ pair_width }} and rowed.anchor_start
            -- of two figures in one unit the later is parted, whether a rule claims it or not
            and (rowed.anchor_start = claimed.char_start or rowed.unit_class <> anchors.unit_class)
    left join exclusions
        on
            rowed.figure_id = exclusions.figure_id
            and rowed.label_no = exclusions.label_no
    where
        (rowed.is_part or rowed.is_of_series)
        -- 同期浏阳市71件 in the report of another place is no part of it
        and not {{ is_listed("'kind:count'", 'exclusions.ruled_out') }}
    qualify row_number() over (
        partition by rowed.figure_id
        order by claimed.char_start desc nulls last, claimed.label_no desc nulls last
    ) = 1

)

select * from parts
