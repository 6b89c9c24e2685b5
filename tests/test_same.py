"""What compares two warehouses finds what differs, and nothing else."""

from pathlib import Path

import duckdb
import pytest

from tests.same import main

FACT = ("a", 5, 2019)


def warehouse(path: Path, *rows: tuple[str, int, int], also: str = "", load: str = "l1") -> Path:
    with duckdb.connect(str(path)) as connection:
        connection.execute("create schema marts; create schema intermediate")
        connection.execute("create table marts.facts (id varchar, value integer, year integer, load_id varchar)")
        connection.executemany("insert into marts.facts values (?, ?, ?, ?)", [(*row, load) for row in rows])
        connection.execute(f"create table marts.aud_runs as select '{load}' as run")
        connection.execute(f"create table intermediate.steps as select {len(rows)} as step")
        connection.execute(also)
    return path


@pytest.fixture
def old(tmp_path: Path) -> Path:
    return warehouse(tmp_path / "it's old.duckdb", FACT, FACT, ("b", 7, 2020))


@pytest.mark.parametrize(
    ("rows", "also", "said"),
    [
        ([("b", 7, 2020), FACT, FACT], "", "the same"),
        (
            [FACT, ("b", 7, 2020)],
            "",
            "marts.facts: 1 rows in the old one alone, 0 in the new one alone",
        ),  # it stood there twice
        ([FACT, FACT, ("b", 8, 2020)], "", "marts.facts: 1 rows in the old one alone, 1 in the new one alone"),
        ([FACT, FACT, ("b", 8, 2020)], "", "    in the columns value"),
        ([("a", 5, 2020), FACT, ("b", 7, 2019)], "", "    in the columns (each by itself holds the same)"),
        ([FACT, FACT, ("b", 7, 2020)], "create table marts.more (x int)", "marts.more: only in the new one"),
        (
            [FACT, FACT, ("b", 7, 2020)],
            "alter table marts.facts alter value type bigint",
            "marts.facts: column value: INTEGER, then BIGINT",
        ),
        (
            [FACT, FACT, ("b", 7, 2020)],
            "alter table marts.facts drop column year",
            "marts.facts: column year: INTEGER, then not there",
        ),
    ],
)
def test_what_differs_is_told(
    old: Path,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    rows: list[tuple[str, int, int]],
    also: str,
    said: str,
) -> None:
    new = warehouse(tmp_path / "new.duckdb", *rows, also=also, load="l2")
    code = main([str(old), str(new)])
    lines = capsys.readouterr().out.splitlines()
    assert said in lines
    assert code == (said != "the same")


def test_other_schemas_are_compared_where_they_are_named(
    old: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    new = warehouse(tmp_path / "new.duckdb", FACT)
    assert main([str(old), str(new), "--schema", "intermediate"]) == 1
    assert (
        capsys.readouterr().out.splitlines()[0]
        == "intermediate.steps: 1 rows in the old one alone, 1 in the new one alone"
    )


def test_what_cannot_be_opened_is_told(old: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main([str(old), str(tmp_path / "nowhere.duckdb")]) == 2
    assert "nowhere.duckdb" in capsys.readouterr().err
