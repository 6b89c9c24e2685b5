"""The store: rows are followed and never changed; what it acknowledged is there, whatever happens to the writer."""

import random
import sqlite3
import subprocess
import sys
import time
from dataclasses import replace
from pathlib import Path

import pytest
import sqlalchemy as sa

from desk import tables
from desk.decisions import withdrawal
from desk.errors import DeskError, OvertakenError, RefusedError
from desk.store import Store, open_store
from desk.verdict import COLUMNS, Verdict, checked, from_row, new_id, sentence_sha256
from tests.conftest import ROOT
from tests.desk.conftest import verdict


def test_a_verdict_is_followed_and_stays(store: Store) -> None:
    first = verdict()
    second = verdict(decision="reject", value_after="").following(first)
    assert store.add([first]) == 1
    assert store.add([second]) == 1
    assert store.heads() == [second]
    assert store.all() == [first, second]
    assert store.end_of(verdict()) == second
    store.add([withdrawal(second)])
    assert store.heads() == []
    assert len(store.all()) == 3
    ended = store.end_of(first)
    assert ended is not None
    assert ended.decision == "withdraw"


def test_pressed_twice_is_written_once(store: Store) -> None:
    one = verdict()
    assert [store.add([one]), store.add([one])] == [1, 0]
    assert store.all() == [one]


def test_two_windows_of_one_reader(store: Store) -> None:
    first = verdict()
    store.add([first])
    with pytest.raises(OvertakenError, match="another window"):
        store.add([verdict(decision="reject")])
    store.add([verdict(reader="王")])
    assert len(store.heads()) == 2
    store.add([verdict(decision="reject").following(first)])
    with pytest.raises(OvertakenError):
        store.add([verdict(decision="new_wording").following(first)])


def test_all_or_none(store: Store) -> None:
    with pytest.raises(OvertakenError):
        store.add([verdict(char_start=1), verdict(char_start=2), verdict(char_start=2)])
    assert store.all() == []


@pytest.mark.parametrize(
    ("told", "said"),
    [
        ({"decision": "maybe"}, "decision"),
        ({"part": "colour"}, "part"),
        ({"verdict_id": "x"}, "verdict_id"),
        ({"reader": ""}, "reader"),
        ({"char_start": None}, "number"),
        ({"sentence_sha256": ""}, "sentence"),
        ({"decided_at": "yesterday"}, "decided_at"),
        ({"report_sha256": "A" * 64}, "report_sha256"),
    ],
)
def test_what_is_no_verdict(told: dict[str, object], said: str) -> None:
    with pytest.raises(RefusedError, match=said):
        checked(verdict(**told))


def test_there_and_back_as_a_row() -> None:
    one = verdict(note="约数，见上句", rule_ids="a.1 b", is_blind=True)
    assert tuple(one.as_row()) == COLUMNS
    assert from_row(one.as_row()) == one
    whole = verdict(char_start=None, number_text="", sentence_sha256="", part="report_year", value_after="2019")
    assert from_row(whole.as_row()) == whole


def test_a_sentence_is_known_again_by_its_letters() -> None:
    assert sentence_sha256("受理 12\n件　。") == sentence_sha256("受理12件。")
    assert sentence_sha256("受理12件。") != sentence_sha256("受理13件。")


def test_the_tables_are_what_the_migrations_make(store: Store) -> None:
    made = sa.inspect(store.engine)
    for table in tables.metadata.sorted_tables:
        assert {column["name"] for column in made.get_columns(table.name)} == set(table.columns.keys())
    assert {index["name"] for index in made.get_indexes("verdicts")} >= {"verdicts_by_place", "verdicts_by_follows"}


def test_sqlite_waits_for_the_disk(tmp_path: Path) -> None:
    store = open_store(str(tmp_path / "desk.sqlite"))
    with store.reading() as connection:
        assert connection.exec_driver_sql("pragma synchronous").scalar() == 2
        assert connection.exec_driver_sql("pragma journal_mode").scalar() == "wal"
    store.close()


