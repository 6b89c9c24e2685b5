"""What is new: the sources held against what the warehouse knows, without writing anything."""

import tempfile
from collections import defaultdict
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Literal, NamedTuple, Self

from ground.errors import OcrFailed, ReadError, ReadingEnded, ScannedFile
from ingest.addresses import base_name, fetch
from ingest.archives import MARK, is_archive
from ingest.clock import today
from ingest.decisions import FILE_NAME as DECISIONS
from ingest.decisions import REJECT, Decisions, decisions_on
from ingest.fetching.holdings import Attempt, Holdings, is_store
from ingest.files import NOTHING, Source
from ingest.identity import Known
from ingest.reading import digest
from ingest.sources import find_sources
from ingest.store import Remark, State, read_state
from ingest.succession import REJECTED, SUSPICIOUS
from ingest.version import tool_version

Status = Literal["new", "restored", "unchanged", "duplicate", "refused", "landed", "new_version"]


class Finding(NamedTuple):
    """What is to be done with one source, and later what became of it.

    `new`: its content has never landed; it becomes `landed`, `new_version` or `refused`. `restored`: it has gone back
    to a content that landed before. `duplicate`: another source brings the same content. `is_news` tells whether the
    ledger says something else so far.
    """

    source: Source
    status: Status
    is_news: bool
    sha256: str | None = None
    byte_count: int | None = None
    reason_code: str | None = None
    reason: str | None = None

    @property
    def report_id(self) -> str | None:
        """The id that this content has or would have."""
        return self.sha256[:16] if self.sha256 else None


@dataclass
class Survey:
    """The findings in the sources' order, and what has to be read again from the texts that landed before."""

    root: Path
    state: State
    findings: list[Finding] = field(default_factory=list)
    facts: dict[str, Known] = field(default_factory=dict)  # by report_id, where the register says something else now
    stale: set[str] = field(default_factory=set)  # report_ids to read again
    expected: dict[str, Known] = field(default_factory=dict)  # by address, where a store's register says something else
    unexpected: set[str] = field(default_factory=set)  # addresses that the store's register has no more
    fetches: list[Attempt] = field(default_factory=list)  # attempts of a store that the warehouse has not heard of
    decisions: Decisions = field(default_factory=dict)  # of people, on versions that were held back
    behind: int = 0  # contents of a store that came before its newest and that the warehouse has not seen, at most
    kind: str | None = None  # said of all of them
    take_all: bool = False  # whether all of them are insisted on
    spool: "tempfile.TemporaryDirectory[str] | None" = None  # keeps fetched pages until they have landed

    @property
    def has_news(self) -> bool:
        """Whether there is anything to write."""
        of_store = self.expected or self.unexpected or self.fetches
        return bool(self.stale or of_store) or any(finding.is_news for finding in self.findings)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        """Removes the fetched pages."""
        if self.spool:
            self.spool.cleanup()


def survey(
    root: Path, db: Path, *, refetch: bool = False, back: int = 0, kind: str | None = None, take_all: bool = False
) -> Survey:
    """Holds the sources in `root` against the warehouse at `db`, which need not exist.

    An address that has landed is fetched again only with `refetch`. Of a store it gives the newest contents, or, with
    `back`, the ones so many places before them, as far as the warehouse has not seen them. `kind` is that of all
    reports of which no register says another; `take_all` insists on all of them, whatever they are about. Raises
    RegisterError, MissingFile, LandingError or ClockError.
    """
    today()  # a clock that is wrong is told before any source is blamed for it
    result = Survey(root.absolute(), read_state(db), kind=kind, take_all=take_all)
    state = result.state
    result.decisions = decisions_on(root)
    if is_store(root) and not back:
        _heard(Holdings(root), result)
    pending: list[tuple[Source, str, int]] = []

    def pick(address: str, contents: list[str]) -> str | None:
        unseen = _unseen(address, contents, state)
        result.behind = max(result.behind, len(unseen) - 1)
        if not back:
            return contents[-1]
        return unseen[-1 - back] if len(unseen) > back else None

    for source in find_sources(root, pick):
        if back and not source.sha256:
            continue  # what was tried in vain
        if kind or take_all:
            source = _told(source, kind, take_all)
        try:
            if source.refusal:
                raise source.refusal
            if source.path is None and source.uri in state.current and not refetch:
                report = state.reports[state.current[source.uri]]
                pending.append((source, report.sha256, report.byte_count))
                continue
            if source.path is None:
                source = _fetched(source, result)
            data = source.read()
            pending.append((source, digest(data), len(data)))
        except ReadError as error:
            result.findings.append(_refused(source, error, state))
    by_content: dict[str, list[tuple[Source, str, int]]] = defaultdict(list)
    for item in pending:
        by_content[item[1]].append(item)
    for sha256, items in by_content.items():
        result.findings += _same_content(sha256, items, result)
    result.findings.sort(key=lambda finding: finding.source.uri)
    if state.reports and state.tool_version != tool_version():
        result.stale.update(state.reports)
    return result


