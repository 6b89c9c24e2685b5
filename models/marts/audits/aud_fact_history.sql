with

history as (

    select * from {{ ref('int_fact_history') }}

)

select
    {{ key_of(['fact_key', 'change_no']) }} as fact_change_id,
    {{ fact_change_columns() }}
from history