def test_another_program_holds_the_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("desk.store.WAIT", 0.05)
    store = open_store(str(tmp_path / "desk.sqlite"))
    one, other = verdict(), sqlite3.connect(tmp_path / "desk.sqlite", isolation_level=None)
    other.execute("begin immediate")
    with pytest.raises(DeskError, match="database is locked"):
        store.add([one])
    assert store.heads() == [], "what is there can be read meanwhile"
    other.execute("rollback")
    assert store.add([one]) == 1, "the same key pressed again"
    other.close()
    store.close()


def test_a_full_disk_loses_nothing_that_was_acknowledged(tmp_path: Path) -> None:
    store = open_store(str(tmp_path / "desk.sqlite"))
    with store.engine.connect() as connection:
        pages = connection.exec_driver_sql("pragma page_count").scalar()
    room = {"pages": pages + 8}
    sa.event.listen(
        store.engine, "checkout", lambda raw, *_: raw.execute(f"pragma max_page_count = {room['pages']}").close()
    )
    kept: list[Verdict] = []
    with pytest.raises(DeskError, match="full"):  # noqa: PT012 - some go in before it is
        for start in range(1000):
            one = verdict(char_start=start, note="一" * 500)
            store.add([one])
            kept.append(one)
    assert kept
    assert {one.verdict_id for one in store.heads()} == {one.verdict_id for one in kept}
    room["pages"] = pages + 1000
    assert store.add([one]) == 1
    store.close()


def test_a_store_that_cannot_be(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("no database" * 200)
    for where in (str(tmp_path / "file" / "desk.sqlite"), "mysql://a@b/c", str(tmp_path / "file")):
        with pytest.raises(DeskError):
            open_store(where)


def test_many_places_at_once(store: Store) -> None:
    store.add([verdict(char_start=start) for start in range(700)])
    wanted = [("a" * 64, start, "12") for start in range(0, 900, 2)]
    assert len(store.heads_at(wanted)) == 350
    assert store.heads_at([("a" * 64, 3, "13")]) == []


def _writers(where: str, readers: tuple[str, ...], count: int) -> list[subprocess.Popen[str]]:
    command = [sys.executable, "-m", "tests.desk.writer", where]
    return [
        subprocess.Popen([*command, reader, str(count)], stdout=subprocess.PIPE, text=True, cwd=ROOT)
        for reader in readers
    ]


def test_two_readers_at_once(where: str, store: Store) -> None:
    started = _writers(where, ("李", "王"), 60)
    told = [one.communicate(timeout=120)[0].split() for one in started]
    ids = [line for lines in told for line in lines if line != "ready"]
    assert len(ids) == 120
    assert sorted(one.verdict_id for one in store.all()) == sorted(ids)
    assert len(store.heads()) == 120


def _killed(folder: Path, times: int) -> None:
    """Kills writers at random moments and looks for all that they were told is kept."""
    chance = random.Random(times)  # noqa: S311 - the same kills each time
    for turn in range(times):
        where = str(folder / f"{turn}.sqlite")
        (writer,) = _writers(where, ("李",), 100_000)
        assert writer.stdout
        assert writer.stdout.readline().strip() == "ready"
        time.sleep(chance.uniform(0, 0.3))
        writer.kill()
        # a line that was cut off was told to nobody
        acknowledged = {line.strip() for line in writer.stdout if line.endswith("\n")}
        writer.wait()
        store = open_store(where)
        assert acknowledged <= {one.verdict_id for one in store.all()}
        last = store.last_of("李")
        if last:
            store.add([replace(withdrawal(last), verdict_id=new_id())])
        store.close()


def test_killed_writers_lose_nothing(tmp_path: Path) -> None:
    _killed(tmp_path, 3)


@pytest.mark.proof
def test_fifty_kills(tmp_path: Path) -> None:
    _killed(tmp_path, 50)
