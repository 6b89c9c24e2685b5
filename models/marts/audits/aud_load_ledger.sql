with

entries as (

    select * from {{ ref('int_ledger_entries') }}

)

select
    ledger_entry_id,
    load_id,
    source_root,
    source_uri,
    source_name,
    status,
    reason_code,
    reason,
    report_id,
    sha256,
    byte_count,
    recorded_at,
    load_started_at,
    load_finished_at,
    tool_version
from entries
