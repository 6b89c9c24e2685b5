"""What is read again from the landed texts, and warehouses that are not of this version."""

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import duckdb
import pytest

from ground.errors import LandingError
from ingest.landing import land

Write = Callable[..., Path]
Report = Callable[..., str]
Query = Callable[[str], list[tuple[Any, ...]]]
Statuses = Callable[[], list[tuple[Any, ...]]]


def test_the_registers_facts_reach_the_report_also_when_they_come_later(
    report: Report, write: Write, folder: Path, db: Path, query: Query
) -> None:
    write("a.txt", report(2020))
    land(folder, db)
    figures = query("select count(*) from raw.figures")
    write("register.csv", "file,year,address\na.txt,2018,https://example.org/a\n")
    summary = land(folder, db)
    assert (summary.landed, summary.unchanged, summary.reread) == (0, 1, 1)
    assert query("select report_year, identity_basis like '%year:register%' from raw.reports") == [(2018, True)]
    assert query("select count(*) from raw.figures") == figures
    assert land(folder, db).load_id is None
    (folder / "register.csv").unlink()
    assert land(folder, db).reread == 1
    assert query("select report_year from raw.reports") == [(2020,)]


def test_facts_follow_a_file_that_is_renamed(
    report: Report, write: Write, folder: Path, db: Path, query: Query
) -> None:
    write("a.txt", report(2020))
    land(folder, db)
    (folder / "a.txt").rename(folder / "b.txt")
    write("register.csv", "file,year\nb.txt,2018\n")
    assert land(folder, db).reread == 1
    assert query("select source_uri, report_year from raw.reports") == [("a.txt", 2018)]
    assert land(folder, db).load_id is None


def test_new_code_reads_the_landed_texts_again_without_the_files(
    report: Report, write: Write, folder: Path, db: Path, query: Query, monkeypatch: pytest.MonkeyPatch
) -> None:
    write("a.txt", report(cases=312))
    write("b.txt", report(cases=313))
    land(folder, db)
    before = query("select * from raw.figures order by figure_id")
    (folder / "a.txt").unlink()
    for module in ("ingest.survey", "ingest.load"):
        monkeypatch.setattr(f"{module}.tool_version", lambda: "ingest-other")
    summary = land(folder, db)
    assert (summary.landed, summary.unchanged, summary.reread) == (0, 1, 2)
    assert query("select * from raw.figures order by figure_id") == before
    assert query("select tool_version from raw.loads order by finished_at desc limit 1") == [("ingest-other",)]
    assert land(folder, db).load_id is None


def test_new_columns_are_added_to_a_warehouse_of_an_earlier_version(
    report: Report, write: Write, folder: Path, db: Path, query: Query
) -> None:
    write("a.txt", report())
    land(folder, db)
    with duckdb.connect(str(db)) as connection:
        connection.execute("alter table raw.ledger drop column source_name")
    write("b.txt", "")
    land(folder, db)
    assert query("select count(source_name) from raw.ledger") == [(1,)]


def test_a_warehouse_of_other_types_is_refused(report: Report, write: Write, folder: Path, db: Path) -> None:
    write("a.txt", report())
    land(folder, db)
    with duckdb.connect(str(db)) as connection:
        connection.execute("alter table raw.ledger alter byte_count type varchar")
    write("b.txt", "")
    with pytest.raises(LandingError, match=r"raw\.ledger has other types in byte_count"):
        land(folder, db)


def test_a_warehouse_that_lacks_what_is_needed_is_refused(report: Report, write: Write, folder: Path, db: Path) -> None:
    write("a.txt", report())
    land(folder, db)
    with duckdb.connect(str(db)) as connection:
        connection.execute("alter table raw.ledger drop column reason")
    with pytest.raises(LandingError, match=r'"reason" not found.*build a new one'):
        land(folder, db)


def test_a_file_that_is_no_warehouse_is_refused(report: Report, write: Write, folder: Path, db: Path) -> None:
    write("a.txt", report())
    db.parent.mkdir()
    db.write_bytes(b"not a database" * 1000)
    with pytest.raises(LandingError, match="cannot be opened"):
        land(folder, db)


def test_the_seeds_that_extraction_reads_are_part_of_its_version() -> None:
    from ingest import places, units
    from ingest.version import WORD_LISTS

    assert {places.SEED, units.SEED} <= set(WORD_LISTS)


def test_a_second_run_imports_nothing_heavy(report: Report, write: Write, folder: Path, db: Path) -> None:
    write("a.txt", report())
    land(folder, db)
    code = (
        "import sys; from pathlib import Path; from ingest.landing import land;"
        f"land(Path({str(folder)!r}), Path({str(db)!r}));"
        "print([name for name in ('pyarrow', 'pandas', 'trafilatura', 'lxml', 'dbt', 'tqdm') if name in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
