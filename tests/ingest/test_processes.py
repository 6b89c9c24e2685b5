"""Several processes read what one reads; what is new is read from the disk once."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pyarrow as pa
import pytest

from ingest import extraction, files, preparation, processes
from ingest.files import NOTHING
from ingest.landing import land
from ingest.preparation import Refused, Task
from ingest.processes import prepare_all
from ingest.reading import digest

Report = Callable[..., str]
Write = Callable[..., Path]


def tasks(report: Report, count: int) -> list[Task]:
    texts = [report(cases=100 + number).encode() for number in range(count)]
    texts[3] = b""
    return [
        Task(f"{at:02}.txt", f"{at:02}.txt", digest(text), NOTHING, None, data=text) for at, text in enumerate(texts)
    ]


def gathered(chunks: list[processes.Chunk]) -> tuple[list[Any], dict[str, pa.Table]]:
    outcomes = [outcome for chunk in chunks for outcome in chunk.outcomes]
    names = sorted({name for chunk in chunks for name in chunk.tables})
    return outcomes, {
        name: pa.concat_tables(chunk.tables[name] for chunk in chunks if name in chunk.tables) for name in names
    }


def test_two_processes_give_what_one_gives_by_the_chunk(report: Report, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(processes, "POOL_FROM_BYTES", 0)
    monkeypatch.setattr(processes, "CHUNK", 5)
    given = tasks(report, 12)
    sizes = [len(task.data or b"") for task in given]
    one = list(prepare_all(iter(given), sizes, jobs=1))
    two = list(prepare_all(iter(given), sizes, jobs=2))
    assert [len(chunk.outcomes) for chunk in one] == [1] * 12
    assert [len(chunk.outcomes) for chunk in two] == [5, 5, 2]
    assert gathered(one) == gathered(two)
    outcomes, _ = gathered(two)
    assert [outcome.reason_code for outcome in outcomes if isinstance(outcome, Refused)] == ["empty"]


def test_chunks_are_bounded_by_bytes(report: Report, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(processes, "CHUNK_BYTES", 100)
    given = tasks(report, 6)
    assert [len(chunk) for chunk in processes._chunks(iter(given), [60, 40, 1, 500, 30, 30])] == [2, 1, 1, 2]


def test_a_row_that_fits_no_column_refuses_its_report_alone(
    report: Report, write: Write, folder: Path, db: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    honest = extraction.extract

    def odd(report_id: str, text: str, *rest: Any) -> extraction.Extraction:
        found = honest(report_id, text, *rest)
        return (
            found._replace(clues=[(*found.clues[0][:1], "no number", *found.clues[0][2:])]) if "313" in text else found
        )

    monkeypatch.setattr(preparation.extraction, "extract", odd)
    write("a.txt", report(cases=312))
    write("b.txt", report(cases=313))
    summary = land(folder, db)
    assert summary.landed == 1
    assert [(uri, code) for uri, code, _ in summary.refused] == [("b.txt", "internal")]


@pytest.mark.parametrize(("kept", "times"), [(1_000_000, 1), (0, 2)])
def test_a_new_file_is_read_once_as_far_as_the_memory_goes(
    report: Report, write: Write, folder: Path, db: Path, monkeypatch: pytest.MonkeyPatch, kept: int, times: int
) -> None:
    read: list[str] = []
    honest = files.read_bytes
    for module in (files, preparation):
        monkeypatch.setattr(module, "read_bytes", lambda path: read.append(path.name) or honest(path))
    monkeypatch.setattr("ingest.survey.KEPT_BYTES", kept)
    write("a.txt", report(cases=312))
    land(folder, db)
    assert read == ["a.txt"] * times
    land(folder, db)
    assert read == ["a.txt"] * (times + 1)
