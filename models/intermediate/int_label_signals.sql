-- What a label says beyond what its rule was made for: words that no rule or topic knows, and several things in one.

{#- Say when, whose, how many or that something is so, and nothing of what is counted. #}
{%- set plain_words =
    '(?:全|我|本|各)?[市区县省州旗]{1,2}(?:本级|级|直|政府|政务)?|各级|两级|我[局厅委办]|机关|部门|机构|单位|管委会|[局厅院]'
    ~ '|全年|今年|上半年|累计|共计|合计|共|其中|已|依法|各类|各种|分别|目前|截至|截止|年底|月底|[年月日底末度]'
    ~ '|增长|增加|上升|提高|提升|下降|减少|降低|同比|净增|新增|力争|确保|稳定|控制|召开|举行|承办|名义|系统|常委会|左右|实现|其余|全部|出具|同期|适用|司法|法制|党政'
    ~ '|不超过|不低于|不少于|超过|达到|达|为|约|近|有|至|到|在|以|较|比|占|将|要|内|书|上|可|现|中|当|均|新|大|总|各|向|经|升|降|府|设|限|岗|持|出|后|跑|腿|结|集|相|动|了|的|和|等|并|对|由|从|被|件|次|率|数|量|案|项|事|[0-9.,:()]' %}
with

labels as (

    select distinct
        wording,
        {{ replaced("split_part(wording, '◇', 1)", known_words(), "' '") }} as left_words
    from {{ ref('int_figure_topics') }}

),

judged as (

    select
        wording,
        {{ replaced('left_words', quoted(plain_words ~ '| '), "''") }} as words,
        {{ matches("split_part(wording, '◇', 1)", "'.[、或]|.及[^时其格]|.等$'") }} as joins_things
    from labels

)

select
    wording,
    nullif({{ replaced('words', "'[、或及]'", "''") }}, '') as other_words,
    joins_things
from judged
