"""Whether two sides say the same: every table both ways, all columns as text."""

from collections.abc import Iterable
from pathlib import Path
from typing import NamedTuple

import duckdb

# Of the run that built, and when it did: never the same on two sides. Unit tests of models run on DuckDB alone.
OF_THE_RUN = (
    *("run_id", "run_row_id", "run_no", "built_at", "started_at", "ended_at", "seconds"),
    *("dbt_version", "steps", "tests_passed"),
)
SHOWN = 3


class Difference(NamedTuple):
    """A table that differs: rows that one side alone has, the first of them."""

    table: str
    ours: int
    theirs: int
    rows: list[str]

    def __str__(self) -> str:
        told = f"{self.table}: {self.ours} rows on the left alone, {self.theirs} on the right alone"
        return "\n    ".join([told, *self.rows])


def columns(connection: duckdb.DuckDBPyConnection, database: str, relation: str) -> dict[str, str]:
    """The columns of a table of an attached database that can be held against another's, with their types."""
    schema, table = relation.split(".")
    found = connection.execute(
        "select column_name, data_type from duckdb_columns()"
        " where database_name = ? and schema_name = ? and table_name = ? order by column_index",
        [database, schema, table],
    ).fetchall()
    return {name: kind for name, kind in found if name not in OF_THE_RUN}


def compared(connection: duckdb.DuckDBPyConnection, table: str, ours: str, theirs: str) -> Difference | None:
    """Two queries of one table's columns, held against one another; None where they give the same rows."""
    only = [
        connection.execute(f"select * from ({left} except all {right})").fetchall()
        for left, right in ((ours, theirs), (theirs, ours))
    ]
    if not any(only):
        return None
    rows = [f"{side} {row}"[:700] for side, some in zip("<>", only, strict=True) for row in some[:SHOWN]]
    return Difference(table, len(only[0]), len(only[1]), rows)


def as_text(names: dict[str, str], source: str) -> str:
    """A query of columns as text, cast to their types first."""
    cells = [f'cast(cast("{name}" as {kind}) as varchar) as "{name}"' for name, kind in names.items()]
    return f"select {', '.join(cells)} from {source}"


def lake_and_file(db: Path, folder: Path, relations: Iterable[str]) -> list[Difference]:
    """Where a build in a lake differs from a warehouse."""
    found = []
    with duckdb.connect() as connection:
        connection.execute(f"attach '{db}' as warehouse (read_only)")
        for relation in relations:
            names = columns(connection, "warehouse", relation)
            place = folder.joinpath(*relation.split("."))
            theirs = f"read_parquet('{place}/**/*.parquet', hive_partitioning = false)"
            found.append(
                compared(connection, relation, as_text(names, f"warehouse.{relation}"), as_text(names, theirs))
            )
    return [difference for difference in found if difference]


def two_files(ours: Path, theirs: Path, relations: Iterable[str]) -> list[Difference]:
    """Where two warehouses differ; their columns and types are held against one another too."""
    found: list[Difference | None] = []
    with duckdb.connect() as connection:
        for name, db in (("ours", ours), ("theirs", theirs)):
            connection.execute(f"attach '{db}' as {name} (read_only)")
        for relation in relations:
            names, others = (columns(connection, side, relation) for side in ("ours", "theirs"))
            if names != others:
                found.append(Difference(relation, 0, 0, [f"< {names}", f"> {others}"]))
                continue
            sides = (as_text(names, f"{side}.{relation}") for side in ("ours", "theirs"))
            found.append(compared(connection, relation, *sides))
    return [difference for difference in found if difference]


def tables(db: Path, *schemas: str) -> list[str]:
    """The tables of some schemas of a warehouse."""
    with duckdb.connect(str(db), read_only=True) as connection:
        rows = connection.execute(
            "select schema_name || '.' || table_name from duckdb_tables() where schema_name in (select unnest(?))"
            " order by all",
            [list(schemas)],
        ).fetchall()
    return [name for (name,) in rows]
