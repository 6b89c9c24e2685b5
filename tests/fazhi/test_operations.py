"""Schema operations: what fazhi keeps of itself, how it comes out of raw, and who writes raw at all."""

import re
from collections.abc import Callable
from pathlib import Path

import duckdb
import pytest
from click.testing import Result

from fazhi import operations
from fazhi.runs import history
from ground.paths import ROOT

Fazhi = Callable[..., Result]
# A warehouse of an earlier version: all in raw, a column that is no more, runs of before they had numbers.
EARLIER = """
create schema raw;
create table raw.runs as
select 'r' || i as run_id, 'land build' as steps, timestamp '2026-01-01' + interval (9 - i) hour as started_at,
    'done' as outcome, case when i < 2 then 'old' else 'new' end as inputs_hash, i as moon
from range(3) as runs (i) order by i;
create table raw.run_rows as select 'r1' as run_id, 'marts.a' as table_name, 7::bigint as row_count;
create table raw.fact_history as
select 'fact' as fact_key, i + 1 as change_no, 'r' || i as run_id, 'changed' as change from range(2) as changes (i);
create table raw.whole_build as select 'hash' as project_hash;
create table raw.reports as select 'a' as report_id;
"""


@pytest.fixture
def earlier(tmp_path: Path) -> Path:
    db = tmp_path / "earlier.duckdb"
    with duckdb.connect(str(db)) as connection:
        connection.execute(EARLIER)
    return db


def test_an_earlier_warehouse_keeps_its_histories(earlier: Path) -> None:
    before = [run.run_id for run in history(earlier)]
    with duckdb.connect(str(earlier)) as connection:
        for _ in range(2):
            operations.prepare(connection)
        runs = connection.execute(
            "select run_no, run_id, inputs_hash, moon from operations.runs order by rowid"
        ).fetchall()
        rows = connection.execute("select run_id, table_name, row_count from operations.run_rows").fetchall()
        facts = connection.execute(
            "select change_no, run_id, change from operations.fact_history order by all"
        ).fetchall()
        left = connection.execute("select table_name from duckdb_tables() where schema_name = 'raw'").fetchall()
    assert runs == [(1, "r0", "old", 0), (2, "r1", "old", 1), (3, "r2", "new", 2)]
    assert rows == [("r1", "marts.a", 7)]
    assert facts == [(1, "r0", "changed"), (2, "r1", "changed")]
    assert left == [("reports",)]
    assert [run.run_id for run in history(earlier)] == before == ["r0", "r1", "r2"]


def test_what_an_earlier_version_adds_later_is_taken_up_too(earlier: Path) -> None:
    with duckdb.connect(str(earlier)) as connection:
        operations.prepare(connection)
        connection.execute(EARLIER.split("create table raw.whole_build")[0].replace("create schema raw;", ""))
        connection.execute("insert into raw.runs (run_id) values ('r9')")
        operations.prepare(connection)
        runs = connection.execute("select run_no, run_id from operations.runs order by rowid").fetchall()
        facts = connection.execute("select count(*) from operations.fact_history").fetchone()
    assert runs == [(1, "r0"), (2, "r1"), (3, "r2"), (4, "r9")]
    assert facts == (2,)


WRITING = re.compile(
    r"\b(?:insert\s+into|update|delete\s+from|create\s+(?:or\s+replace\s+)?(?:table|view|schema)(?:\s+if\s+not\s+exists)?"
    r"|alter\s+table|copy|truncate)\s+[\"']?raw\b",
    re.IGNORECASE,
)


def test_only_ingest_says_how_raw_is_written() -> None:
    folders = ("ground", "publish", "fazhi", "models", "macros", "analyses", "seeds")
    files = [
        path for folder in folders for path in (ROOT / folder).rglob("*") if path.suffix in (".py", ".sql", ".yml")
    ]
    files.append(ROOT / "dbt_project.yml")
    writing = [str(path.relative_to(ROOT)) for path in files if WRITING.search(path.read_text(encoding="utf-8"))]
    assert not writing
    assert WRITING.search((ROOT / "ingest" / "store.py").read_text(encoding="utf-8")), "the pattern finds nothing"


@pytest.mark.usefixtures("project")
def test_a_build_leaves_raw_as_it_is(fazhi: Fazhi, reports: Path, db: Path) -> None:
    def raw() -> dict[str, list[tuple[object, ...]]]:
        with duckdb.connect(str(db), read_only=True) as connection:
            tables = connection.execute("select table_name from duckdb_tables() where schema_name = 'raw'").fetchall()
            return {name: connection.execute(f"from raw.{name} order by all").fetchall() for (name,) in tables}

    fazhi("land", str(reports), "--db", str(db))
    landed = raw()
    fazhi("build", "--db", str(db))
    assert raw() == landed
    assert landed["figures"]
