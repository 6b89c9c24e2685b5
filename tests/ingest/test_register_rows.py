"""A malformed row of a register loses what it is about, and nothing else; the message names its line and column."""

from collections.abc import Callable
from pathlib import Path

import pytest

from ground.errors import RegisterError
from ingest.fetching.holdings import Holdings
from ingest.fetching.rounds import Round
from ingest.landing import land
from ingest.register import read_register
from ingest.sources import find_sources
from tests.documents import as_zip
from tests.ingest.sites import Site

Report = Callable[..., str]
Write = Callable[..., Path]
BAD = {
    "b.txt,soon,,": "column year: “soon”",
    "b.txt,2019,,,x": "“x” stands in no column",
    "b.txt,2019,Xishan,": "column jurisdiction: “Xishan”",
    "b.txt,2019,,ftp://me:word@a.example/b": "column address: it holds a name or a password",
    "b.txt,2019,,http://[x]/": "column address: “http://[x]/”",
}


@pytest.mark.parametrize(("row", "said"), BAD.items(), ids=BAD.keys())
@pytest.mark.parametrize("packed", [False, True])
def test_the_file_of_a_malformed_row_waits_and_the_others_land(
    row: str, said: str, packed: bool, report: Report, write: Write, folder: Path, db: Path
) -> None:
    register = f"file,year,jurisdiction,address\na.txt,2018,,\n{row}\n"
    if packed:
        write("z.zip", as_zip({"register.csv": register, "a.txt": report(), "b.txt": report(2019)}))
    else:
        write("register.csv", register)
        write("a.txt", report())
        write("b.txt", report(2019))
    summary = land(folder, db)
    ((uri, code, reason),) = summary.refused
    assert (summary.landed, uri.rpartition("/")[2], code) == (1, "b.txt", "malformed_register")
    assert "register.csv, line 3" in reason
    assert said in reason
    assert "word" not in reason.replace("a password", "")


def test_a_file_in_another_folder_waits_too(report: Report, write: Write, folder: Path, db: Path) -> None:
    write("register.csv", "file,year\nb.txt,soon\na.txt,2020\n")
    write("a.txt", report())
    write("2019/b.txt", report(2019))
    assert [uri for uri, *_ in land(folder, db).refused] == ["2019/b.txt"]


def test_a_row_about_nothing_is_told_by_its_line(report: Report, write: Write, folder: Path, db: Path) -> None:
    write("register.csv", "file,year\n,2019\na.txt,2020\n")
    write("a.txt", report())
    ((uri, _, reason),) = land(folder, db).refused
    assert uri == "register.csv, line 2"
    assert "neither file nor address" in reason


def test_a_report_that_landed_stays_while_its_row_is_malformed(
    report: Report, write: Write, folder: Path, db: Path
) -> None:
    write("a.txt", report())
    write("b.txt", report(2019))
    write("register.csv", "file,year\na.txt,2020\nb.txt,2019\n")
    land(folder, db)
    write("register.csv", "file,year\na.txt,2020\nb.txt,2O19\n")
    assert [(uri, code) for uri, code, _ in land(folder, db).refused] == [("b.txt", "malformed_register")]
    write("register.csv", "file,year\na.txt,2020\nb.txt,2019\n")
    settled = land(folder, db)
    assert (settled.refused, settled.unchanged) == ([], 2)


def test_a_register_whose_rows_are_all_malformed_is_malformed(tmp_path: Path) -> None:
    register = tmp_path / "register.csv"
    register.write_text("file,year\na.txt,soon\nb.txt,later\n")
    with pytest.raises(RegisterError, match=r"line 2, column year: “soon”.*\n.*line 3, column year: “later”"):
        read_register(register)


def test_the_stores_own_register_is_never_written_over_where_a_row_would_be_lost(
    fetch: Callable[..., Round], site: Site, tmp_path: Path
) -> None:
    site.pages = {"/a": (200, {}, b"a")}
    fetch("/a,,,2020,")
    register = tmp_path / "store" / "register.csv"
    register.write_text(register.read_text() + f"{site.address}/b,,,soon,\n", encoding="utf-8")
    before = register.read_bytes()
    with pytest.raises(RegisterError, match="the store's own register is malformed"):
        fetch("/c,,,2020,")
    assert register.read_bytes() == before
    refused = {source.uri: source.refusal.reason_code for source in find_sources(tmp_path / "store") if source.refusal}
    assert refused == {"register.csv, line 3": "malformed_register"}
    assert list(Holdings(tmp_path / "store").expected()) == [f"{site.address}/a"]
