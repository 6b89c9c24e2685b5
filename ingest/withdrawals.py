"""Reports whose figures a person wants out of the facts, and reports that are gone from where they lay.

A withdrawn report stays in raw, marked by the ledger, with the reason; it can be taken back. What is merely gone is
told and withdraws nothing: a disk that is not mounted must not empty the facts.
"""

from collections.abc import Sequence
from pathlib import Path, PurePosixPath
from typing import NamedTuple

from ground.errors import MissingFile
from ingest.decisions import TAKE_BACK, WITHDRAW, Decisions, Notes
from ingest.fetching.holdings import is_store
from ingest.files import NOTHING, Source
from ingest.findings import Finding
from ingest.store import Remark, State

MOST = 0.5  # of what landed from a folder, from which it is told that it may not be the right one


class Said(NamedTuple):
    """What people have decided of a source with a content, and noted with it."""

    decision: str | None = None
    note: str = ""


def said_of(uri: str, sha256: str, decisions: Decisions, notes: Notes) -> Said:
    """What is said of a source with this content."""
    return Said(decisions.get((uri, sha256)), notes.get((uri, sha256), ""))


def with_withdrawal(finding: Finding, remark: Remark | None, said: Said, *, is_landed: bool) -> Finding:
    """A finding on a content, as what a person has said of it wants it: by a decision, or in the register.

    `remark` is the ledger's last word on its source, `is_landed` whether the content has landed.
    """
    was = remark is not None and (remark.status, remark.sha256) == ("withdrawn", finding.sha256 or "")
    reason = said.note if said.decision == WITHDRAW else finding.source.known.withdrawn
    if said.decision == WITHDRAW or (finding.source.known.withdrawn and said.decision != TAKE_BACK):
        told = was and remark is not None and remark.reason == _reason(reason)
        return finding._replace(status="withdrawn", is_news=not told, reason_code="withdrawn", reason=_reason(reason))
    if was and is_landed:
        return finding._replace(status="taken_back", is_news=True, reason_code="taken_back", reason=said.note or None)
    return finding


def _reason(said: str | None) -> str:
    return said or "withdrawn by a person, who gave no reason"


def gone_from(sources: Sequence[Source], root: Path, state: State) -> list[str]:
    """The sources that landed from `root` and are not there any more; of a store none: it keeps what is gone."""
    if is_store(root):
        return []
    there = {source.uri for source in sources if not isinstance(source.refusal, MissingFile)}
    return sorted(uri for uri, came_from in state.roots.items() if came_from == str(root) and uri not in there)


def is_withdrawn(uri: str, state: State, decisions: Decisions) -> bool:
    """Whether what a source stands for is withdrawn by a decision, or was, by the register, when it was last seen."""
    report = state.reports.get(state.current.get(uri, ""))
    decision = decisions.get((uri, report.sha256)) if report else None
    remark = state.remarks.get(uri)
    return decision == WITHDRAW or (decision is None and remark is not None and remark.status == "withdrawn")


def withdrawn_gone(
    sources: Sequence[Source], gone: Sequence[str], state: State, decisions: Decisions, notes: Notes
) -> list[Finding]:
    """The findings on sources that are gone, of which a person has said something that the ledger does not say yet."""
    named = {source.uri: source for source in sources}
    findings = []
    for uri in gone:
        report = state.reports.get(state.current.get(uri, ""))
        if report is None:
            continue
        source = named.get(uri) or Source(
            uri, PurePosixPath(uri).name, None, state.facts.get(report.report_id, NOTHING)
        )
        finding = Finding(source, "unchanged", False, report.sha256, report.byte_count)
        said = said_of(uri, report.sha256, decisions, notes)
        found = with_withdrawal(finding, state.remarks.get(uri), said, is_landed=True)
        if found.is_news:
            findings.append(found)
    return findings


def told(gone: Sequence[str], known: int) -> str:
    """What a person should know of sources that are gone, of so many that landed from the same place."""
    if len(gone) > MOST * known:
        return (
            f"{len(gone)} of {known} reports are not there any more, most of them: see that this is the right folder "
            "and complete; nothing is withdrawn"
        )
    return "not there any more; its figures stay among the facts: fazhi forget FILE --reason REASON withdraws them"
