"""What there is to land, listed in the driver: sources, what they are refused for, what people have decided."""

from collections import Counter
from pathlib import Path

import pyarrow as pa

from ground.errors import MissingFile, ReadError, UnreachableAddress
from ingest.decisions import decisions_on, notes_on
from ingest.fetching.holdings import Holdings, is_store
from ingest.files import Source
from ingest.findings import Finding
from ingest.identity import Known
from ingest.sources import find_sources
from ingest.spark import settling, work
from ingest.spark.frames import Frames
from ingest.spark.tables import KNOWN
from ingest.store import Remark, Report, State
from ingest.survey import Survey, hear, insisted, unseen
from ingest.withdrawals import withdrawn_gone


def _texts(*names: str) -> pa.Schema:
    return pa.schema([(name, pa.string()) for name in names])


SOURCES = _texts("uri", "name", "path", "member", "sha256", "known")
DECISIONS = _texts("uri", "sha256", "decision", "note")
REFUSALS = _texts("uri", "name", "reason_code", "reason")
NAMES = _texts("uri")


class Listing:
    """The sources in `root`; of a store the newest contents, or those so many places `back` that nobody has seen."""

    def __init__(self, frames: Frames, root: Path, *, kind: str | None, take_all: bool, back: int = 0) -> None:
        self.frames, self.root, self.back = frames, root, back
        self.behind = 0
        self.decisions, self.notes = decisions_on(root), notes_on(root)
        seen = self._seen()

        def pick(address: str, contents: list[str]) -> str | None:
            fresh = unseen(address, contents, seen)
            self.behind = max(self.behind, len(fresh) - 1)
            if not back:
                return contents[-1]
            return fresh[-1 - back] if len(fresh) > back else None

        self.sources = [insisted(source, kind, take_all=take_all) for source in find_sources(root, pick)]
        self._gone: list[Finding] | None = None

    def _seen(self) -> dict[str, set[str]]:
        if not is_store(self.root):
            return {}
        told = self.frames.spark.sql("select source_uri, collect_set(sha256) as told from ledger group by source_uri")
        return {row.source_uri: set(row.told) for row in told.toLocalIterator()}

    def heard(self) -> Survey:
        """What a store expects and has tried, as far as the lake does not know it."""
        state = State()
        survey = Survey(self.root, state)
        if is_store(self.root) and not self.back:
            columns = ["address", "store", *(name for name in KNOWN if name != "address")]
            for row in self.frames.table("expected").select(*columns).toLocalIterator():
                state.expected[row.address] = Known(**{name: row[name] for name in KNOWN})
                state.stores[row.address] = row.store
            tried = self.frames.table("fetches").select("address", "attempted_at", "outcome", "sha256")
            state.fetched = Counter(tuple(row) for row in tried.toLocalIterator())
            hear(Holdings(self.root), survey)
        return survey

    def name_views(self) -> int:
        """Names the views sources, refusals and decisions; returns how many sources there are to read."""
        readable, refusals = [], []
        for source in self.sources:
            missing = isinstance(source.refusal, MissingFile)
            if (source.known.withdrawn and missing) or (self.back and not source.sha256):
                continue
            if refusal := _refusal(source):
                refusals.append((source.uri, source.name, refusal.reason_code, str(refusal)))
            else:
                place = work.path_words(source.path), source.member, source.sha256
                readable.append((source.uri, source.name, *place, work.words_of(source.known)))
        self.frames.made("sources", readable, SOURCES)
        self.frames.made("refusals", refusals, REFUSALS)
        said = [(uri, sha256, said, self.notes[uri, sha256]) for (uri, sha256), said in self.decisions.items()]
        self.frames.made("decisions", said, DECISIONS)
        return len(readable)

    def gone(self) -> list[Finding]:
        """The findings on sources that are gone, of which a person has said something that the ledger does not say."""
        if self._gone is None:
            is_asked = self.frames.before.number and not self.back and not is_store(self.root)
            self._gone = self._find_gone() if is_asked else []
        return self._gone

    def _find_gone(self) -> list[Finding]:
        frames, spark = self.frames, self.frames.spark
        there = {source.uri for source in self.sources if not isinstance(source.refusal, MissingFile)}
        frames.view("came_from", settling.CAME_FROM)
        came = spark.sql("select source_uri from came_from where source_root = :root", args={"root": str(self.root)})
        gone = sorted({row.source_uri for row in came.toLocalIterator()} - there)
        if not gone:
            return []
        frames.made("gone", [(uri,) for uri in gone], NAMES)
        state = State()
        names = ", ".join(f"remarks.{name}" for name in Remark._fields)
        told = f"select gone.uri, {names} from gone inner join remarks on gone.uri = remarks.source_uri"
        state.remarks = {uri: Remark(*remark) for uri, *remark in spark.sql(told).toLocalIterator()}
        for row in spark.sql(settling.GONE).toLocalIterator():
            state.current[row.uri] = row.report_id
            of_file = (row.report_id, row.sha256, row.byte_count, row.source_uri)
            state.reports[row.report_id] = Report(*of_file, None, None, None, None)
            if row.known:
                state.facts[row.report_id] = work.known_of(row.known)
        return withdrawn_gone(self.sources, gone, state, self.decisions, self.notes)


def _refusal(source: Source) -> ReadError | None:
    if source.refusal is None and source.path is None:
        return UnreachableAddress("workers fetch nothing: fazhi fetch it into a store, and land the store")
    return source.refusal
