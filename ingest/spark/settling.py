"""What became of each source, and what is to be said of those that are gone, in SQL as that of `ingest.spark.joins`."""

# The findings with what became of their contents, and the report that each source stands for since: of several sources
# of one content that is refused, all are.
SETTLED = """
select
    uri as source_uri,
    name as source_name,
    sha256,
    byte_count,
    status,
    reason_code,
    reason,
    case
        when reason_code in ('same_text', 'version_rejected') then current_report_id
        when status = 'refused' or (status = 'withdrawn' and not is_landed) then null
        else substr(sha256, 1, 16)
    end as report_id,
    is_leader,
    is_news,
    0 as place
from
    (
        select
            judged.uri,
            judged.name,
            judged.sha256,
            judged.byte_count,
            judged.current_report_id,
            judged.is_landed,
            judged.status = 'new' as is_leader,
            judged.is_news or failed.uri is not null as is_news,
            coalesce(own.status, failed.status, judged.status) as status,
            case
                when own.uri is not null then own.reason_code
                when failed.uri is not null then failed.reason_code
                else judged.reason_code
            end as reason_code,
            case
                when own.uri is not null then own.reason
                when failed.uri is not null then failed.reason
                else judged.reason
            end as reason
        from judged
        left join became as own on judged.uri = own.uri and judged.sha256 = own.sha256
        left join became as failed
            on judged.sha256 = failed.sha256 and failed.is_of_all and failed.status = 'refused'
    ) as settled
"""

# What could not even be had, and whether the ledger says something else of it so far.
UNREAD = """
select
    unread.uri as source_uri,
    unread.name as source_name,
    cast(null as string) as sha256,
    cast(null as bigint) as byte_count,
    'refused' as status,
    unread.reason_code,
    unread.reason,
    cast(null as string) as report_id,
    false as is_leader,
    not coalesce(
        remarks.status = 'refused'
        and remarks.reason_code = unread.reason_code
        and remarks.reason = unread.reason,
        false
    ) as is_news,
    0 as place
from
    (
        select refusals.uri, refusals.name, refusals.reason_code, refusals.reason
        from refusals
        union all
        select met.uri, sources.name, met.reason_code, met.reason
        from met
        inner join sources on met.uri = sources.uri
        where met.state = 'unread'
    ) as unread
left join remarks on unread.uri = remarks.source_uri
"""

# Landed reports that cannot be read again, and that no source brings any more.
REFUSED_AGAIN = """
select
    reports.source_uri,
    reports.source_name,
    reports.sha256,
    reports.byte_count,
    became.status,
    became.reason_code,
    became.reason,
    cast(null as string) as report_id,
    false as is_leader,
    true as is_news,
    1 as place
from became
inner join stale on substr(became.sha256, 1, 16) = stale.report_id
inner join reports on stale.report_id = reports.report_id
where became.status = 'refused' and became.sha256 not in (select judged.sha256 from judged)
"""

# The reports that sources stand for which are gone, with what the register says of them.
GONE = """
select gone.uri, reports.report_id, reports.sha256, reports.byte_count, reports.source_uri, register.known
from gone
inner join current_reports on gone.uri = current_reports.source_uri
inner join reports on current_reports.report_id = reports.report_id
left join register on reports.report_id = register.report_id
"""

# The folder or register that each source came from when something of it landed last.
CAME_FROM = """
select source_uri, source_root
from (
    select
        ledger.source_uri,
        loads.source_root,
        row_number() over (partition by ledger.source_uri order by ledger.ledger_no desc nulls last) as place
    from ledger
    inner join loads on ledger.load_id = loads.load_id
    where ledger.status in ('landed', 'new_version', 'taken_back')
) as told
where place = 1
"""
