"""One load: what a survey found new, prepared and written; each report is committed together with its ledger row."""

import datetime
import secrets
import sys
from collections import Counter, defaultdict
from collections.abc import Iterator
from typing import Any

import duckdb
import pyarrow as pa

from ingest import evidence, records
from ingest.decisions import ACCEPT
from ingest.files import NOTHING, Source
from ingest.findings import Finding, Status
from ingest.identity import Identity
from ingest.paging import MISSING, told
from ingest.preparation import Prepared, Refused, Task, prepare_all
from ingest.store import COMMIT_BYTES, Report, Writer
from ingest.succession import REJECTED, SUSPICIOUS, Standing, doubt
from ingest.survey import Survey
from ingest.version import tool_version

TEXTS_AT_ONCE = 32  # landed texts fetched in one query when they are read again
IDENTITY = (
    "title",
    "issuer",
    "jurisdiction_name",
    "jurisdiction_code",
    "level",
    "report_kind",
    "report_year",
    "published_on",
    "identity_basis",
)


class Load:
    """A load through `connection`, which no transaction may be open on."""

    def __init__(self, found: Survey, connection: duckdb.DuckDBPyConnection, *, progress: bool) -> None:
        self.found = found
        self.connection = connection
        self.progress = progress
        self.started_at = _now()
        self.load_id = f"{self.started_at:%Y%m%dT%H%M%S}-{secrets.token_hex(3)}"
        self.writer = Writer(connection)
        self.outcomes: dict[str, Finding] = {}  # of new contents, by report_id
        self.written: Counter[str] = Counter()
        self.doubtful: list[tuple[str, str]] = []  # of new reports, by their uri
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
        for outcome in self._outcomes(map(_task, leaders.values()), sizes, "landing"):
            report_id = outcome.task.report_id
            self.outcomes[report_id] = self._new(leaders[report_id], outcome)
            self.writer.append_rows("ledger", [self._remark(self.outcomes[report_id])])
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
        about = {"load_id": self.load_id, "store": str(self.found.root)}
        self.writer.forget("expected", "address", [*self.found.expected, *self.found.unexpected])
        expected = [about | vars(known) for known in self.found.expected.values()]
        self.writer.append_rows("expected", expected)
        fetches = []
        for attempt in self.found.fetches:
            row = {name: getattr(attempt, name, self.load_id) for name in records.FETCHES.names[:-1]}
            fetches.append(row | {"attempted_at": attempt.attempted_at.replace(tzinfo=None)})
        self.writer.append_rows("fetches", fetches)

    def _outcomes(self, tasks: Iterator[Task], sizes: list[int], label: str) -> Iterator[Prepared | Refused]:
        outcomes = prepare_all(tasks, sizes)
        if not self.progress or not sizes:
            return outcomes
        from tqdm import tqdm

        return iter(tqdm(outcomes, total=len(sizes), desc=label, unit=" reports", file=sys.stderr, leave=False))

    def _new(self, finding: Finding, outcome: Prepared | Refused) -> Finding:
        """Writes a new report; returns its finding with what became of it."""
        if isinstance(outcome, Refused):
            return finding._replace(status="refused", reason_code=outcome.reason_code, reason=outcome.reason)
        before = self.found.state.reports.get(self.found.state.current.get(finding.source.uri, ""))
        is_page = finding.source.known.address == finding.source.uri
        if before and is_page and self._text(before.report_id) == outcome.document.text:
            reason = "the page has changed, the text on it has not"
            return finding._replace(status="unchanged", reason_code="same_text", reason=reason)
        if before and (held := self._doubt(finding, before, outcome)):
            return finding._replace(status="refused", reason_code=SUSPICIOUS, reason=held)
        self.writer.append("reports", pa.Table.from_pylist([self._report(finding, outcome)], schema=records.REPORTS))
        self.writer.append_rows("pages", _pages(outcome))
        self.writer.append_rows("ocr_lines", _ocr_lines(outcome))
        evidence.keep(self.found.pictures, outcome.task.report_id, outcome.document.pictures)
        self.writer.append_rows("page_meta", _meta(outcome))
        self._rows(outcome)
        if doubts := outcome.identity.doubts:
            self.doubtful.append((finding.source.uri, "; ".join(doubts)))
        supersedes = before is not None and _same_report(before, outcome.identity)
        finding = finding._replace(status="new_version" if supersedes else "landed")
        unread = [str(number) for number, page in enumerate(outcome.document.pages, 1) if page.basis == "picture"]
        if unread:
            reason = f"landed without its pages {', '.join(unread)}, which are pictures: look at them yourself"
            return finding._replace(reason_code="pages_not_read", reason=reason)
        if outcome.page_count:
            return finding._replace(reason_code=MISSING, reason=told(outcome.page_count))
        return finding

    def _doubt(self, finding: Finding, before: Report, outcome: Prepared) -> str | None:
        """Why a content must wait for a person before it takes the place of the report `before`; None where it may."""
        source = finding.source
        if self.found.decisions.get((source.uri, finding.sha256 or "")) == ACCEPT:
            return None
        same = _same_report(before, outcome.identity)
        if not same and source.known.address != source.uri:
            return None  # a name of a file is used again; at an address there is one document
        old = self._standing(before.report_id)
        reason = doubt(old, _standing(outcome), same_report=same) if old else None
        return reason and (
            f"held back: {reason}; the version before it stands. Look at it; then, by its address or name: "
            "fazhi accept …, or fazhi reject …"
        )

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
        for outcome in self._outcomes(self._landed_tasks(report_ids), sizes, "reading again"):
            report_id = outcome.task.report_id
            self.reread += 1
            if isinstance(outcome, Prepared):
                self._rows(outcome)
                self.writer.commit(at_least=COMMIT_BYTES)
                identities.append({"report_id": report_id, **_identity(outcome.identity)})
            else:
                source = Source(reports[report_id].uri, outcome.task.name, None)
                refused = Finding(source, "refused", True, outcome.task.sha256, reports[report_id].byte_count)
                self.outcomes[report_id] = refused._replace(reason_code=outcome.reason_code, reason=outcome.reason)
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
                yield Task(uri, name, sha256, known, None, text, meta=tuple(meta[report_id]))

    def _rows(self, outcome: Prepared) -> None:
        rows_of = {"passages": outcome.passages, "figures": outcome.figures, "report_clues": outcome.clues}
        for relation, rows in rows_of.items():
            self.writer.append(relation, rows)
            self.written[relation] += len(rows)

    def _text(self, report_id: str) -> str:
        found = self.connection.execute("select text from raw.reports where report_id = ?", [report_id]).fetchone()
        return str(found[0]) if found else ""

    def _settled(self, finding: Finding) -> Finding:
        """A finding with what became of its content."""
        outcome = self.outcomes.get(finding.report_id or "")
        if finding.status == "restored":
            reports, current = self.found.state.reports, self.found.state.current.get(finding.source.uri, "")
            supersedes = current in reports and _same_report(reports[current], reports[finding.report_id or ""])
            return finding._replace(status="new_version" if supersedes else "landed")
        if outcome and (finding.status == "new" or outcome.status == "refused"):
            return outcome._replace(source=finding.source)
        return finding

    def _report(self, finding: Finding, outcome: Prepared) -> dict[str, Any]:
        return {
            "report_id": outcome.task.report_id,
            "source_uri": finding.source.uri,
            "source_name": finding.source.name,
            "address": finding.source.known.address,
            "sha256": finding.sha256,
            "byte_count": outcome.byte_count,
            "format": outcome.document.format,
            "encoding": outcome.document.encoding,
            "converter": outcome.document.converter,
            "text": outcome.document.text,
            "char_count": len(outcome.document.text),
            "is_ocr": any(page.basis == "ocr" for page in outcome.document.pages),
            **_identity(outcome.identity),
            "landed_at": _now(),
            "load_id": self.load_id,
        }

    def _remark(self, finding: Finding) -> dict[str, Any]:
        """The ledger's row on one source."""
        stands_for = finding.report_id if finding.status != "refused" else None
        if finding.status == "withdrawn" and stands_for not in self.found.state.reports:
            stands_for = None  # it never landed
        if finding.reason_code in ("same_text", REJECTED):
            stands_for = self.found.state.current.get(finding.source.uri)
        return {
            "load_id": self.load_id,
            "source_uri": finding.source.uri,
            "source_name": finding.source.name,
            "sha256": finding.sha256,
            "byte_count": finding.byte_count,
            "status": finding.status,
            "reason_code": finding.reason_code,
            "reason": finding.reason,
            "report_id": stands_for,
            "recorded_at": _now(),
        }


