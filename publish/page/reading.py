"""Rows of the marts as the page needs them: whole tables, and tables in parts that are read one after another."""

import itertools
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import duckdb

from ground.errors import ExportError
from publish.page import queries
from publish.page.shards import packed
from publish.warehouse import first_line, relations

_AT_ONCE = 5_000  # rows fetched in one go


def check(connection: duckdb.DuckDBPyConnection) -> dict[str, list[str]]:
    """The marts with their columns. Raises ExportError where one is missing that the page needs."""
    found = relations(connection)
    for name in queries.NEEDED:
        if name not in found:
            raise ExportError(
                f"marts.{name}: is not in the warehouse, so no page can be made; build it (`fazhi build`)"
            )
    return found


def table(connection: duckdb.DuckDBPyConnection, sql: str) -> dict[str, object]:
    """What a query gives, packed for a shard."""
    names, rows = everything(connection, sql)
    return packed(names, rows)


def record(connection: duckdb.DuckDBPyConnection, sql: str) -> dict[str, Any]:
    """The one row of a query."""
    names, rows = everything(connection, sql)
    return dict(zip(names, rows[0], strict=True))


def everything(connection: duckdb.DuckDBPyConnection, sql: str) -> tuple[list[str], list[tuple[Any, ...]]]:
    """The names of a query's columns and all its rows. Raises ExportError where the query fails."""
    try:
        result = connection.execute(sql)
        return [name for name, *_ in result.description or ()], result.fetchall()
    except duckdb.Error as error:
        raise _misfit(error) from error


@dataclass
class Parts:
    """A query whose first column names the part, in ascending order; read as it is asked for, never whole.

    A cursor of its own keeps it apart from other queries of the connection.
    """

    names: list[str]
    rows: Iterator[tuple[Any, ...]]
    _groups: Iterator[tuple[str, Iterator[tuple[Any, ...]]]] = field(init=False)
    _next: tuple[str, Iterator[tuple[Any, ...]]] | None = field(init=False)

    def __post_init__(self) -> None:
        self._groups = itertools.groupby(self.rows, key=lambda row: str(row[0]))
        self._next = next(self._groups, None)

    def __iter__(self) -> Iterator[tuple[str, dict[str, object]]]:
        while self._next is not None:
            name = self._next[0]
            yield name, self.take(name)

    def take(self, name: str) -> dict[str, object]:
        """The rows of the part, packed without its name; an empty table where it has none. Ask in ascending order."""
        while self._next is not None and self._next[0] < name:
            self._next = next(self._groups, None)
        if self._next is None or self._next[0] != name:
            return packed(self.names[1:], [])
        found = packed(self.names[1:], [row[1:] for row in self._next[1]])
        self._next = next(self._groups, None)
        return found


def parts(connection: duckdb.DuckDBPyConnection, sql: str) -> Parts:
    """The query in parts. Raises ExportError where it fails."""
    try:
        cursor = connection.cursor().execute(sql)
    except duckdb.Error as error:
        raise _misfit(error) from error
    batches = iter(lambda: cursor.fetchmany(_AT_ONCE), [])
    return Parts([name for name, *_ in cursor.description or ()], itertools.chain.from_iterable(batches))


def _misfit(error: duckdb.Error) -> ExportError:
    return ExportError(
        f"the page: a query over the marts failed: {first_line(error)}; if the warehouse is of an older version, "
        "build it again (`fazhi build`)"
    )