def _unseen(address: str, contents: list[str], state: State) -> list[str]:
    """The contents of an address, in the order in which they came, that came after those that the ledger knows."""
    if is_archive(base_name(address)):
        heard = address in state.seen or any(uri.startswith(address + MARK) for uri in state.seen)
        return contents[-1:] if heard else contents
    seen = state.seen.get(address, set())
    known = [at for at, sha256 in enumerate(contents) if sha256 in seen]
    return contents[known[-1] + 1 :] if known else contents


def _told(source: Source, kind: str | None, take_all: bool) -> Source:
    """A source with what was said of all of them."""
    known = source.known
    if kind and not known.kind:
        known = replace(known, kind=kind)
    return replace(source, known=replace(known, admitted="insisted") if take_all else known)


def _heard(holdings: Holdings, result: Survey) -> None:
    """What a store expects and what it tried, as far as the warehouse does not know it."""
    state, expected = result.state, holdings.expected()
    result.expected = {address: known for address, known in expected.items() if state.expected.get(address) != known}
    ours = {address for address, store in state.stores.items() if store == str(result.root)}
    result.unexpected = ours - expected.keys()
    known = state.fetched.copy()
    for attempt in holdings.attempts:
        key = (attempt.address, attempt.attempted_at.replace(tzinfo=None), attempt.outcome, attempt.sha256)
        if known[key]:
            known[key] -= 1  # each by itself: a clock that goes back gives one time twice
        else:
            result.fetches.append(attempt)


def _same_content(sha256: str, items: list[tuple[Source, str, int]], result: Survey) -> list[Finding]:
    """The findings on all sources that bring one content; the one that the register knows speaks for them."""
    state, report_id = result.state, sha256[:16]
    report = state.reports.get(report_id)
    owner = next((source for source, *_ in items if report and source.uri == report.uri), None)
    speaker = next((source for source, *_ in items if source.known != NOTHING), owner)
    before = state.facts.get(report_id, NOTHING)
    known = speaker.known if speaker else before if report else NOTHING
    changed = known != before
    if changed:
        result.facts[report_id] = known
        if report:
            result.stale.add(report_id)
    leader = speaker or items[0][0]
    findings = []
    for source, _, size in items:
        remark = state.remarks.get(source.uri)
        finding = Finding(replace(source, known=known), "new", True, sha256, size)
        if report and state.current.get(source.uri) == report_id:
            stands = remark is None or remark.status in ("landed", "new_version", "unchanged")
            finding = finding._replace(status="unchanged", is_news=changed or not stands)
        elif report and source.uri == report.uri:
            reason = "the source has gone back to a content that landed before"
            finding = finding._replace(status="restored", reason_code="restored", reason=reason)
        elif report:
            told = remark is not None and (remark.status, remark.sha256) == ("duplicate", sha256)
            reason = f"the same bytes as {report.uri}"
            finding = finding._replace(
                status="duplicate", is_news=changed or not told, reason_code="same_bytes", reason=reason
            )
        elif result.decisions.get((source.uri, sha256)) == REJECT:
            finding = _rejected(finding, remark, state)
        elif (
            remark
            and (remark.status, remark.sha256) == ("refused", sha256)
            and not changed
            and _stands(remark, state)
            and not (remark.reason_code == SUSPICIOUS and (source.uri, sha256) in result.decisions)
        ):
            finding = finding._replace(
                status="refused", is_news=False, reason_code=remark.reason_code, reason=remark.reason
            )
        elif source is not leader:
            finding = finding._replace(
                status="duplicate", reason_code="same_bytes", reason=f"the same bytes as {leader.uri}"
            )
        findings.append(finding)
    return findings


def _rejected(finding: Finding, remark: Remark | None, state: State) -> Finding:
    """A content that a person has rejected: the one before it stands, and where there is none, none does."""
    told = remark is not None and (remark.reason_code, remark.sha256) == (REJECTED, finding.sha256)
    stands = finding.source.uri in state.current
    reason = f"a person has rejected it ({DECISIONS})" + ("; the version before it stands" if stands else "")
    status: Status = "unchanged" if stands else "refused"
    return finding._replace(status=status, is_news=not told, reason_code=REJECTED, reason=reason)


def _stands(remark: Remark, state: State) -> bool:
    """Whether a refusal would be said again: the code is the same, and no program can read now what it could not."""
    if remark.reason_code in (ScannedFile.reason_code, OcrFailed.reason_code):
        from ingest.documents import ocr  # only for those who have scans

        return state.tool_version == tool_version() and not ocr.is_named()
    return state.tool_version == tool_version() and remark.reason_code != ReadingEnded.reason_code


def _refused(source: Source, error: ReadError, state: State) -> Finding:
    remark, reason = state.remarks.get(source.uri), str(error)
    last = (remark.status, remark.reason_code, remark.reason) if remark else None
    told = last == ("refused", error.reason_code, reason)
    return Finding(source, "refused", not told, reason_code=error.reason_code, reason=reason)


def _fetched(source: Source, result: Survey) -> Source:
    result.spool = result.spool or tempfile.TemporaryDirectory(prefix="fazhi-")
    path = Path(result.spool.name, digest(source.uri.encode()))
    path.write_bytes(fetch(source.uri))
    return replace(source, path=path)
