"""A finished warehouse, opened for reading."""

import contextlib
from collections.abc import Iterator
from pathlib import Path

import duckdb

from ground.errors import ExportError


@contextlib.contextmanager
def opened(db: Path) -> Iterator[duckdb.DuckDBPyConnection]:
    """A read-only connection to the warehouse at `db`, closed at the end. Raises ExportError where there is none."""
    if not db.is_file():
        raise ExportError(f"{db}: there is no warehouse; build one first (`fazhi build` or `make warehouse`)")
    try:
        connection = duckdb.connect(str(db), read_only=True)
    except duckdb.Error as error:
        raise ExportError(
            f"{db}: cannot be opened for reading: {first_line(error)}; "
            "if another program is writing to it, wait until it has ended; if it is no warehouse, name the right file"
        ) from error
    try:
        yield connection
    finally:
        connection.close()


def relations(connection: duckdb.DuckDBPyConnection) -> dict[str, list[str]]:
    """The tables of schema `marts` by name, each with the names of its columns in order."""
    found: dict[str, list[str]] = {}
    rows = connection.execute(
        "select table_name, column_name from information_schema.columns "
        "where table_catalog = current_database() and table_schema = 'marts' order by table_name, ordinal_position"
    ).fetchall()
    for table, column in rows:
        found.setdefault(table, []).append(column)
    return found


def first_line(error: BaseException) -> str:
    """What an error says, without the lines that repeat the query."""
    return str(error).strip().splitlines()[0] if str(error).strip() else type(error).__name__
