-- What every load did with every source, in words.
with

entries as (

    select * from {{ ref('stg_ledger') }}

),

loads as (

    select * from {{ ref('stg_loads') }}

),

told as (

    select
        concat_ws('', entries.load_id, ':', entries.entry_no) as ledger_entry_id,
        entries.load_id,
        entries.source_uri,
        entries.source_name,
        entries.sha256,
        entries.byte_count,
        entries.status,
        entries.reason_code,
        coalesce(entries.reason, case entries.status
            when 'landed' then 'new: landed as a report'
            when 'new_version' then 'changed: landed as a new version beside the old'
            when 'unchanged' then 'the same bytes as before: nothing to do'
            when 'duplicate' then 'the same bytes as another source: landed once'
            when 'refused' then concat_ws('', 'refused: ', coalesce(entries.reason_code, 'no reason given'))
            when 'withdrawn' then 'withdrawn by a person: its figures are no facts'
            when 'taken_back' then 'no longer withdrawn: its figures may be facts again'
        end) as reason,
        entries.report_id,
        entries.recorded_at,
        loads.source_root,
        loads.started_at as load_started_at,
        loads.finished_at as load_finished_at,
        loads.tool_version
    from entries
    left join loads on entries.load_id = loads.load_id

)

select * from told
