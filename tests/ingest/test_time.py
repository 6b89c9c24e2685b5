"""Clocks that are wrong: what came last is current, and is built, whatever time it was said to be."""

import datetime
from collections.abc import Callable, Sequence
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import duckdb
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from fazhi.inputs import last_load
from fazhi.runs import Journal, Run, history
from ground.errors import ClockError, RegisterError
from ingest import clock, load
from ingest.fetching import rounds
from ingest.fetching.holdings import Attempt, Holdings
from ingest.fetching.rounds import Round
from ingest.landing import land
from ingest.register import read_register
from ingest.store import Writer, read_state
from ingest.survey import survey
from tests.ingest.sites import Site

Fetch = Callable[..., Round]
START = datetime.datetime(2026, 3, 1, 2, 0)
STILL, AHEAD, BACK = (datetime.timedelta(days=365 * years) for years in (0, 30, -30))
MOVES = st.sampled_from(
    [
        STILL,
        datetime.timedelta(microseconds=1),
        datetime.timedelta(hours=-1),
        datetime.timedelta(days=1),
        datetime.timedelta(days=-365),
        AHEAD,
        BACK,
    ]
)


class Clock(datetime.datetime):
    """A clock that stands where it was set."""

    moment = START

    @classmethod
    def now(cls, tz: datetime.tzinfo | None = None) -> datetime.datetime:
        return cls.moment.replace(tzinfo=tz) if tz else cls.moment


@pytest.fixture
def moved(monkeypatch: pytest.MonkeyPatch) -> type[Clock]:
    """All clocks of landing and fetching."""
    shown = SimpleNamespace(datetime=Clock, date=datetime.date, timedelta=datetime.timedelta, UTC=datetime.UTC)
    for module in (load, clock, rounds):
        monkeypatch.setattr(module, "datetime", shown)
    Clock.moment = START
    return Clock


