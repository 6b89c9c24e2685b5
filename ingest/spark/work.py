"""What workers do with the rows that they are given: read sources, judge contents, judge versions.

Arrow batches go in and come out; nothing is known here of Spark but the number of an attempt.
"""

import itertools
import json
import os
from array import array
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any, NamedTuple

import pyarrow as pa

from ground.errors import ReadError
from ingest.contents import Claim
from ingest.contents import judge as judged
from ingest.files import NOTHING, Source
from ingest.findings import Finding
from ingest.identity import Known
from ingest.preparation import Refused, Task, text_digest
from ingest.reading import digest
from ingest.spark import nested
from ingest.spark.guarded import Guard
from ingest.store import Remark, Report
from ingest.succession import Standing
from ingest.survey import stands
from ingest.version import tool_version
from ingest.versions import Before, is_same_report
from ingest.versions import became as outcome_became
from ingest.withdrawals import Said

Batches = Iterator[pa.RecordBatch]
AT_ONCE = 16  # reports in a batch that goes back, and
AT_ONCE_BYTES = 8_000_000  # bytes of theirs
_TEXT, _FLAG, _LONG = pa.string(), pa.bool_(), pa.int64()
JUDGED = pa.schema(
    [
        *(("uri", _TEXT), ("name", _TEXT), ("sha256", _TEXT), ("byte_count", _LONG), ("status", _TEXT)),
        *(("is_news", _FLAG), ("reason_code", _TEXT), ("reason", _TEXT), ("known", _TEXT), ("is_changed", _FLAG)),
        *(("current_report_id", _TEXT), ("is_landed", _FLAG), ("is_page", _FLAG), ("state", _TEXT)),
    ]
)
# The ledger's rows, and which of them are those of new contents, news, and said last.
FINDINGS = pa.schema(
    [
        *(("source_uri", _TEXT), ("source_name", _TEXT), ("sha256", _TEXT), ("byte_count", _LONG), ("status", _TEXT)),
        *(("reason_code", _TEXT), ("reason", _TEXT), ("report_id", _TEXT), ("is_leader", _FLAG), ("is_news", _FLAG)),
        ("place", pa.int32()),
    ]
)
BECAME = pa.schema(
    [
        *(("uri", _TEXT), ("sha256", _TEXT), ("status", _TEXT), ("reason_code", _TEXT), ("reason", _TEXT)),
        *(("is_of_all", _FLAG), ("doubts", _TEXT)),
    ]
)


class Ids:
    """The report_ids that have landed, eight bytes each."""

    def __init__(self, report_ids: Iterable[str]) -> None:
        self._sorted = array("Q", sorted(int(report_id, 16) for report_id in report_ids))

    def __contains__(self, report_id: str) -> bool:
        wanted = int(report_id, 16)
        at = bisect_left(self._sorted, wanted)
        return at < len(self._sorted) and self._sorted[at] == wanted


class Reader(NamedTuple):
    """Reads sources; a content that has landed or was told of before is only named, unless `is_all`."""

    landed: Ids
    is_all: bool = False

    def __call__(self, batches: Batches) -> Batches:
        """A batch for some sources each: `nested.SCHEMA`."""
        guard = Guard(attempt() > 0)
        return _bundled(self._met(row, guard) for row in _rows(batches))

    def _met(self, row: dict[str, Any], guard: Guard) -> nested.Met:
        uri, known = row["uri"], known_of(row["known"])
        source = Source(uri, row["name"], path_of(row["path"]), known, None, row["member"], row["sha256"])
        try:
            data = source.read()
        except ReadError as error:
            return nested.Met(uri, "", None, Refused("", "", None, error.reason_code, str(error)))
        sha256 = digest(data)
        if not self.is_all and (sha256 == row["told_sha256"] or sha256[:16] in self.landed):
            return nested.Met(uri, sha256, len(data))
        task = Task(uri, source.name, sha256, known, None, data=data, is_compared=row["is_compared"])
        return nested.Met(uri, sha256, len(data), guard.prepare(task))


def read_again(batches: Batches) -> Batches:
    """Reads landed texts again, as `nested.SCHEMA`: of raw.reports there is only what each is about."""
    guard = Guard(attempt() > 0)

    def met(row: dict[str, Any]) -> nested.Met:
        meta = tuple((tag["name"], tag["content"]) for tag in row["meta"] or [])
        known = known_of(row["known"]) if row["known"] else NOTHING
        task = Task(row["source_uri"], row["source_name"], row["sha256"], known, None, row["text"], meta=meta)
        return nested.Met(row["source_uri"], row["sha256"], row["byte_count"], guard.prepare(task))

    return _bundled(map(met, _rows(batches)))


