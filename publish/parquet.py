"""A table as a Parquet file that pandas, R and statistics programs take as it is."""

from pathlib import Path

import duckdb

from publish.tables import Column, Table


def write_parquet(connection: duckdb.DuckDBPyConnection, table: Table, path: Path) -> None:
    """Writes the table to `path`, compressed: decimals as doubles, dates as times at midnight, lists as text.

    Decimals and dates would be objects to pandas, which can neither plot nor hand them on to Stata. The number as it is
    printed stands beside its value, and the marts keep the exact decimal.
    """
    target = str(path).replace("'", "''")
    chosen = ", ".join(_plain(column) for column in table.columns)
    connection.execute(f"copy (select {chosen} from ({table.sql}\n)) to '{target}' (format parquet, compression zstd)")


def _plain(column: Column) -> str:
    """A column as an expression of a type that every program has."""
    name = '"' + column.name.replace('"', '""') + '"'
    if column.type_name.startswith(("DECIMAL", "HUGEINT")):
        return f"cast({name} as double) as {name}"
    if column.type_name == "DATE":
        return f"cast({name} as timestamp) as {name}"
    if column.type_name.endswith("[]"):
        return f"array_to_string({name}, '; ') as {name}"
    return name