WORST = (AHEAD, BACK, STILL, BACK)
MANY = settings(max_examples=8, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


def test_the_content_that_landed_last_is_current_where_the_clock_moves_worst(
    moved: type[Clock], report: Callable[..., str], tmp_path: Path
) -> None:
    lands_in_order([(move, 300 + number % 2) for number, move in enumerate(WORST)], moved, report, tmp_path)


@pytest.mark.proof
@MANY
@given(nights=st.lists(st.tuples(MOVES, st.integers(300, 304)), min_size=2, max_size=6))
def test_the_content_that_landed_last_is_current_however_the_clock_moves(
    nights: list[tuple[datetime.timedelta, int]],
    moved: type[Clock],
    report: Callable[..., str],
    tmp_path_factory: pytest.TempPathFactory,
) -> None:
    lands_in_order(nights, moved, report, tmp_path_factory.mktemp("nights"))


def lands_in_order(
    nights: list[tuple[datetime.timedelta, int]], moved: type[Clock], report: Callable[..., str], place: Path
) -> None:
    """Lands a content a night, so many cases in it; each becomes current and is built."""
    folder, db, moved.moment = place / "reports", place / "w" / "fazhi.duckdb", START
    folder.mkdir()
    loads = []
    for move, cases in nights:
        moved.moment = max(moved.moment + move, datetime.datetime(2025, 6, 1))
        (folder / "a.txt").write_text(report(cases=cases), encoding="utf-8")
        summary = land(folder, db)
        if summary.load_id:
            loads.append(summary.load_id)
        assert last_load(db) == loads[-1]
        state = read_state(db)
        assert f"受理行政复议案件{cases}件" in _text(db, state.current["a.txt"])
        assert land(folder, db).load_id is None
    with duckdb.connect(str(db), read_only=True) as connection:
        numbers = connection.execute("select ledger_no from raw.ledger order by rowid").fetchall()
    assert numbers == [(number,) for number in range(1, len(numbers) + 1)]


def _text(db: Path, report_id: str) -> str:
    with duckdb.connect(str(db), read_only=True) as connection:
        found = connection.execute("select text from raw.reports where report_id = ?", [report_id]).fetchone()
    return str(found[0]) if found else ""


def test_every_attempt_is_taken_up_once_where_the_clock_moves_worst(
    moved: type[Clock], report: Callable[..., str], tmp_path: Path
) -> None:
    are_taken_up_once(WORST, moved, report, tmp_path)


@pytest.mark.proof
@MANY
@given(moves=st.lists(MOVES, min_size=2, max_size=6))
def test_every_attempt_is_taken_up_once_and_the_last_content_lands(
    moves: list[datetime.timedelta],
    moved: type[Clock],
    report: Callable[..., str],
    tmp_path_factory: pytest.TempPathFactory,
) -> None:
    are_taken_up_once(moves, moved, report, tmp_path_factory.mktemp("store"))


def are_taken_up_once(
    moves: Sequence[datetime.timedelta], moved: type[Clock], report: Callable[..., str], place: Path
) -> None:
    """Fetches a content a night into a store and lands it."""
    store, db, moved.moment, address = place / "s", place / "w" / "f.duckdb", START, "http://a.example/a.txt"
    held = Holdings(store)
    with held.opened():
        held.expect({address: load.NOTHING.__class__(address=address)})
        for number, move in enumerate(moves):
            moved.moment = max(moved.moment + move, datetime.datetime(2025, 6, 1))
            sha256 = held.keep(report(cases=300 + number).encode(), {})
            at = moved.moment.replace(tzinfo=datetime.UTC)
            held.note(Attempt(address, at, "changed", address, 200, sha256=sha256))
            held.note(Attempt(address, at, "failed", address))
            land(store, db)
            assert land(store, db).load_id is None
    with duckdb.connect(str(db), read_only=True) as connection:
        taken = connection.execute("select outcome from raw.fetches order by fetch_no").fetchall()
    assert taken == [("changed",), ("failed",)] * len(moves)
    assert f"受理行政复议案件{299 + len(moves)}件" in _text(db, read_state(db).current[address])


@pytest.mark.parametrize("ahead", [datetime.timedelta(days=1), datetime.timedelta(days=365 * 30)])
def test_an_address_that_was_tried_when_the_clock_was_ahead_is_due(
    ahead: datetime.timedelta, moved: type[Clock], fetch: Fetch, site: Site
) -> None:
    site.pages = {"/a": (200, {}, b"a"), "/b": (429, {"Retry-After": "86400"}, b"")}
    moved.moment = START + ahead
    fetch("/a,,,2020,", "/b,,,2020,")
    moved.moment = START
    assert sum(fetch("/a,,,2020,", "/b,,,2020,").outcomes.values()) == 2


@pytest.mark.parametrize("year", [1970, 2000, 2024])
def test_a_clock_that_cannot_be_right_is_told_and_nothing_is_begun(
    year: int, moved: type[Clock], fetch: Fetch, tmp_path: Path, db: Path
) -> None:
    moved.moment = datetime.datetime(year, 1, 1)
    register = tmp_path / "register.csv"
    register.write_text("file,year\na.txt,2019\n")
    for begun in (
        lambda: read_register(register),
        lambda: fetch("/a,,,2020,"),
        lambda: survey(tmp_path, db),
        lambda: land(tmp_path, db),
    ):
        with pytest.raises(ClockError, match=f"the clock of this machine is wrong: it says {year}-01-01"):
            begun()
    assert not (tmp_path / "store").exists()
    assert not db.exists()
    moved.moment = START
    register.write_text("file,year\na.txt,2031\n")
    with pytest.raises(RegisterError, match="allowed is a year from 1990 to 2026"):
        read_register(register)


def test_a_warehouse_without_numbers_gets_them_in_the_order_of_its_rows(
    report: Callable[..., str], folder: Path, db: Path
) -> None:
    for cases in (312, 313, 314):
        (folder / "a.txt").write_text(report(cases=cases), encoding="utf-8")
        land(folder, db)
    with duckdb.connect(str(db)) as connection:
        connection.execute("alter table raw.ledger drop column ledger_no")
        connection.execute("update raw.ledger set recorded_at = recorded_at - interval 1 year where rowid = 2")
    (folder / "b.txt").write_text(report(2019), encoding="utf-8")
    land(folder, db)
    with duckdb.connect(str(db), read_only=True) as connection:
        rows = connection.execute("select ledger_no, status from raw.ledger order by rowid").fetchall()
    assert rows == [(1, "landed"), (2, "new_version"), (3, "new_version"), (4, "landed")]


def test_runs_are_listed_as_they_came(tmp_path: Path) -> None:
    db = tmp_path / "fazhi.duckdb"
    ahead, right = (Run("land", run_id=name) for name in ("b-ahead", "c-right"))
    ahead.started_at, right.started_at = START + datetime.timedelta(days=9), START
    for run in (ahead, right):
        Journal(db).enter(db, run, [])
    assert [run.run_id for run in history(db)] == ["b-ahead", "c-right"]
    with duckdb.connect(str(db), read_only=True) as connection:
        assert connection.execute("select run_no from operations.runs order by rowid").fetchall() == [(1,), (2,)]


def test_rows_have_the_next_number_after_what_is_there(tmp_path: Path) -> None:
    row: dict[str, Any] = {"source_uri": "a", "status": "landed"}
    for _ in range(2):
        with duckdb.connect(str(tmp_path / "a.duckdb")) as connection:
            writer = Writer(connection)
            writer.append_rows("ledger", [row, row])
            writer.append_rows("ledger", [row])
            writer.commit()
    with duckdb.connect(str(tmp_path / "a.duckdb")) as connection:
        assert connection.execute("select list(ledger_no order by rowid) from raw.ledger").fetchone() == (
            [1, 2, 3, 4, 5, 6],
        )
