-- Of each figure and thing that it stands for there is one metric, one role, one period and one scope, or none of them.
{% set judgements = ['int_figure_roles', 'int_figure_periods', 'int_figure_scopes'] %}
with

metrics as (

    select
        figure_id,
        label_no,
        count(*) as metric_count
    from {{ ref('int_figure_metrics') }}
    group by figure_id, label_no

),

judged as (

    {% for judgement in judgements %}
    select
        '{{ judgement }}' as model,
        figure_id,
        label_no,
        count(*) as row_count
    from {{ ref(judgement) }}
    group by figure_id, label_no
    {% if not loop.last %}union all{% endif %}
    {% endfor %}

),

gathered as (

    select
        metrics.figure_id,
        metrics.label_no,
        metrics.metric_count,
        count(judged.model) as judgement_count,
        max(judged.row_count) as row_count
    from metrics
    left join judged
        on
            metrics.figure_id = judged.figure_id
            and metrics.label_no = judged.label_no
    group by metrics.figure_id, metrics.label_no, metrics.metric_count

)

select *
from gathered
where metric_count > 1 or judgement_count < {{ judgements | length }} or row_count > 1
