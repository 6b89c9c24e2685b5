"""The ledger's words on a source, as rows: nothing but functions of what was found."""

from typing import Any

from ingest.files import Source
from ingest.findings import Finding
from ingest.preparation import Refused
from ingest.store import Report
from ingest.succession import REJECTED

Row = dict[str, Any]


def row(finding: Finding, current: str | None, *, is_landed: bool) -> Row:
    """The ledger's row on one source, but for the load, its time and its number.

    `current` is the report that the source stood for before, `is_landed` says whether this content had landed.
    """
    stands_for = finding.report_id if finding.status != "refused" else None
    if finding.status == "withdrawn" and not is_landed:
        stands_for = None  # it never landed
    if finding.reason_code in ("same_text", REJECTED):
        stands_for = current
    return {
        "source_uri": finding.source.uri,
        "source_name": finding.source.name,
        "sha256": finding.sha256,
        "byte_count": finding.byte_count,
        "status": finding.status,
        "reason_code": finding.reason_code,
        "reason": finding.reason,
        "report_id": stands_for,
    }


def refused_again(report: Report, name: str, outcome: Refused) -> Finding:
    """The finding on a landed report whose text cannot be read any more."""
    found = Finding(Source(report.uri, name, None), "refused", True, report.sha256, report.byte_count)
    return found._replace(reason_code=outcome.reason_code, reason=outcome.reason)
