-- Cues of one figure that say what excludes one another: of a role or a claim anywhere around the number, of a scope
-- or a year in the same place. Their order settles which is followed; that there were two is for somebody to see.
with

cues as (

    select * from {{ ref('int_figure_cues') }}

),

kinds as (
    {% for kind in contrary_cues() %}
    select
        '{{ kind['judgement'] }}' as judgement,
        '{{ kind['says'] }}' as says,
        {{ kind['kind_no'] }} as kind_no,
        {{ kind['in_one_place'] }} as in_one_place
    {%- if not loop.last %}
    union all
    {%- endif %}
    {% endfor %}
),

contrary as (

    select
        cues.figure_id,
        cues.label_no,
        cues.judgement,
        kinds.kind_no,
        case when kinds.in_one_place then cues.words_start end as words_start,
        {{ joined('cues.cue_id') }} as cue_ids,
        count(distinct cues.says) as say_count
    from cues
    inner join kinds
        on
            cues.judgement = kinds.judgement
            and cues.says = kinds.says
    where cues.words_start is not null or not kinds.in_one_place
    group by all

)

select
    figure_id,
    label_no,
    judgement,
    cue_ids,
    words_start
from contrary
where say_count > 1
