"""The job's joins and judgements, run in DuckDB, find what one machine finds."""

import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from ingest.decisions import decide
from ingest.landing import land
from tests.documents import as_zip
from tests.ingest.spark.bench import COLUMNS, Bench

Report = Callable[..., str]
Write = Callable[..., Path]
Query = Callable[[str], list[tuple[Any, ...]]]


@pytest.fixture
def both(folder: Path, db: Path, tmp_path: Path, query: Query) -> Callable[[], tuple[list[Any], list[Any], Bench]]:
    """What the job finds in the folder, and what one machine then writes into its ledger."""

    def _both() -> tuple[list[Any], list[Any], Bench]:
        before = tmp_path / "before.duckdb"
        shutil.copyfile(db, before)
        bench = Bench(before, folder)
        found = bench.findings()
        known = query("select coalesce(max(ledger_no), 0) from raw.ledger")[0][0]
        land(folder, db, progress=False)
        return found, query(f"select {COLUMNS} from raw.ledger where ledger_no > {known} order by 1"), bench

    return _both


def less(text: str) -> str:
    """The text with fewer figures."""
    return text.replace("12.5%", "很高").replace("15次", "多次").replace("1.2万人次", "很多人")


def first_day(report: Report, write: Write) -> None:
    """Reports that stay, change, move, come twice, come back, are refused, or are in an archive."""
    for name, cases in (("a", 100), ("changed", 200), ("halved", 300), ("moved", 400), ("back", 500), ("next", 600)):
        write(f"{name}.txt", report(cases=cases))
    write("b.txt", report(cases=100))
    write("empty.txt", "")
    write("stranger.txt", "今天天气很好。\n我们去公园。\n")
    write("slides.ppt", b"nothing")
    write("packed.zip", as_zip({"x.txt": report(cases=700), "y.txt": report(cases=701), "z.txt": ""}))


def test_a_second_night_is_judged_as_on_one_machine(
    report: Report, write: Write, folder: Path, db: Path, both: Callable[[], Any]
) -> None:
    first_day(report, write)
    land(folder, db, progress=False)
    write("back.txt", report(cases=501))
    land(folder, db, progress=False)
    write("back.txt", report(cases=500))
    write("changed.txt", report(cases=201))
    write("halved.txt", less(report(cases=301)))
    write("next.txt", report(year=2021, cases=602))
    (folder / "moved.txt").rename(folder / "elsewhere.txt")
    write("new.txt", report(cases=800))
    write("twin.txt", report(cases=800))
    write("empty.txt", report(cases=900))
    write("refused.txt", "")
    write("refused_too.txt", "")
    write("packed.zip", as_zip({"x.txt": report(cases=700), "y.txt": report(cases=702), "z.txt": ""}))
    write("register.csv", "file,jurisdiction,year\ntwin.txt,江西省南昌市,2019\n")
    found, told, bench = both()
    assert found == told
    assert {row[3] for row in told} >= {"landed", "new_version", "duplicate", "refused"}
    assert [row[4] for row in told if row[0] == "halved.txt"] == ["version_suspicious"]
    assert bench.read_late == []


def test_a_first_load_is_judged_as_on_one_machine(
    report: Report, write: Write, folder: Path, db: Path, tmp_path: Path, both: Callable[[], Any]
) -> None:
    nothing = tmp_path / "nothing"
    nothing.mkdir()
    (nothing / "empty.txt").write_text("")
    land(nothing, db, progress=False)
    first_day(report, write)
    found, told, _ = both()
    assert found == told
    assert len(told) == 12


def test_what_people_decide_is_followed(
    report: Report, write: Write, folder: Path, db: Path, query: Query, both: Callable[[], Any]
) -> None:
    for name, place in (("accepted", "溪山市"), ("rejected", "溪河市"), ("withdrawn", "溪水市"), ("kept", "溪口市")):
        write(f"{name}.txt", report(cases=300, place=place))
    land(folder, db, progress=False)
    for name in ("accepted", "rejected"):
        write(f"{name}.txt", less((folder / f"{name}.txt").read_text()))
    land(folder, db, progress=False)
    held = dict(query("select source_uri, sha256 from raw.ledger where reason_code = 'version_suspicious'"))
    assert set(held) == {"accepted.txt", "rejected.txt"}
    decide(folder, "accepted.txt", held["accepted.txt"], "accept")
    decide(folder, "rejected.txt", held["rejected.txt"], "reject")
    ((sha256,),) = query("select sha256 from raw.reports where source_uri = 'withdrawn.txt'")
    decide(folder, "withdrawn.txt", sha256, "withdraw", "a draft")
    found, told, bench = both()
    assert found == told
    assert {row[0]: row[3] for row in told} == {
        "accepted.txt": "new_version",
        "rejected.txt": "unchanged",
        "withdrawn.txt": "withdrawn",
    }
    assert bench.read_late == ["accepted.txt"]
    found, told, _ = both()
    assert (found, told) == ([], [])