class Judge(NamedTuple):
    """Judges contents: rows of `joins.CLAIMS`, in the order of content and source."""

    is_same_code: bool  # as that of the last load; the driver says it, so that all workers go by one answer

    def __call__(self, batches: Batches) -> Batches:
        """The finding on each source, as `JUDGED`."""
        for sha256, claims in itertools.groupby(_rows(batches), lambda row: row["sha256"]):
            yield _batch(JUDGED, self._content(sha256, list(claims)))

    def _stands(self, remark: Remark) -> bool:
        return self.is_same_code and stands(remark, tool_version())

    def _content(self, sha256: str, rows: list[dict[str, Any]]) -> list[tuple[Any, ...]]:
        first = rows[0]
        report = None
        if first["landed_uri"] is not None:
            report = Report(sha256[:16], sha256, first["byte_count"], first["landed_uri"], None, None, None, None)
        before = known_of(first["known_before"]) if first["known_before"] else NOTHING
        found = judged(sha256, [_claim(row) for row in rows], report, before, self._stands)
        known = words_of(found.known)
        return [
            (
                *(finding.source.uri, finding.source.name, sha256, finding.byte_count, finding.status),
                *(finding.is_news, finding.reason_code, finding.reason, known, found.is_changed),
                *(row["current_report_id"], report is not None, found.known.address == finding.source.uri),
                row["state"],
            )
            for finding, row in zip(found.findings, rows, strict=True)
        ]


def became(batches: Batches) -> Batches:
    """What became of new contents, and of those that a source has gone back to: `joins.SUCCESSIONS` to `BECAME`."""
    for batch in batches:
        yield _batch(BECAME, [_became(row) for row in batch.to_pylist()])


def refused_again(batches: Batches) -> Batches:
    """Ledger rows, as `BECAME`, of landed reports that cannot be read any more: what `read_again` gave, of them."""
    for batch in batches:
        found = [
            (row["uri"], row["sha256"], "refused", row["reason_code"], row["reason"], True, None)
            for row in batch.to_pylist()
        ]
        yield _batch(BECAME, found)


def known_of(words: str) -> Known:
    """What a register says, from `words_of`."""
    return Known(**json.loads(words))


def words_of(known: Known) -> str:
    """What a register says, as a cell."""
    return json.dumps(vars(known), ensure_ascii=False)


def path_words(path: Path | None) -> str:
    """A path as a cell, whatever bytes its name is made of."""
    return os.fsencode(path or "").decode("latin-1")


def path_of(words: str) -> Path:
    """A path, from `path_words`."""
    return Path(os.fsdecode(words.encode("latin-1")))


def attempt() -> int:
    """How often this task has been tried before; 0 outside of a worker."""
    try:
        from pyspark import TaskContext
    except ImportError:
        return 0
    context = TaskContext.get()
    return 0 if context is None else int(context.attemptNumber())


def _became(row: dict[str, Any]) -> tuple[Any, ...]:
    finding = Finding(Source(row["uri"], row["name"], None, known_of(row["known"])), row["status"], True, row["sha256"])
    old = None
    if row["old_report_id"]:
        columns = ("report_id", "sha256", "byte_count", "uri", "issuer", "jurisdiction_code", "report_kind")
        old = Report(*(row[f"old_{column}"] for column in (*columns, "report_year")))
    if row["status"] == "restored":
        again = Report("", "", 0, "", *(row[f"again_{name}"] for name in Report._fields[4:]))
        status = "new_version" if old and is_same_report(old, again) else "landed"
        return (row["uri"], row["sha256"], status, row["reason_code"], row["reason"], False, None)
    row["reason_code"], row["reason"] = row["met_reason_code"], row["met_reason"]
    outcome = nested.outcome_of(row)
    text_sha256 = text_digest(row["old_text"]) if row["old_text"] else None
    before = Before(old, _standing(row), text_sha256, row["decision"]) if old else None
    after = outcome_became(finding, outcome, before)
    doubts = "" if isinstance(outcome, Refused) else "; ".join(outcome.doubts)
    return (row["uri"], row["sha256"], after.status, after.reason_code, after.reason, True, doubts or None)


def _standing(row: dict[str, Any]) -> Standing:
    figures = Counter({(one["number_text"], one["unit"]): one["times"] for one in row["old_figures"] or []})
    return Standing(figures=figures, **{name: row[f"now_{name}"] for name in Standing._fields[:-1]})


def _claim(row: dict[str, Any]) -> Claim:
    remark = None
    if row["remark_status"]:
        remark = Remark(*(row[f"remark_{name}"] for name in Remark._fields))
    source = Source(row["uri"], row["name"], None, known_of(row["known"]))
    return Claim(source, row["byte_count"], remark, row["current_report_id"], Said(row["decision"], row["note"] or ""))


def _bundled(met: Iterable[nested.Met]) -> Batches:
    waiting: list[nested.Met] = []
    size = 0
    for each in met:
        waiting.append(each)
        size += each.byte_count or 0
        if len(waiting) == AT_ONCE or size >= AT_ONCE_BYTES:
            yield nested.batch(waiting)
            waiting, size = [], 0
    if waiting:
        yield nested.batch(waiting)


def _rows(batches: Batches) -> Iterator[dict[str, Any]]:
    for batch in batches:
        yield from batch.to_pylist()


def _batch(schema: pa.Schema, found: list[tuple[Any, ...]]) -> pa.RecordBatch:
    columns = list(zip(*found, strict=True)) or [()] * len(schema)
    return pa.RecordBatch.from_arrays(
        [pa.array(column, field.type) for column, field in zip(columns, schema, strict=True)], schema=schema
    )
