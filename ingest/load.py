"""One load: what a survey found new, prepared and written; each report is committed together with its ledger row."""

import datetime
import secrets
import sys
from collections import Counter, defaultdict
from collections.abc import Iterator

import duckdb
import pyarrow as pa

from ingest import evidence, heard, records, remarks, rows
from ingest.files import NOTHING
from ingest.findings import Finding, Status
from ingest.preparation import Prepared, Refused, Task, text_digest
from ingest.processes import Chunk, prepare_all
from ingest.rows import IDENTITY
from ingest.store import COMMIT_BYTES, Writer
from ingest.succession import Standing
from ingest.survey import Survey
from ingest.version import tool_version
from ingest.versions import Before, became, is_same_report

TEXTS_AT_ONCE = 32  # landed texts fetched in one query when they are read again


class Load:
    """A load through `connection`, which no transaction may be open on."""

    def __init__(
        self, found: Survey, connection: duckdb.DuckDBPyConnection, *, progress: bool, jobs: int | None
    ) -> None:
        self.found = found
        self.connection = connection
        self.progress = progress
        self.jobs = jobs
        self.started_at = _now()
        self.load_id = f"{self.started_at:%Y%m%dT%H%M%S}-{secrets.token_hex(3)}"
        self.writer = Writer(connection)
        self.outcomes: dict[str, Finding] = {}  # of new contents, by report_id
        self.written: Counter[str] = Counter()
        self.doubtful: list[tuple[str, str]] = []  # of new reports, by their uri
        self.names: dict[str, str] = {}  # of files whose texts are read again, by report_id
        self.reread = 0

    def run(self) -> list[Finding]:
        """Does the load; returns the findings with what became of them."""
        self.connection.execute(
            "insert into raw.loads (load_id, started_at, source_root, tool_version) values (?, ?, ?, ?)",
            [self.load_id, self.started_at, str(self.found.root), tool_version()],
        )
        self.writer.remember(self.load_id, self.found.facts)
        self._fetches()
        if self.found.stale:
            self._read_again(sorted(self.found.stale))
        leaders = {finding.report_id or "": finding for finding in self.found.findings if finding.status == "new"}
        sizes = [finding.byte_count or 0 for finding in leaders.values()]
        for chunk in self._chunks(map(self._task, leaders.values()), sizes, "landing"):
            self._land(leaders, chunk)
            self.writer.commit(at_least=COMMIT_BYTES)
        findings = [self._settled(finding) for finding in self.found.findings]
        seen = {finding.report_id for finding in findings}
        findings += [outcome for report_id, outcome in self.outcomes.items() if report_id not in seen]
        heard = {finding.source.uri for finding in leaders.values()}
        # what the ledger says already is not said again every night
        news = [finding for finding in findings if finding.is_news and finding.source.uri not in heard]
        self.writer.append_rows("ledger", [self._remark(finding) for finding in news])
        status = Counter(finding.status for finding in findings)
        landed = status["landed"] + status["new_version"]
        others: tuple[Status, ...] = ("unchanged", "duplicate", "withdrawn", "taken_back")
        unchanged = sum(status[name] for name in others)
        self.connection.execute(
            "update raw.loads set finished_at = ?, files_seen = ?, landed = ?, unchanged = ?, refused = ?"
            " where load_id = ?",
            [_now(), len(findings), landed, unchanged, status["refused"], self.load_id],
        )
        self.writer.commit()
        return findings

    def _fetches(self) -> None:
        """Writes what a store expects and what came of it."""
        self.writer.forget("expected", "address", [*self.found.expected, *self.found.unexpected])
        expected = heard.expected(self.found.expected, str(self.found.root), self.load_id)
        self.writer.append_rows("expected", expected)
        self.writer.append_rows("fetches", heard.fetches(self.found.fetches, self.load_id))

    def _chunks(self, tasks: Iterator[Task], sizes: list[int], label: str) -> Iterator[Chunk]:
        chunks = prepare_all(tasks, sizes, self.jobs)
        if not self.progress or not sizes:
            yield from chunks
            return
        from tqdm import tqdm

        with tqdm(total=len(sizes), desc=label, unit=" reports", file=sys.stderr, leave=False) as bar:
            for chunk in chunks:
                yield chunk
                bar.update(len(chunk.outcomes))

    def _task(self, finding: Finding) -> Task:
        source, sha256 = finding.source, finding.sha256 or ""
        task = Task(source.uri, source.name, sha256, source.known, source.path, member=source.member)
        is_compared = self.found.state.current.get(source.uri, "") in self.found.state.reports
        return task._replace(data=self.found.bodies.pop(sha256, None), is_compared=is_compared)

    def _land(self, leaders: dict[str, Finding], chunk: Chunk) -> None:
        """Writes what was read of some new reports, with their ledger's rows."""
        kept_out = set()
        for outcome in chunk.outcomes:
            finding = became(leaders[outcome.report_id], outcome, self._before(leaders[outcome.report_id], outcome))
            self.outcomes[outcome.report_id] = finding
            if finding.status not in ("landed", "new_version"):
                kept_out.add(outcome.report_id)
            elif isinstance(outcome, Prepared):
                evidence.keep(self.found.pictures, outcome.report_id, outcome.pictures)
                if outcome.doubts:
                    self.doubtful.append((finding.source.uri, "; ".join(outcome.doubts)))
        for relation, found in chunk.tables.items():
            landed = rows.without(found, kept_out)
            if relation == "reports":
                for name, value in (("landed_at", _now()), ("load_id", self.load_id)):
                    kind = records.REPORTS.field(name).type
                    landed = landed.append_column(name, pa.array([value] * len(landed), kind))
            self._append(relation, landed)
        self.writer.append_rows("ledger", [self._remark(self.outcomes[found.report_id]) for found in chunk.outcomes])

    def _before(self, finding: Finding, outcome: Prepared | Refused) -> Before | None:
        """What a report is held against that its source brought before."""
        if isinstance(outcome, Refused) or outcome.standing is None:
            return None
        source = finding.source
        report = self.found.state.reports[self.found.state.current[source.uri]]
        decision = self.found.decisions.get((source.uri, finding.sha256 or ""))
        text = text_digest(self._text(report.report_id)) if source.known.address == source.uri else None
        return Before(report, self._standing(report.report_id), text, decision)

    def _standing(self, report_id: str) -> Standing | None:
        """What is compared of a landed report."""
        self.writer.flush("figures")
        found = self.connection.execute(
            "select title, jurisdiction_code, jurisdiction_name, report_year, char_count from raw.reports"
            " where report_id = ?",
            [report_id],
        ).fetchone()
        figures = self.connection.execute(
            "select number_text, unit from raw.figures where report_id = ? and value is not null", [report_id]
        )
        if found is None:
            return None
        title, code, name, year, length = found
        return Standing(title, code, name, year, length, Counter(figures.fetchall()))

    def _read_again(self, report_ids: list[str]) -> None:
        """Replaces the passages, the figures and the identity of landed reports by what is read in them today."""
        reports = self.found.state.reports
        for relation in ("passages", "figures", "report_clues"):
            if len(report_ids) == len(reports):
                self.writer.empty(relation)
            else:
                self.connection.execute(
                    f"delete from raw.{relation} where report_id in (select unnest(?))", [report_ids]
                )
        identities = []
        sizes = [reports[report_id].byte_count for report_id in report_ids]
        for chunk in self._chunks(self._landed_tasks(report_ids), sizes, "reading again"):
            for relation, found in chunk.tables.items():
                self._append(relation, found)
            for outcome in chunk.outcomes:
                report_id = outcome.report_id
                self.reread += 1
                if isinstance(outcome, Prepared):
                    identities.append({"report_id": report_id, **outcome.identity})
                else:
                    refused = remarks.refused_again(reports[report_id], self.names.pop(report_id), outcome)
                    self.outcomes[report_id] = refused
            self.writer.commit(at_least=COMMIT_BYTES)
        schema = pa.schema([records.REPORTS.field(name) for name in ("report_id", *IDENTITY)])
        self.connection.register("identities", pa.Table.from_pylist(identities, schema=schema))
        assignments = ", ".join(f"{name} = identities.{name}" for name in IDENTITY)
        self.connection.execute(
            f"update raw.reports set {assignments} from identities where reports.report_id = identities.report_id"
        )
        self.connection.unregister("identities")

    def _landed_tasks(self, report_ids: list[str]) -> Iterator[Task]:
        """Tasks from the landed texts, a few texts in memory at a time."""
        reader = self.connection.cursor()  # sees what was committed, whatever this load has done so far
        for at in range(0, len(report_ids), TEXTS_AT_ONCE):
            rows = reader.execute(
                "select source_uri, source_name, sha256, report_id, text from raw.reports"
                " where report_id in (select unnest(?)) order by report_id",
                [report_ids[at : at + TEXTS_AT_ONCE]],
            ).fetchall()
            meta: dict[str, list[tuple[str, str]]] = defaultdict(list)
            for report_id, *tag in reader.execute(
                "select report_id, name, content from raw.page_meta"
                " where report_id in (select unnest(?)) order by rowid",
                [report_ids[at : at + TEXTS_AT_ONCE]],
            ).fetchall():
                meta[report_id].append((tag[0], tag[1]))
            for uri, name, sha256, report_id, text in rows:
                known = self.found.facts.get(report_id, self.found.state.facts.get(report_id, NOTHING))
                self.names[report_id] = name
                yield Task(uri, name, sha256, known, None, text, meta=tuple(meta[report_id]))

    def _append(self, relation: str, found: pa.Table) -> None:
        self.writer.append(relation, found)
        self.written[relation] += len(found)

    def _text(self, report_id: str) -> str:
        found = self.connection.execute("select text from raw.reports where report_id = ?", [report_id]).fetchone()
        return str(found[0]) if found else ""

    def _settled(self, finding: Finding) -> Finding:
        """A finding with what became of its content."""
        outcome = self.outcomes.get(finding.report_id or "")
        if finding.status == "restored":
            reports, current = self.found.state.reports, self.found.state.current.get(finding.source.uri, "")
            supersedes = current in reports and is_same_report(reports[current], reports[finding.report_id or ""])
            return finding._replace(status="new_version" if supersedes else "landed")
        if outcome and (finding.status == "new" or outcome.status == "refused"):
            return outcome._replace(source=finding.source)
        return finding

    def _remark(self, finding: Finding) -> remarks.Row:
        """The ledger's row on one source."""
        state = self.found.state
        row = remarks.row(finding, state.current.get(finding.source.uri), is_landed=finding.report_id in state.reports)
        return {**row, "load_id": self.load_id, "recorded_at": _now()}


def _now() -> datetime.datetime:
    """The time in UTC, as the warehouse keeps it."""
    return datetime.datetime.now(datetime.UTC).replace(tzinfo=None)
