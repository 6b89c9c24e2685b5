"""A finished build on Spark brought into a DuckDB file with contracts and descriptions: all of it or some provinces."""

from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from fazhi import build as on_one_machine
from fazhi import operations
from fazhi.inputs import project_hash
from fazhi.spark import tables
from fazhi.spark.lake import Lake, Pointer
from fazhi.spark.provinces import choose, rows_of
from ground.errors import BuildError
from ground.warehouse import opened
from ingest.store import Writer
from ingest.takeover import take_over

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection


class Collected(NamedTuple):
    """A build, and the tables and rows that were brought in."""

    pointer: Pointer
    tables: int
    rows: int


def wanted(lake: Lake) -> Pointer:
    """The build to collect. Raises BuildError where there is none, or another project has made it."""
    pointer = lake.current()
    if pointer is None:
        raise BuildError(
            f"{lake.root}: nothing has been built there; build first: fazhi build --target spark --lake {lake.root}"
        )
    if pointer.project_hash != project_hash():
        raise BuildError(
            f"{lake.root}: what is there was built by other models, rules or versions (fazhi {pointer.fazhi_version}); "
            f"collect it with those, or build again: fazhi build --target spark --lake {lake.root}"
        )
    return pointer


def collect(copy: Path, lake: Lake, pointer: Pointer, provinces: Iterable[str] = ()) -> Collected:
    """Fills the warehouse at `copy` with a build, or with some `provinces` of it.

    What has landed in a file that is there stays in it: it must be what the build was made from. Raises BuildError
    where it is not, or where a table cannot be brought in; ShowError for a province that is none.
    """
    folder, provinces = lake.folder(pointer.build), list(provinces)
    if not folder.is_dir():
        raise BuildError(
            f"{folder}: the build is not there any more; build again: fazhi build --target spark --lake {lake.root}"
        )
    with opened(copy, read_only=False) as connection:
        Writer(connection).commit()
        operations.prepare(connection)
        connection.commit()
        is_new = not _count(connection, "raw.loads")
        if not is_new:
            _refuse_others(connection, copy, folder, lake)
    on_one_machine.forms(copy)
    with opened(copy, read_only=False) as connection:
        if provinces:
            places, reports = (tables.parquet(folder / "marts" / name) for name in ("dim_jurisdiction", "dim_report"))
            choose(connection, provinces, places, reports)
        relations = tables.names(connection, "raw") if is_new else []
        for schema in ("staging", "intermediate", "marts"):
            relations += tables.names(connection, schema)
        for (
            relation
        ) in relations:  # what counts nothing has a row; and what is deleted stays in keys until it is committed
            connection.execute(f"delete from {relation}")
        rows = 0
        connection.begin()
        for relation in relations:
            rows += _fill(connection, relation, _place(lake, folder, relation), bool(provinces))
        _take_histories(connection, folder)
        connection.commit()
        connection.execute("checkpoint")
    return Collected(pointer, len(relations), rows)


def _fill(connection: "DuckDBPyConnection", relation: str, place: Path, is_part: bool) -> int:
    """Puts the rows of a table's folder into an empty table; how many."""
    columns = tables.columns(connection, relation)
    query = f"select * from ({tables.selected(connection, columns, place)})"
    if is_part:
        query += f" where {rows_of(relation, columns)}"
    schema, table = relation.split(".")
    if schema == "raw":
        return take_over(connection, table, query)
    done = connection.execute(f"insert into {relation} by name {query}").fetchone()
    return int(done[0]) if done else 0


def _place(lake: Lake, folder: Path, relation: str) -> Path:
    """Where a table's files are: of raw in the build's folder, or where a job has landed them."""
    schema, table = relation.split(".")
    own = folder / schema / table
    return own if schema != "raw" or tables.is_there(own) else lake.raw / table


def _take_histories(connection: "DuckDBPyConnection", folder: Path) -> None:
    """Takes over the histories of the build; runs that the file alone knows stay in it, after those."""
    for table in operations.TABLES:
        relation = f"operations.{table}"
        query = tables.selected(connection, tables.columns(connection, relation), folder / "operations" / table)
        connection.execute(f"create temp table kept as from {relation}")
        connection.execute(f"delete from {relation}")
        order = " order by run_no" if table == "runs" else ""
        connection.execute(f"insert into {relation} by name select * from ({query}){order}")
        if table != "fact_history":
            key = operations.KEYS[table]
            last = "coalesce((select max(run_no) from operations.runs), 0)"
            number = f" replace ({last} + row_number() over (order by run_no) as run_no)" if table == "runs" else ""
            connection.execute(
                f"insert into {relation} by name select *{number} from kept"
                f" where ({key}) not in (select ({key}) from {relation})"
            )
        connection.execute("drop table kept")


def _refuse_others(connection: "DuckDBPyConnection", copy: Path, folder: Path, lake: Lake) -> None:
    """Raises BuildError where the file holds other loads than the build, or was built by itself since then."""
    own = folder / "raw" / "loads"
    loads = tables.parquet(own if tables.is_there(own) else lake.raw / "loads")
    strange = connection.execute(
        f"select load_id from {loads} where load_id not in (select load_id from raw.loads)"
    ).fetchone()
    if strange:
        raise BuildError(
            f"{copy.name}: it lacks load {strange[0]}, which the build in {lake.root} was made from; name the file "
            "that those reports landed in, or a new one: --db FILE"
        )
    runs = tables.parquet(folder / "operations" / "runs")
    built = connection.execute(
        "select run_id from operations.runs where outcome = 'done' and inputs_hash is not null"
        f" and run_id not in (select run_id from {runs}) order by run_no desc limit 1"
    ).fetchone()
    if built:
        raise BuildError(
            f"{copy.name}: it was built by itself (run {built[0]}) after the build in {lake.root}, or beside it; build "
            f"on Spark again, or name another file: --db FILE"
        )


def _count(connection: "DuckDBPyConnection", relation: str) -> int:
    return int((connection.execute(f"select count(*) from {relation}").fetchone() or (0,))[0])
