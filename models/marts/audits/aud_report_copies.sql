with

copies as (

    select * from {{ ref('int_report_copies') }}

)

select
    {{ key_of(['report_id', 'other_report_id']) }} as report_pair_id,
    report_id,
    source_name,
    other_report_id,
    other_source_name,
    speaks as is_set_aside,
    verdict,
    reason,
    cast(figure_count as int) as figure_count,
    cast(other_figure_count as int) as other_figure_count,
    cast(shared_figure_count as int) as shared_figure_count,
    cast(statement_count as int) as statement_count,
    cast(lone_statement_count as int) as lone_statement_count
from copies
