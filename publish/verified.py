"""A warehouse as if it held nothing but what people have verified: its marts as views of those that are built.

Facts and comparisons lose what nobody has verified: a row of its own, or a cell of a wide table. Ranks, groups and
shares stay those of all that was read, since they were worked out of all. Dimensions and audits stay whole.
"""

import contextlib
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

import duckdb

from ground.errors import ExportError
from publish.columns import LABELS
from publish.warehouse import first_line, opened, relations

NOT_VERIFIED = "not_verified"  # why a cell of the panel is set aside that is stated
_MARK, _COLUMNS = "is_verified", "verified_columns"
# A cell of the panel keeps its row, which says why it is empty.
_PANEL_LONG = (
    "select * replace ("
    "case when is_verified then value end as value, case when is_verified then number_text end as number_text,"
    " case when is_verified then printed_sentence end as printed_sentence,"
    " case when is_verified then observation_id end as observation_id,"
    " null as also_stated, 0 as also_stated_count, is_in_panel and is_verified as is_in_panel,"
    f" case when is_in_panel and not is_verified then '{NOT_VERIFIED}' else set_aside_code end as set_aside_code)"
    " from {table}"
)
_PANEL_TOLD = (
    "coalesce(length(verified_columns) - length(replace(verified_columns, ' ', '')) + 1, 0)::int as metric_count,"
    " null::varchar as also_stated"
)
# What a report states beside what is worked out is a figure of its own.
_REPORTED = ("reported_value", "reported_modifier", "reported_gap", "reported_value_observation_id")


@contextlib.contextmanager
def opened_for(db: Path, *, verified_only: bool) -> Iterator[duckdb.DuckDBPyConnection]:
    """A connection to read the marts of the warehouse at `db` by: all, or what is verified. Raises ExportError."""
    if not verified_only:
        with opened(db) as connection:
            yield connection
        return
    with opened(db) as whole:
        tables = relations(whole)
    check(db, tables)
    with duckdb.connect() as connection:
        connection.execute(f"attach '{str(db).replace(chr(39), chr(39) * 2)}' as warehouse (read_only)")
        connection.execute("create schema marts")
        try:
            for name, names in tables.items():
                connection.execute(f'create view marts."{name}" as {verified(name, names)}')
        except duckdb.Error as error:
            raise ExportError(
                f"{db}: its marts do not fit this version: {first_line(error)}; build them again"
            ) from error
        yield connection


def check(db: Path, tables: Mapping[str, Sequence[str]]) -> None:
    """Raises ExportError where the warehouse does not say what is verified."""
    if _MARK not in tables.get("fct_observations", ()) or _COLUMNS not in tables.get("cmp_panel", ()):
        raise ExportError(f"{db}: does not say which figures are verified; build it again (`fazhi build`)")


def verified(name: str, names: Sequence[str]) -> str:
    """The query that gives what is verified of one mart, out of the database `warehouse`."""
    table = f'warehouse.marts."{name}"'
    if name == "cmp_panel_long":
        return _PANEL_LONG.format(table=table)
    if name == "cmp_panel_balance":
        return f"select * from {table} where false"  # it tells of the panel of all that was read
    if name == "cmp_panel" or _COLUMNS in names:
        return _cells(table, names, is_panel=name == "cmp_panel")
    if _MARK in names and name.startswith(("fct_", "cmp_")):
        kept = f"select * from {table} where {_MARK}"
        return _without_unverified_rates(kept) if _REPORTED[-1] in names else kept
    return f"select * from {table}"


def _cells(table: str, names: Sequence[str], *, is_panel: bool) -> str:
    """A wide table: the cells that are verified, in the rows that have any; the panel keeps its rows."""
    figures = [name for name in names if name not in LABELS]
    cells = ", ".join(
        f"case when list_contains(string_split({_COLUMNS}, ' '), '{name}') then \"{name}\" end as \"{name}\""
        for name in figures
    )
    if is_panel:
        return f"select * replace ({_PANEL_TOLD}, {cells}) from {table}"
    return f"select * replace ({cells}) from {table} where {_COLUMNS} is not null"


def _without_unverified_rates(query: str) -> str:
    seen = "(select observation_id from warehouse.marts.fct_observations where is_verified)"
    told = ", ".join(f"case when {_REPORTED[-1]} in {seen} then {name} end as {name}" for name in _REPORTED)
    return query.replace("select *", f"select * replace ({told})", 1)
