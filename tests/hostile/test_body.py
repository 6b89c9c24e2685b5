"""The whole body beside good reports: how each kind ends, what it costs, and that the good ones do not change."""

from collections.abc import Iterator
from pathlib import Path

import duckdb
import pytest

from ground import errors
from tests.hostile.body import KINDS
from tests.hostile.kinds import BESIDE, CITIES
from tests.hostile.runs import ROOT, Figures, Run, ended
from tests.hostile.table import DOC, written

PEAK = 2 * 1024**3  # bytes that no process of the run may exceed
LOADS = {"load_id", "landed_at", "source_uri"}  # columns that tell one run from another
# who is missing in a panel depends on the years of all reports; sums over places hold those of all of them
OF_ALL = ("cmp_panel_balance", "cmp_derived_rollups")
FAST = [kind for kind in KINDS.values() if not kind.full_only]


@pytest.fixture(scope="module")
def db(hostile_folder: Path, hostile_run: Run) -> Path:
    assert hostile_run.code == 3, hostile_run.err[-3000:]
    return hostile_folder / "fazhi.duckdb"


@pytest.fixture(scope="module")
def both(db: Path, sample_run: Path) -> Iterator[duckdb.DuckDBPyConnection]:
    """The warehouse of the whole body as `hostile`, that of the samples alone as `samples`."""
    with duckdb.connect() as connection:
        connection.execute(f"attach '{db}' as hostile (read_only)")
        connection.execute(f"attach '{sample_run / 'fazhi.duckdb'}' as samples (read_only)")
        yield connection


@pytest.fixture(scope="module")
def ends(db: Path) -> tuple[dict[str, dict[str, str]], dict[str, Figures]]:
    return ended(db)


def test_there_are_kinds_enough() -> None:
    assert len(FAST) >= 60


def test_the_samples_say_nothing_of_the_cities() -> None:
    texts = [
        path.read_text(encoding="utf-8") for path in (ROOT / "reports").iterdir() if path.suffix in (".csv", ".txt")
    ]
    assert len(texts) > 10
    assert not [city for city in CITIES if any(city in text for text in texts)]


def test_the_document_says_how_every_kind_ends() -> None:
    assert DOC.read_text(encoding="utf-8") == written(), "run: python -m tests.hostile --table"


def test_memory_is_bounded(hostile_run: Run) -> None:
    assert hostile_run.peak < PEAK


def test_nothing_is_left_of_the_work(db: Path) -> None:
    wanted = {"exports", "fazhi.duckdb", "fazhi.duckdb.lock", "fazhi.duckdb.sum", "outside", "reports"}
    assert {path.name for path in db.parent.iterdir()} - {"site"} == wanted


@pytest.mark.parametrize("kind", FAST, ids=lambda kind: kind.name)
def test_every_kind_ends_as_it_must(ends: tuple[dict[str, dict[str, str]], dict[str, Figures]], kind) -> None:
    ledger, figures = ends
    assert kind.misses(ledger[kind.name], figures[kind.name]) == []


def test_every_refusal_has_a_documented_code_and_says_what_to_do(db: Path) -> None:
    known = {error.reason_code for error in vars(errors).values() if isinstance(error, type)}
    with duckdb.connect(str(db), read_only=True) as connection:
        refused = connection.execute("select reason_code, reason from raw.ledger where status = 'refused'").fetchall()
    assert {code for code, _ in refused} <= known
    assert not [reason for _, reason in refused if "our code" in reason or len(reason) < 20]
    assert not [reason for _, reason in refused if not any(mark in reason for mark in (";", ":", ","))]


def test_nothing_from_outside_has_landed(db: Path) -> None:
    with duckdb.connect(str(db), read_only=True) as connection:
        texts = connection.execute("select text from raw.reports").fetchall()
    assert not [text for (text,) in texts if BESIDE in text or "root:x:" in text]


def test_the_good_reports_figures_do_not_change(both: duckdb.DuckDBPyConnection) -> None:
    for table in ("passages", "figures"):
        ours = f"from {{}}.raw.{table} where report_id in (select report_id from samples.raw.reports)"
        assert rows(both, ours.format("hostile")) == rows(both, ours.format("samples"))


def test_the_good_reports_facts_and_comparisons_do_not_change(both: duckdb.DuckDBPyConnection) -> None:
    tables = both.execute(
        "select table_name, list(column_name) from duckdb_columns()"
        " where database_name = 'samples' and schema_name = 'marts' group by all order by 1"
    ).fetchall()
    compared = []
    for table, names in tables:
        if not table.startswith(("fct_", "cmp_", "dim_report")) or table in OF_ALL:
            continue
        kept = ", ".join(sorted(set(names) - LOADS))
        if "report_id" in names:
            which = "report_id in (select report_id from samples.raw.reports)"
        elif "jurisdiction_key" in names:
            which = "jurisdiction_key in (select jurisdiction_key from samples.marts.dim_report)"
        else:
            continue
        query = f"select {kept} from {{}}.marts.{table} where {which} order by all"
        there = both.execute(query.format("samples")).fetchall()
        assert both.execute(query.format("hostile")).fetchall() == there, table
        compared += [table] * bool(there)
    assert len(compared) >= 10


def rows(connection: duckdb.DuckDBPyConnection, what: str) -> list[tuple[object, ...]]:
    return connection.execute(f"select * {what} order by all").fetchall()
