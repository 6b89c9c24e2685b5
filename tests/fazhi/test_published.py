"""The published warehouse: what it holds and leaves out, and how large it is for what it was made from."""

import re
from decimal import Decimal
from pathlib import Path

import duckdb
import pytest

from fazhi.published import is_complete, is_loose, leave_out, pack
from fazhi.workspace import locked, working_copy
from ground.errors import LandingError
from ground.warehouse import BLOCK

ROOT = Path(__file__).resolve().parents[2]
MOST = 7.5  # times the bytes of the texts and of the seeds, which are far more than some dozens of short texts
INNER = re.compile(r"\b(?:intermediate|staging)\.((?:int|stg)_[a-z_]+)")
# What makes its own warehouse or reads that of a build.
BUILDING = ("fazhi/incremental", "fazhi/rulebook/check.py", "fazhi/operations.py", "fazhi/spark")


@pytest.fixture
def fat(tmp_path: Path) -> Path:
    """A file as DuckDB makes it by itself, with an index, what passes on, and room that is free."""
    db = tmp_path / "fazhi.duckdb"
    with duckdb.connect(str(db)) as connection:
        for schema in ("raw", "staging", "intermediate", "marts"):
            connection.execute(f"create schema {schema}")
        connection.execute(
            "create table marts.fct (id varchar not null, value decimal(28, 10), words varchar[], primary key (id))"
        )
        connection.execute("comment on table marts.fct is 'One row per figure; it''s printed.'")
        connection.execute("comment on column marts.fct.value is 'The value.'")
        connection.execute(
            "insert into marts.fct select 'k' || (7919 * n % 5000), n / 4, ['第' || n, null] from range(5000) t(n)"
        )
        connection.execute("create table staging.stg_reports as select 1 as one")
        connection.execute("create table intermediate.int_read as select 2 as two, '三' as three")
        connection.execute("create table raw.reports as select repeat('全年受理案件', n) as text from range(2000) t(n)")
    with duckdb.connect(str(db)) as connection:
        connection.execute("drop table raw.reports")
    return db


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("marts.duckdb", "cannot be called “marts”"),
        ("Raw.db", "cannot be called “Raw”"),
        ("o'b.duckdb", "no ' can be in the path"),
        ('法"治.duckdb', 'no " can be in the path'),
        ("第#1批/fazhi.duckdb", "no # can be in the path"),
        ("a;b.duckdb", "no ; can be in the path"),
    ],
)
def test_a_name_that_would_hide_its_tables_is_refused_before_anything_is_done(
    tmp_path: Path, name: str, said: str
) -> None:
    with pytest.raises(LandingError, match=said), locked(tmp_path / name):
        pass
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("name", ["法 治（1）.duckdb", "a;b/a.b.duckdb", "100%/fazhi"])
def test_other_names_are_none_of_our_business(tmp_path: Path, name: str) -> None:
    with locked(tmp_path / name):
        pass


def rows(db: Path) -> list[tuple[object, ...]]:
    with duckdb.connect(str(db), read_only=True) as connection:
        return connection.execute("select * from marts.fct order by rowid").fetchall()


def test_what_is_packed_is_smaller_and_says_the_same(fat: Path) -> None:
    before, size = rows(fat), fat.stat().st_size
    assert is_loose(fat)
    pack(fat)
    assert before[1] == ("k2919", Decimal("0.25"), ["第1", None])
    assert rows(fat) == sorted(before, key=lambda row: str(row[0]))
    assert fat.stat().st_size * 3 < size
    assert not is_loose(fat)
    with duckdb.connect(str(fat)) as connection:
        connection.execute("create table marts.more as select md5(n::varchar) as words from range(20000) t(n)")
    assert is_loose(fat)
    pack(fat)
    assert not is_loose(fat)
    assert [path.name for path in fat.parent.iterdir()] == [fat.name]
    with duckdb.connect(str(fat), read_only=True) as connection:
        said = connection.execute("select comment from duckdb_tables() where table_name = 'fct'").fetchall()
        columns = connection.execute(
            "select column_name, data_type, is_nullable, comment from duckdb_columns() where table_name = 'fct'"
        ).fetchall()
        indices = connection.execute("select count(*) from duckdb_constraints() where constraint_type = 'PRIMARY KEY'")
        assert indices.fetchone() == (0,)
    assert said == [("One row per figure; it's printed.",)]
    assert columns == [
        ("id", "VARCHAR", False, None),
        ("value", "DECIMAL(28,10)", True, "The value."),
        ("words", "VARCHAR[]", True, None),
    ]


