"""What holds two sides against one another finds what differs, and nothing else."""

from pathlib import Path

import duckdb
import pytest

from tests.spark.equality import lake_and_file, tables, two_files

FACTS = "create table marts.facts as select 'a' as id, 1.50::decimal(10, 2) as value, {year} as year, '{run}' as run_id"


def warehouse(path: Path, year: object = 2019, run: str = "r1") -> Path:
    with duckdb.connect(str(path)) as connection:
        connection.execute("create schema marts")
        connection.execute(FACTS.format(year=year, run=run))
    return path


@pytest.fixture
def one(tmp_path: Path) -> Path:
    return warehouse(tmp_path / "one.duckdb")


def test_files_are_the_same_whatever_run_made_them(one: Path, tmp_path: Path) -> None:
    assert tables(one, "marts") == ["marts.facts"]
    assert two_files(one, warehouse(tmp_path / "other.duckdb", run="r2"), ["marts.facts"]) == []


def test_another_value_and_another_type_are_found(one: Path, tmp_path: Path) -> None:
    (found,) = two_files(one, warehouse(tmp_path / "other.duckdb", 2020), ["marts.facts"])
    assert (found.ours, found.theirs) == (1, 1)
    assert "('a', '1.50', '2019')" in str(found)
    (found,) = two_files(one, warehouse(tmp_path / "third.duckdb", "2019::bigint"), ["marts.facts"])
    assert "'year': 'BIGINT'" in str(found)


def test_a_row_that_stands_twice_in_the_lake_is_found(one: Path, tmp_path: Path) -> None:
    folder = tmp_path / "marts" / "facts"
    folder.mkdir(parents=True)
    # Of wider types, as Spark may have them: the values are what counts.
    rows = "select 'a' as id, 1.5::decimal(28, 10) as value, 2019::bigint as year, 'r2' as run_id"
    duckdb.sql(rows).write_parquet(str(folder / "part-0.parquet"))
    assert lake_and_file(one, tmp_path, ["marts.facts"]) == []
    duckdb.sql(rows).write_parquet(str(folder / "part-1.parquet"))
    (found,) = lake_and_file(one, tmp_path, ["marts.facts"])
    assert (found.ours, found.theirs) == (0, 1)
