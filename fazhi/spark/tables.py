"""Tables as Parquet in the lake: written from a DuckDB file, told to Spark, and read back as views of a DuckDB file."""

from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

from fazhi.spark.lake import Lake
from fazhi.spark.server import Server
from ground.errors import BuildError

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

FILES = "**/*.parquet"
# What DuckDB's types are called in Spark; decimals are called the same.
_SPARK = {
    "VARCHAR": "string",
    "BOOLEAN": "boolean",
    "INTEGER": "int",
    "BIGINT": "bigint",
    "DOUBLE": "double",
    "DATE": "date",
    "TIMESTAMP": "timestamp",
}


def columns(connection: "DuckDBPyConnection", relation: str) -> dict[str, str]:
    """The columns of a relation with DuckDB's types, in their order; none where it is not there."""
    schema, table = relation.split(".")
    found = connection.execute(
        "select column_name, data_type from duckdb_columns() where database_name = current_database()"
        f" and schema_name = '{schema}' and table_name = '{table}' order by column_index"
    ).fetchall()
    return dict(found)


def names(connection: "DuckDBPyConnection", schema: str) -> list[str]:
    """The tables and views of a schema, by name: schema.table."""
    found = connection.execute(
        "select distinct table_name from duckdb_columns() where database_name = current_database()"
        f" and schema_name = '{schema}' order by table_name"
    ).fetchall()
    return [f"{schema}.{table}" for (table,) in found]


def write(connection: "DuckDBPyConnection", relation: str, folder: Path) -> None:
    """Writes a relation as one Parquet file into a folder, in the place of what was there, its rows in their order."""
    folder.mkdir(parents=True, exist_ok=True)
    fresh = folder / ".part-0.parquet.tmp"  # Spark passes over names with a dot before them
    connection.execute(f"copy (from {relation}) to '{quoted(fresh)}' (format parquet, compression zstd)")
    fresh.replace(folder / "part-0.parquet")


def parquet(folder: Path) -> str:
    """What a query of DuckDB reads a table's folder by. Folders of loads do not become columns: files hold all."""
    return f"read_parquet('{quoted(folder / FILES)}', hive_partitioning = false, union_by_name = true)"


def is_there(folder: Path) -> bool:
    """Whether a table's folder holds a file."""
    return next(folder.glob(FILES), None) is not None


def selected(connection: "DuckDBPyConnection", wanted: dict[str, str], folder: Path) -> str:
    """A query for the `wanted` columns of a table's folder in their types: null where its files lack one.

    No rows where the folder holds no file.
    """
    if not is_there(folder):
        nothing = [f"cast(null as {kind}) as {_name(column)}" for column, kind in wanted.items()]
        return f"select {', '.join(nothing)} where false"
    there = {row[0] for row in connection.execute(f"describe from {parquet(folder)}").fetchall()}
    cells = [
        f"cast({_name(column) if column in there else 'null'} as {kind}) as {_name(column)}"
        for column, kind in wanted.items()
    ]
    return f"select {', '.join(cells)} from {parquet(folder)}"


def look(connection: "DuckDBPyConnection", relation: str, folder: Path) -> None:
    """Puts a view of a table's folder where a table of the relation is, with that one's columns and types."""
    wanted = columns(connection, relation)
    query = selected(connection, wanted, folder)
    connection.execute(f"drop table {relation}")
    connection.execute(f"create view {relation} as {query}")


def spark_type(kind: str, relation: str = "", column: str = "") -> str:
    """What a type of DuckDB is called in Spark. Raises BuildError for one that no table of ours has."""
    if kind.endswith("[]"):
        return f"array<{spark_type(kind[:-2], relation, column)}>"
    if kind.startswith("DECIMAL("):
        return kind.lower()
    if kind not in _SPARK:
        raise BuildError(f"{relation}.{column}: Spark is not told of columns of type {kind}")
    return _SPARK[kind]


def schemas(server: Server, lake: Lake, build: str, wanted: Iterable[str], prefix: str) -> None:
    """Makes a build's schemas in Spark; what is made in them lies in the build's folder."""
    for schema in wanted:
        place = lake.uri(lake.folder(build) / schema)
        server.run(f"create database if not exists {prefix}{schema} location '{quoted(place)}'")


def tell(server: Server, relation: str, wanted: dict[str, str], prefix: str, location: str) -> None:
    """Tells Spark of a table with these columns, whose files are in a folder and the folders in it."""
    told = ", ".join(f"`{column}` {spark_type(kind, relation, column)}" for column, kind in wanted.items())
    server.run(f"drop table if exists {prefix}{relation}")
    server.run(
        f"create table {prefix}{relation} ({told}) using parquet options (recursiveFileLookup 'true')"
        f" location '{quoted(location)}'"
    )


def quoted(text: object) -> str:
    """A text inside single quotes."""
    return str(text).replace("'", "''")


def _name(column: str) -> str:
    return '"' + column.replace('"', '""') + '"'