def test_histories_keep_their_order(fat: Path) -> None:
    with duckdb.connect(str(fat)) as connection:
        connection.execute("create schema operations")
        for table in ("raw.loads", "operations.runs"):
            connection.execute(f"create table {table} as select 'k' || (7919 * n % 5000) as id from range(5000) t(n)")
    pack(fat)
    with duckdb.connect(str(fat), read_only=True) as connection:
        for table in ("raw.loads", "operations.runs"):
            assert connection.execute(f"select id from {table} order by rowid limit 2").fetchall() == [
                ("k0",),
                ("k2919",),
            ]


def test_a_column_of_few_texts_is_packed_by_its_words(fat: Path) -> None:
    with duckdb.connect(str(fat)) as connection:
        connection.execute(
            "create table marts.said as select n as id, md5(n::varchar) as each,"
            " case when n % 99 = 0 then each end as few from range(20000) t(n)"
        )
    pack(fat)
    with duckdb.connect(str(fat), read_only=True) as connection:
        found = connection.execute(
            "select distinct column_name, compression from pragma_storage_info('marts.said')"
            " where segment_type = 'VARCHAR' order by all"
        ).fetchall()
    assert found == [("each", "ZSTD"), ("few", "DICT_FSST")]


def test_what_is_left_out_is_what_is_named_and_there(fat: Path) -> None:
    assert is_complete(fat)
    kept = {"intermediate.int_read": ["two"], "intermediate.int_never_made": ["one"]}
    leave_out(fat, ["staging.stg_reports", "intermediate.int_not_there"], kept)
    assert not is_complete(fat)
    leave_out(fat, ["staging.stg_reports"], kept)  # nothing more
    with duckdb.connect(str(fat), read_only=True) as connection:
        assert connection.execute("from intermediate.int_read").fetchall() == [(2,)]


def test_a_new_warehouse_has_small_blocks_from_the_start(tmp_path: Path) -> None:
    db = tmp_path / "fazhi.duckdb"
    with locked(db), working_copy(db) as copy, duckdb.connect(str(copy)) as connection:
        connection.execute("create table one as select 1 as one")
    with duckdb.connect(str(db), read_only=True) as connection:
        assert connection.execute("select block_size from pragma_database_size()").fetchall() == [(BLOCK,)]
        assert connection.execute("from one").fetchall() == [(1,)]


def test_the_sample_warehouse_is_small_for_what_it_was_made_from(sample_run: Path) -> None:
    read = [*(ROOT / "reports").glob("*.txt"), *(ROOT / "seeds").rglob("*.csv")]
    assert (sample_run / "fazhi.duckdb").stat().st_size <= MOST * sum(path.stat().st_size for path in read)


def test_the_published_warehouse_holds_what_is_read_in_it(sample_run: Path) -> None:
    """Whoever reads a model that is no mart by its name finds it there: the model says so (`read_by`)."""
    named = set()
    for package in ("fazhi", "desk", "publish"):
        for path in sorted((ROOT / package).rglob("*.py")):
            if not str(path.relative_to(ROOT)).startswith(BUILDING):
                named |= set(INNER.findall(path.read_text(encoding="utf-8")))
    with duckdb.connect(str(sample_run / "fazhi.duckdb"), read_only=True) as connection:
        tables = connection.execute("select schema_name, table_name from duckdb_tables()").fetchall()
    there = {name for _, name in tables}
    assert "int_figure_topics" in named
    assert named <= there
    assert {schema for schema, _ in tables} >= {"raw", "seeds", "marts", "operations"}
    assert not is_complete(sample_run / "fazhi.duckdb")
    assert "int_figure_wordings" not in there
