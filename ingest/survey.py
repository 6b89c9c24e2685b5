"""What is new: the sources held against what the warehouse knows, without writing anything."""

import tempfile
from collections import defaultdict
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Self

from ground.errors import ConverterMissing, MissingFile, OcrFailed, ReadError, ReadingEnded, ScannedFile
from ingest.addresses import base_name, fetch
from ingest.archives import MARK, is_archive
from ingest.clock import today
from ingest.contents import Claim, judge
from ingest.decisions import Decisions, Notes, decisions_on, notes_on
from ingest.evidence import folder_of
from ingest.fetching.holdings import Attempt, Holdings, is_store
from ingest.files import NOTHING, Source
from ingest.findings import Finding
from ingest.identity import Known
from ingest.reading import digest
from ingest.sources import find_sources
from ingest.store import Remark, State, read_state
from ingest.version import tool_version
from ingest.withdrawals import gone_from, is_withdrawn, said_of, withdrawn_gone

KEPT_BYTES = 64 * 1024 * 1024  # of new contents between the survey and the reading; what is beyond is read again


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
    decisions: Decisions = field(default_factory=dict)  # of people, on versions
    notes: Notes = field(default_factory=dict)  # with those decisions
    gone: list[str] = field(default_factory=list)  # sources that landed from here, and are not here any more
    pictures: Path = Path()  # where pictures of pages are kept
    behind: int = 0  # contents of a store that came before its newest and that the warehouse has not seen, at most
    kind: str | None = None  # said of all of them
    take_all: bool = False  # whether all of them are insisted on
    spool: "tempfile.TemporaryDirectory[str] | None" = None  # keeps fetched pages until they have landed
    bodies: dict[str, bytes] = field(default_factory=dict)  # of new contents, as far as the memory bears it
    kept: int = 0  # their bytes

    @property
    def has_news(self) -> bool:
        """Whether there is anything to write."""
        of_store = self.expected or self.unexpected or self.fetches
        return bool(self.stale or of_store) or any(finding.is_news for finding in self.findings)

    def keep(self, uri: str, sha256: str, data: bytes) -> None:
        """Keeps the bytes of a content that has not been seen, so that it need not be read a second time."""
        remark = self.state.remarks.get(uri)
        is_new = sha256[:16] not in self.state.reports and (remark is None or remark.sha256 != sha256)
        if is_new and sha256 not in self.bodies and self.kept + len(data) <= KEPT_BYTES:
            self.bodies[sha256] = data
            self.kept += len(data)

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
    result.decisions, result.notes = decisions_on(root), notes_on(root)
    result.pictures = folder_of(db)
    if is_store(root) and not back:
        hear(Holdings(root), result)
    pending: list[tuple[Source, str, int]] = []

    def pick(address: str, contents: list[str]) -> str | None:
        fresh = unseen(address, contents, state.seen)
        result.behind = max(result.behind, len(fresh) - 1)
        if not back:
            return contents[-1]
        return fresh[-1 - back] if len(fresh) > back else None

    sources = find_sources(root, pick)
    if not back:
        result.gone = gone_from(sources, result.root, state)
    for source in sources:
        if source.known.withdrawn and isinstance(source.refusal, MissingFile):
            continue  # the register says why it is no fact, and the file is gone: both are told once
        if back and not source.sha256:
            continue  # what was tried in vain
        if kind or take_all:
            source = insisted(source, kind, take_all=take_all)
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
            sha256 = digest(data)
            result.keep(source.uri, sha256, data)
            pending.append((source, sha256, len(data)))
        except ReadError as error:
            result.findings.append(_refused(source, error, state))
    by_content: dict[str, list[tuple[Source, str, int]]] = defaultdict(list)
    for item in pending:
        by_content[item[1]].append(item)
    for sha256, items in by_content.items():
        result.findings += _same_content(sha256, items, result)
    if not back:
        result.findings += withdrawn_gone(sources, result.gone, state, result.decisions, result.notes)
        result.gone = [uri for uri in result.gone if not is_withdrawn(uri, state, result.decisions)]
    result.findings.sort(key=lambda finding: finding.source.uri)
    if state.reports and state.tool_version != tool_version():
        result.stale.update(state.reports)
    return result


def unseen(address: str, contents: list[str], seen: dict[str, set[str]]) -> list[str]:
    """The contents of an address, in the order in which they came, that came after those that the ledger knows."""
    if is_archive(base_name(address)):
        heard = address in seen or any(uri.startswith(address + MARK) for uri in seen)
        return contents[-1:] if heard else contents
    heard_of = seen.get(address, set())
    known = [at for at, sha256 in enumerate(contents) if sha256 in heard_of]
    return contents[known[-1] + 1 :] if known else contents


def insisted(source: Source, kind: str | None, *, take_all: bool) -> Source:
    """A source with what was said of all of them."""
    known = source.known
    if kind and not known.kind:
        known = replace(known, kind=kind)
    return replace(source, known=replace(known, admitted="insisted") if take_all else known)


def hear(holdings: Holdings, result: Survey) -> None:
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
    """The findings on all sources that bring one content; what the register says of it now is kept."""
    state, report_id = result.state, sha256[:16]
    report = state.reports.get(report_id)
    claims = [_claim(source, sha256, size, result) for source, _, size in items]
    judged = judge(
        sha256, claims, report, state.facts.get(report_id, NOTHING), lambda remark: stands(remark, state.tool_version)
    )
    if judged.is_changed:
        result.facts[report_id] = judged.known
        if report:
            result.stale.add(report_id)
    return judged.findings


def _claim(source: Source, sha256: str, size: int, result: Survey) -> Claim:
    """A source that brings a content, with what is known of both."""
    said = said_of(source.uri, sha256, result.decisions, result.notes)
    return Claim(source, size, result.state.remarks.get(source.uri), result.state.current.get(source.uri), said)


def stands(remark: Remark, before: str | None) -> bool:
    """Whether a refusal would be said again.

    It is where the code is that of `before`, the last load's, and no program can read now what it could not.
    """
    if before != tool_version():
        return False
    if remark.reason_code in (ScannedFile.reason_code, OcrFailed.reason_code):
        from ingest.documents import ocr, pictures  # only for those who have scans

        # The extra would say again what it has said; a program of the user's may have been mended.
        by_extra = remark.reason_code == OcrFailed.reason_code and ocr.VARIABLE not in (remark.reason or "")
        tried = ocr.is_named() if by_extra else pictures.is_possible()
        return not tried
    if remark.reason_code == ConverterMissing.reason_code:
        from ingest.documents import conversion

        return not conversion.program()
    return remark.reason_code != ReadingEnded.reason_code


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
