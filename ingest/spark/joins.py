"""The survey and the versions as joins, in SQL that DuckDB and Spark read alike.

Each is a query over the views that are named below and those that were made before it; what is judged of the joined
rows is judged by the functions that one machine uses too (`ingest.contents`, `ingest.versions`).
"""

# Of the lake: loads, ledger, reports, register; reports_now are the reports with what they are about by today's code.
# Of this load: sources (what there is to read), refusals (what is not), decisions (of people), met (what became of
# reading each source), judged (the finding on each), became (what became of those that are new).
OF_LOAD = ("sources", "refusals", "decisions", "met", "judged", "became")

# The ledger's last word on each source, and the report that each stands for.
REMARKS = """
select source_uri, status, sha256, reason_code, reason, report_id
from (
    select
        ledger.*,
        row_number() over (partition by ledger.source_uri order by ledger.ledger_no desc nulls last) as place
    from ledger
) as told
where place = 1
"""
CURRENT = """
select source_uri, report_id, load_id
from (
    select
        ledger.*,
        row_number() over (partition by ledger.source_uri order by ledger.ledger_no desc nulls last) as place
    from ledger
    where ledger.status in ('landed', 'new_version')
) as told
where place = 1
"""

# What there is to read, with the content that the ledger told of last, which need not be read again.
TO_READ = """
select
    sources.*,
    remarks.sha256 as told_sha256,
    current_reports.report_id is not null as is_compared
from sources
left join remarks on sources.uri = remarks.source_uri
left join current_reports on sources.uri = current_reports.source_uri
"""

# A source and the content that it brings, with all that is known of both.
CLAIMS = """
select
    met.uri,
    met.sha256,
    met.byte_count,
    met.state,
    sources.name,
    sources.known,
    remarks.status as remark_status,
    remarks.sha256 as remark_sha256,
    remarks.reason_code as remark_reason_code,
    remarks.reason as remark_reason,
    remarks.report_id as remark_report_id,
    current_reports.report_id as current_report_id,
    reports.source_uri as landed_uri,
    register.known as known_before,
    decisions.decision,
    decisions.note
from met
inner join sources on met.uri = sources.uri
left join remarks on met.uri = remarks.source_uri
left join current_reports on met.uri = current_reports.source_uri
left join reports on substr(met.sha256, 1, 16) = reports.report_id
left join register on substr(met.sha256, 1, 16) = register.report_id
left join decisions on met.uri = decisions.uri and met.sha256 = decisions.sha256
where met.state <> 'unread'
"""

# A new content that was read, or one that a source has gone back to, beside the report that its source brought before.
SUCCESSIONS = """
select
    judged.uri,
    judged.name,
    judged.sha256,
    judged.byte_count,
    judged.status,
    judged.reason_code,
    judged.reason,
    judged.known,
    met.state,
    met.reason_code as met_reason_code,
    met.reason as met_reason,
    met.summary,
    decisions.decision,
    old.report_id as old_report_id,
    old.source_uri as old_uri,
    old.sha256 as old_sha256,
    old.byte_count as old_byte_count,
    old.issuer as old_issuer,
    old.jurisdiction_code as old_jurisdiction_code,
    old.report_kind as old_report_kind,
    old.report_year as old_report_year,
    now.title as now_title,
    now.jurisdiction_name as now_jurisdiction_name,
    now.jurisdiction_code as now_jurisdiction_code,
    now.report_year as now_report_year,
    now.char_count as now_char_count,
    case when judged.is_page then old.text end as old_text,
    again.issuer as again_issuer,
    again.jurisdiction_code as again_jurisdiction_code,
    again.report_kind as again_report_kind,
    again.report_year as again_report_year
from judged
left join met on judged.uri = met.uri and judged.sha256 = met.sha256
left join current_reports on judged.uri = current_reports.source_uri
left join reports as old on current_reports.report_id = old.report_id
left join reports_now as now on old.report_id = now.report_id
left join reports as again on judged.status = 'restored' and substr(judged.sha256, 1, 16) = again.report_id
left join decisions on judged.uri = decisions.uri and judged.sha256 = decisions.sha256
where judged.status in ('new', 'restored')
"""

# What the register says of a content, where that is news.
CHANGED = """
select distinct substr(sha256, 1, 16) as report_id, known
from judged
where is_changed
"""

# Landed texts that are to be read again: those of which the register says something else, or all.
STALE = """
select reports.report_id
from reports
inner join changed on reports.report_id = changed.report_id
"""
ALL_STALE = "select report_id from reports"
STALE_TEXTS = """
select
    reports.source_uri as uri,
    reports.source_uri,
    reports.source_name,
    reports.sha256,
    reports.byte_count,
    reports.text,
    coalesce(changed.known, register.known) as known,
    meta.meta
from reports
inner join stale on reports.report_id = stale.report_id
left join changed on reports.report_id = changed.report_id
left join register on reports.report_id = register.report_id
left join meta on reports.report_id = meta.report_id
"""
