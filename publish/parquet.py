"""A table as a Parquet file with the warehouse's own types."""

from pathlib import Path

import duckdb

from publish.tables import Table


def write_parquet(connection: duckdb.DuckDBPyConnection, table: Table, path: Path) -> None:
    """Writes the table to `path`, compressed; decimals stay decimals, dates dates."""
    target = str(path).replace("'", "''")
    connection.execute(f"copy ({table.sql}\n) to '{target}' (format parquet, compression zstd)")