def _task(finding: Finding) -> Task:
    source = finding.source
    return Task(source.uri, source.name, finding.sha256 or "", source.known, source.path, member=source.member)


def _pages(outcome: Prepared) -> list[dict[str, Any]]:
    """The rows of raw.pages."""
    report_id, pictures = outcome.task.report_id, outcome.document.pictures
    return [
        {
            "report_id": report_id,
            "page_no": number,
            "char_start": start,
            "char_end": end,
            "basis": basis,
            "picture": evidence.name(report_id, number) if any(pictures[number - 1 : number]) else None,
        }
        for number, (start, end, basis) in enumerate(outcome.document.pages, 1)
    ]


def _ocr_lines(outcome: Prepared) -> list[dict[str, Any]]:
    """The rows of raw.ocr_lines."""
    return [
        {
            "report_id": outcome.task.report_id,
            "line_no": number,
            "char_start": start,
            "char_end": end,
            "confidence": sure,
        }
        for number, (start, end, sure) in enumerate(outcome.document.lines, 1)
    ]


def _standing(outcome: Prepared) -> Standing:
    """What is compared of a report that is about to land."""
    identity, text = outcome.identity, outcome.document.text
    rows = outcome.figures.select(["number_text", "unit", "value"]).to_pylist()
    figures = Counter((row["number_text"], row["unit"]) for row in rows if row["value"] is not None)
    return Standing(
        identity.title,
        identity.jurisdiction_code,
        identity.jurisdiction_name,
        identity.report_year,
        len(text),
        figures,
    )


def _meta(outcome: Prepared) -> list[dict[str, Any]]:
    """The rows of raw.page_meta."""
    return [{"report_id": outcome.task.report_id, "name": name, "content": content} for name, content in outcome.meta]


def _identity(identity: Identity) -> dict[str, Any]:
    """The identity's columns of raw.reports."""
    return {**{name: getattr(identity, name) for name in IDENTITY[:-1]}, "identity_basis": identity.basis_text}


def _same_report(before: Report, now: Report | Identity) -> bool:
    """Whether a source still brings the report that it brought before, and not next year's under the same name."""
    names = ["report_year", "jurisdiction_code", "report_kind"] + ["issuer"] * (now.report_kind == "department")
    pairs = [(getattr(before, name), getattr(now, name)) for name in names]
    return all(old == new or old is None or new is None for old, new in pairs)


def _now() -> datetime.datetime:
    """The time in UTC, as the warehouse keeps it."""
    return datetime.datetime.now(datetime.UTC).replace(tzinfo=None)
