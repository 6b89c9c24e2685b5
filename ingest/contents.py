"""What is to be done with one content: the sources that bring it, held against what is known of it and of them.

A content is judged by itself, whatever else comes in with it: on one machine and on many, in whatever order.
"""

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import NamedTuple

from ingest.decisions import FILE_NAME as DECISIONS
from ingest.decisions import REJECT
from ingest.files import NOTHING, Source
from ingest.findings import Finding, Status
from ingest.identity import Known
from ingest.store import Remark, Report
from ingest.succession import REJECTED, SUSPICIOUS
from ingest.withdrawals import Said, with_withdrawal


class Claim(NamedTuple):
    """A source that brings a content, and what is known of it.

    That is the ledger's last word, the report that it stands for, and what people have said of it with this content.
    """

    source: Source
    byte_count: int
    remark: Remark | None = None
    current: str | None = None
    said: Said = Said()


class Judged(NamedTuple):
    """The findings on the sources of one content, what the register knows of it, and whether that is news."""

    findings: list[Finding]
    known: Known
    is_changed: bool


def judge(
    sha256: str, claims: Sequence[Claim], report: Report | None, before: Known, stands: Callable[[Remark], bool]
) -> Judged:
    """The findings on all sources that bring one content; the one that the register knows speaks for them.

    `report` is the one that landed from it, `before` what the register said of it then; `stands` tells whether a
    refusal would be said again.
    """
    report_id = sha256[:16]
    owner = next((claim.source for claim in claims if report and claim.source.uri == report.uri), None)
    speaker = next((claim.source for claim in claims if claim.source.known != NOTHING), owner)
    known = speaker.known if speaker else before if report else NOTHING
    changed = known != before
    leader = speaker or claims[0].source
    findings = []
    for claim in claims:
        source, remark = claim.source, claim.remark
        finding = Finding(replace(source, known=known), "new", True, sha256, claim.byte_count)
        if report and claim.current == report_id:
            said = remark is None or remark.status in ("landed", "new_version", "unchanged", "taken_back")
            finding = finding._replace(status="unchanged", is_news=changed or not said)
        elif report and source.uri == report.uri:
            reason = "the source has gone back to a content that landed before"
            finding = finding._replace(status="restored", reason_code="restored", reason=reason)
        elif report:
            told = remark is not None and (remark.status, remark.sha256) == ("duplicate", sha256)
            reason = f"the same bytes as {report.uri}"
            finding = finding._replace(
                status="duplicate", is_news=changed or not told, reason_code="same_bytes", reason=reason
            )
        elif claim.said.decision == REJECT:
            finding = _rejected(finding, claim)
        elif remark and _is_said_again(remark, claim, sha256, stands) and not changed:
            finding = finding._replace(
                status="refused", is_news=False, reason_code=remark.reason_code, reason=remark.reason
            )
        elif source is not leader:
            finding = finding._replace(
                status="duplicate", reason_code="same_bytes", reason=f"the same bytes as {leader.uri}"
            )
        findings.append(with_withdrawal(finding, remark, claim.said, is_landed=report is not None))
    return Judged(findings, known, changed)


def _is_said_again(remark: Remark, claim: Claim, sha256: str, stands: Callable[[Remark], bool]) -> bool:
    """Whether a content has been refused before, for a reason that still holds."""
    if (remark.status, remark.sha256) != ("refused", sha256) or not stands(remark):
        return False
    return not (remark.reason_code == SUSPICIOUS and claim.said.decision is not None)


def _rejected(finding: Finding, claim: Claim) -> Finding:
    """A content that a person has rejected: the one before it stands, and where there is none, none does."""
    remark, is_standing = claim.remark, claim.current is not None
    told = remark is not None and (remark.reason_code, remark.sha256) == (REJECTED, finding.sha256)
    reason = f"a person has rejected it ({DECISIONS})" + ("; the version before it stands" if is_standing else "")
    status: Status = "unchanged" if is_standing else "refused"
    return finding._replace(status=status, is_news=not told, reason_code=REJECTED, reason=reason)
