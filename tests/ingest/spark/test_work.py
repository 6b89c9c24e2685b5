"""What workers do, without Spark: a report that kills its reader costs itself alone, as does one that fits no table."""

import os
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pyarrow as pa
import pytest

from ingest import extraction, preparation
from ingest.files import NOTHING
from ingest.preparation import Prepared, Refused, Task, prepare
from ingest.reading import digest
from ingest.spark import nested, work
from ingest.spark.guarded import Guard

Report = Callable[..., str]
READABLE = pa.schema(
    [
        *((name, pa.string()) for name in ("uri", "name", "path", "member", "sha256", "known", "told_sha256")),
        ("is_compared", pa.bool_()),
    ]
)


def task(text: str, **more: Any) -> Task:
    data = text.encode()
    return Task("a.txt", "a.txt", digest(data), NOTHING, None, data=data, **more)


def source(path: Path, **more: Any) -> dict[str, Any]:
    known = work.words_of(NOTHING)
    return {"uri": path.name, "name": path.name, "path": work.path_words(path), "known": known, **more}


def read(reader: work.Reader, *sources: dict[str, Any]) -> list[dict[str, Any]]:
    given = pa.RecordBatch.from_pylist(list(sources), schema=READABLE)
    return [row for batch in reader(iter([given])) for row in batch.to_pylist()]


def test_a_report_that_kills_its_reader_is_refused_alone(report: Report, monkeypatch: pytest.MonkeyPatch) -> None:
    def deadly(given: Task) -> Prepared | Refused:
        if "313" in (given.data or b"").decode():
            os._exit(9)
        return prepare(given)

    monkeypatch.setattr(preparation, "prepare", deadly)
    guard = Guard(is_on=True)
    outcome = guard.prepare(task(report(cases=313)))
    assert isinstance(outcome, Refused)
    assert (outcome.reason_code, "exit code 9" in outcome.reason) == ("reading_ended", True)
    assert outcome.byte_count == len(report(cases=313).encode())
    assert guard.prepare(task(report(cases=312))) == prepare(task(report(cases=312)))


def test_a_report_that_hangs_is_refused(report: Report, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(preparation, "prepare", lambda _: time.sleep(60))
    outcome = Guard(is_on=True, seconds=0.05).prepare(task(report()))
    assert isinstance(outcome, Refused)
    assert outcome.reason_code == "reading_ended"


def test_a_row_that_fits_no_column_refuses_its_report_alone(
    report: Report, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    honest = extraction.extract

    def odd(report_id: str, text: str, *rest: Any) -> extraction.Extraction:
        found = honest(report_id, text, *rest)
        if "313" not in text:
            return found
        return found._replace(clues=[(*row[:1], "no number", *row[2:]) for row in found.clues])

    monkeypatch.setattr(preparation.extraction, "extract", odd)
    for cases in (312, 313):
        (tmp_path / f"{cases}.txt").write_text(report(cases=cases))
    sound, failed = read(work.Reader(work.Ids(())), source(tmp_path / "312.txt"), source(tmp_path / "313.txt"))
    assert (sound["state"], len(sound["reports_rows"])) == ("read", 1)
    assert (failed["state"], failed["reason_code"], failed["reports_rows"]) == ("refused", "internal", [])


def test_what_is_known_is_read_no_further(report: Report, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[str] = []
    monkeypatch.setattr(preparation, "prepare", lambda given: asked.append(given.uri) or prepare(given))
    texts = {f"{cases}.txt": report(cases=cases) for cases in (312, 313, 314)}
    for name, text in texts.items():
        (tmp_path / name).write_text(text)
    hashes = {name: digest(text.encode()) for name, text in texts.items()}
    landed = work.Ids([hashes["312.txt"][:16], "ffffffffffffffff", "0000000000000000"])
    told = source(tmp_path / "313.txt", told_sha256=hashes["313.txt"])
    given = [source(tmp_path / "312.txt"), told, source(tmp_path / "314.txt"), source(tmp_path / "gone.txt")]
    found = {row["uri"]: row for row in read(work.Reader(landed), *given)}
    assert {name: row["state"] for name, row in found.items()} == {
        "312.txt": "seen",
        "313.txt": "seen",
        "314.txt": "read",
        "gone.txt": "unread",
    }
    assert found["312.txt"]["sha256"] == hashes["312.txt"]
    assert found["gone.txt"]["sha256"] is None
    assert asked == ["314.txt"]


def test_an_outcome_comes_back_as_it_was_told(report: Report) -> None:
    outcome = prepare(task(report(), is_compared=True))
    assert isinstance(outcome, Prepared)
    assert outcome.standing
    (row,) = nested.batch([nested.Met("a.txt", outcome.sha256, outcome.byte_count, outcome)]).to_pylist()
    back = nested.outcome_of(row)
    identity = {name: value for name, value in outcome.identity.items() if name != "published_on"}
    assert back == outcome._replace(rows={}, identity=identity)


def test_a_landed_text_gives_its_rows_and_what_it_is_about(report: Report) -> None:
    outcome = prepare(task(report()))
    assert isinstance(outcome, Prepared)
    text = {"source_uri": "a.txt", "source_name": "a.txt", "sha256": outcome.sha256, "byte_count": 1, "known": None}
    (row,) = [
        row
        for batch in work.read_again(iter([pa.RecordBatch.from_pylist([{**text, "text": report(), "meta": None}])]))
        for row in batch.to_pylist()
    ]
    assert [tuple(figure.values()) for figure in row["figures_rows"]] == outcome.rows["figures"]
    (about,) = row["reports_rows"]
    assert {name: about[name] for name in outcome.identity} == outcome.identity
    assert row["pages_rows"] == []


def test_a_path_of_odd_bytes_goes_and_comes_back() -> None:
    path = Path(os.fsdecode("报告 a:b".encode() + b"\xff.txt"))
    assert work.path_of(work.path_words(path)) == path
    work.path_words(path).encode()
