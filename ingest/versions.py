"""What becomes of a new content that was read: it lands, supersedes the one before it, or waits for a person.

One report and the one that its source brought before are all that this is judged by.
"""

from typing import NamedTuple, Protocol

from ingest.decisions import ACCEPT
from ingest.findings import Finding
from ingest.paging import MISSING, told
from ingest.preparation import Prepared, Refused
from ingest.store import Report
from ingest.succession import SUSPICIOUS, Standing, doubt

_COMPARED = ("report_year", "jurisdiction_code", "report_kind")


class Identified(Protocol):
    """What tells whether two contents are one report."""

    @property
    def issuer(self) -> str | None: ...  # noqa: D102 - a column of raw.reports, as the others

    @property
    def jurisdiction_code(self) -> str | None: ...  # noqa: D102

    @property
    def report_kind(self) -> str | None: ...  # noqa: D102

    @property
    def report_year(self) -> int | None: ...  # noqa: D102


class Before(NamedTuple):
    """The report that a source brought before, what is compared of it, and what a person has decided of the new one.

    `text_sha256` is told of pages, which change without their text.
    """

    report: Report
    standing: Standing | None
    text_sha256: str | None = None
    decision: str | None = None


class _Now(NamedTuple):
    issuer: str | None
    jurisdiction_code: str | None
    report_kind: str | None
    report_year: int | None


def became(finding: Finding, outcome: Prepared | Refused, before: Before | None) -> Finding:
    """The finding on a new content with what became of it; `before` is None where its source had brought none."""
    if isinstance(outcome, Refused):
        return finding._replace(status="refused", reason_code=outcome.reason_code, reason=outcome.reason)
    if before and before.text_sha256 and before.text_sha256 == outcome.text_sha256:
        reason = "the page has changed, the text on it has not"
        return finding._replace(status="unchanged", reason_code="same_text", reason=reason)
    now = _Now(*(outcome.identity[name] for name in _Now._fields))
    is_same = before is not None and is_same_report(before.report, now)
    if before and (held := _doubt(finding, before, outcome, is_same=is_same)):
        return finding._replace(status="refused", reason_code=SUSPICIOUS, reason=held)
    finding = finding._replace(status="new_version" if is_same else "landed")
    if outcome.unread:
        pages = ", ".join(map(str, outcome.unread))
        reason = f"landed without its pages {pages}, which are pictures: look at them yourself"
        return finding._replace(reason_code="pages_not_read", reason=reason)
    if outcome.page_count:
        return finding._replace(reason_code=MISSING, reason=told(outcome.page_count))
    return finding


def is_same_report(before: Identified, now: Identified) -> bool:
    """Whether a source still brings the report that it brought before, and not next year's under the same name."""
    names = [*_COMPARED, *["issuer"] * (now.report_kind == "department")]
    pairs = [(getattr(before, name), getattr(now, name)) for name in names]
    return all(old == new or old is None or new is None for old, new in pairs)


def _doubt(finding: Finding, before: Before, outcome: Prepared, *, is_same: bool) -> str | None:
    """Why a content must wait for a person before it takes the place of the report before it; None where it may."""
    source = finding.source
    if before.decision == ACCEPT:
        return None
    if not is_same and source.known.address != source.uri:
        return None  # a name of a file is used again; at an address there is one document
    old, new = before.standing, outcome.standing
    reason = doubt(old, new, same_report=is_same) if old and new else None
    return reason and (
        f"held back: {reason}; the version before it stands. Look at it; then, by its address or name: "
        "fazhi accept …, or fazhi reject …"
    )
