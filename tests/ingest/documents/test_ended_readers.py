"""Readers that are ended from outside or get no time, and what a reader may do and know."""

import os
import signal
import subprocess
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from ground.errors import ReadingEnded
from ingest import preparation
from ingest.documents import sandbox
from ingest.documents.sandbox import sandboxed
from ingest.landing import land
from tests.documents import as_pdf

SENTENCE = "全市共受理行政复议案件312件,审结298件。"
TITLE = "溪山市2020年法治政府建设情况报告"
PDF = as_pdf(SENTENCE, head="")
REPORT = as_pdf(f"2020年,溪山市深入推进法治政府建设,坚持依法行政。{SENTENCE}", head=TITLE)

Query = Callable[[str], list[tuple[Any, ...]]]


@pytest.fixture
def kill(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[int]]:
    """Signals that the next readers get before they have read anything, the first one first."""
    waiting: list[int] = []
    honest = sandbox._reader

    def reader() -> "subprocess.Popen[bytes]":
        found = honest()
        if waiting:
            found.send_signal(waiting.pop(0))
        return found

    monkeypatch.setattr(sandbox, "_reader", reader)
    yield waiting
    if left := sandbox._readers.get(os.getpid()):
        sandbox._end(left)


@pytest.mark.parametrize("number", [signal.SIGKILL, signal.SIGTERM, signal.SIGHUP])
def test_a_reader_that_is_ended_from_outside_is_started_again_at_once(kill: list[int], number: int) -> None:
    kill.append(number)
    assert sandboxed("pdf", PDF).text == SENTENCE


def test_a_reader_that_is_ended_twice_says_nothing_of_the_file(kill: list[int]) -> None:
    kill += [signal.SIGKILL, signal.SIGKILL]
    with pytest.raises(ReadingEnded, match="says nothing of the file; the next run tries again"):
        sandboxed("pdf", PDF)


def test_a_reader_that_gets_no_time_is_no_slow_file(kill: list[int]) -> None:
    kill += [signal.SIGSTOP, signal.SIGSTOP]
    with pytest.raises(ReadingEnded, match="the machine was busy, or asleep"):
        sandboxed("pdf", PDF, seconds=0.3)
    assert sandboxed("pdf", PDF).text == SENTENCE


def test_a_reader_that_stands_still_for_a_while_goes_on(kill: list[int]) -> None:
    kill.append(signal.SIGSTOP)

    def wake() -> None:
        time.sleep(0.3)
        os.kill(sandbox._readers[os.getpid()].pid, signal.SIGCONT)

    threading.Thread(target=wake).start()
    assert sandboxed("pdf", PDF).text == SENTENCE


def test_a_report_whose_reading_was_ended_is_read_the_next_night(
    kill: list[int], folder: Path, db: Path, query: Query
) -> None:
    (folder / "a.pdf").write_bytes(REPORT)
    kill += [signal.SIGKILL, signal.SIGKILL]
    assert [code for _, code, _ in land(folder, db).refused] == ["reading_ended"]
    assert land(folder, db).landed == 1
    assert query("select status from raw.ledger order by ledger_no") == [("refused",), ("landed",)]


def test_want_of_memory_is_no_fault_of_the_report(
    report: Callable[..., str], folder: Path, db: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def starved(*_: object, **__: object) -> None:
        raise MemoryError

    (folder / "a.txt").write_text(report(), encoding="utf-8")
    monkeypatch.setattr(preparation.extraction, "extract", starved)
    ((_, code, reason),) = land(folder, db).refused
    assert (code, "not enough memory" in reason) == ("reading_ended", True)
    monkeypatch.undo()
    assert land(folder, db).landed == 1


def test_a_reader_knows_no_secret_and_has_few_rights(kill: list[int], monkeypatch: pytest.MonkeyPatch) -> None:
    assert not kill
    if left := sandbox._readers.get(os.getpid()):
        sandbox._end(left)
    monkeypatch.setenv("FAZHI_WEBHOOK", "https://example.org/secret-word")
    monkeypatch.setenv("FAZHI_ON_FAILURE", "mail secret-word")
    monkeypatch.setenv("SOME_TOKEN", "secret-word")
    assert sandboxed("pdf", PDF).text == SENTENCE
    process = Path("/proc", str(sandbox._readers[os.getpid()].pid))
    assert b"secret-word" not in (process / "environ").read_bytes()
    assert "NoNewPrivs:\t1" in (process / "status").read_text()
    limits = {line[:26].strip(): line[26:].split()[0] for line in (process / "limits").read_text().splitlines()}
    assert (limits["Max file size"], limits["Max open files"], limits["Max core file size"]) == ("0", "64", "0")
    assert limits["Max cpu time"] != "unlimited"
