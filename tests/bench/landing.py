"""Landing a million figure rows through the project's own writer against DuckDB taking them from one Arrow table."""

import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path
from time import perf_counter

import duckdb
import pyarrow as pa

from ground.warehouse import opened
from ingest import records
from ingest.extraction import extract
from ingest.identity import Known
from ingest.rows import table
from ingest.store import COMMIT_BYTES, Writer
from tests.bench.corpus import reports
from tests.bench.ratios import Ratio, fastest

ROWS = 1_000_000
REPEATS = 3
Rows = list[tuple[object, ...]]


def measure() -> Iterator[Ratio]:
    """The writer with the tables that preparation gives, report by report; and with the making of these tables."""
    kinds = [extract("", text, Known()).figures for text in reports(2_000_000)]
    figures = [rows for rows in _numbered(kinds) if rows]
    tables = [table(rows, records.FIGURES) for rows in figures]
    whole = pa.concat_tables(tables).combine_chunks()
    with tempfile.TemporaryDirectory(prefix="fazhi-bench-") as folder:
        at_once = _into_new_file(Path(folder, "once.duckdb"), lambda db: _create(db, whole))
        ours = _into_new_file(Path(folder, "ours.duckdb"), lambda db: _land(db, tables))
        from_rows = _into_new_file(
            Path(folder, "rows.duckdb"), lambda db: _land(db, (table(rows, records.FIGURES) for rows in figures))
        )
        base, landed, made = fastest(at_once, ours, from_rows, repeats=REPEATS, clock=perf_counter)
        _check(Path(folder, "ours.duckdb"), Path(folder, "once.duckdb"))
    note = f"{len(whole):,} rows of {len(tables):,} reports"
    yield Ratio("landing, times the time of one Arrow table", landed / base, most=3.0, note=note)
    yield Ratio("the same, from Python's tuples", made / base)


def _numbered(kinds: list[Rows]) -> Iterator[Rows]:
    """So many reports that they have ROWS figures; each has an id of its own."""
    total = number = 0
    while total < ROWS:
        rows = kinds[number % len(kinds)]
        report_id = f"{number:016x}"
        yield [(f"{report_id}:{row[3]}", report_id, *row[2:]) for row in rows[: ROWS - total]]
        total, number = total + len(rows), number + 1


def _into_new_file(db: Path, work: Callable[[Path], None]) -> Callable[[], None]:
    def _run() -> None:
        db.unlink(missing_ok=True)
        work(db)

    return _run


def _create(db: Path, rows: pa.Table) -> None:
    with duckdb.connect(str(db)) as connection:
        connection.register("rows", rows)
        connection.execute("create table figures as select * from rows")


def _land(db: Path, tables: "Iterator[pa.Table] | list[pa.Table]") -> None:
    with opened(db, read_only=False) as connection:
        writer = Writer(connection)
        for table in tables:
            writer.append("figures", table)
            writer.commit(at_least=COMMIT_BYTES)
        writer.commit()


def _check(ours: Path, other: Path) -> None:
    """Raises AssertionError unless both files hold the same rows."""
    with duckdb.connect() as connection:
        connection.execute(f"attach '{ours}' as ours (read_only); attach '{other}' as other (read_only)")
        for one, two in (("ours.raw", "other.main"), ("other.main", "ours.raw")):
            rest = f"select count(*) from (select * from {one}.figures except all select * from {two}.figures)"
            assert connection.execute(rest).fetchone() == (0,), f"rows of {one}.figures are not in {two}.figures"
