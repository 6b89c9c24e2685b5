"""The panel out of the marts: its metrics and its rows, each cell a number or the reason why there is none."""

import datetime
from collections.abc import Mapping
from decimal import Decimal
from typing import Any, NamedTuple

import duckdb

from ground.errors import ExportError
from publish import warehouse
from publish.questions import Question
from publish.tables import Table, read
from publish.verified import NOT_VERIFIED
from vocabulary.codes import KINDS
from vocabulary.tables import titled

NEEDED = ("cmp_panel", "cmp_panel_long", "cmp_panel_balance", "dim_metric")

# Why a cell is empty: the letter of Stata's missing value, and its words.
REASONS: Mapping[str, tuple[str, str]] = {reason.code: reason.full for reason in KINDS["panel_missing"].values()}
NO_REPORT, NOT_STATED, OTHERWISE = "a", "b", "e"
_LETTERS: Mapping[str, str] = {
    "part_of_the_year": "c",
    "cut_off_before_year_end": "c",
    "over_more_than_the_year": "c",
    "several_values": "d",
    "end_of_range": "d",
    NOT_VERIFIED: "f",
}
Cell = Decimal | str


class Metric(NamedTuple):
    """A metric of the catalogue, by which a column of the panel is named."""

    short_code: str
    metric_code: str
    name_zh: str
    name_en: str
    unit: str
    kind: str
    definition: str
    default_scope: str | None
    legal_basis: str | None


class Row(NamedTuple):
    """A jurisdiction in a year: `cells` has for every short code a number, or the letter of a reason."""

    jurisdiction_key: str
    jurisdiction_name: str | None
    level: str | None
    year: int
    report_count: int
    metric_count: int
    also_stated: str | None
    set_aside: str | None
    verified_columns: str | None
    cells: Mapping[str, Cell]


class Panel(NamedTuple):
    """What the files of the panel hold. `landed` is when the newest report did."""

    metrics: tuple[Metric, ...]
    rows: tuple[Row, ...]
    long: Table
    balance: Table
    landed: datetime.datetime | None


def letter(set_aside_code: str) -> str:
    """The letter of the reason why a number that is stated does not stand in the panel."""
    return _LETTERS.get(set_aside_code, OTHERWISE)


def panel_of(connection: duckdb.DuckDBPyConnection, landed: datetime.datetime | None) -> Panel:
    """Reads the panel. Raises ExportError where the warehouse is of a version that has none."""
    missing = [name for name in NEEDED if name not in warehouse.relations(connection)]
    if missing:
        raise ExportError(f"marts.{missing[0]}: is not in the warehouse; build it (`fazhi build`), then export again")
    metrics = tuple(
        Metric(*row)
        for row in _answers(
            connection,
            """
            select
                short_code, metric_code, name_zh, name_en, unit, kind, definition, default_scope, legal_basis
            from marts.dim_metric
            where short_code is not null
            order by metric_code
            """,
        )
    )
    stated: dict[tuple[str, int], dict[str, Cell]] = {}
    for key, year, code, value, set_aside in _answers(
        connection, "select jurisdiction_key, year, short_code, value, set_aside_code from marts.cmp_panel_long"
    ):
        stated.setdefault((key, year), {})[code] = value if set_aside is None else letter(set_aside)
    rows = []
    for told in _answers(
        connection,
        """
        select
            jurisdiction_key, jurisdiction_name, level, year, report_count, metric_count, also_stated, set_aside,
            verified_columns
        from marts.cmp_panel
        order by jurisdiction_key, year
        """,
    ):
        key, year, reports = told[0], told[3], told[4]
        unstated = NOT_STATED if reports else NO_REPORT
        known = stated.get((key, year), {})
        cells = {metric.short_code: known.get(metric.short_code, unstated) for metric in metrics}
        rows.append(Row._make((*told, cells)))
    long, balance = (read(connection, Question(name, *titled(name), sql)) for name, sql in _FORMS.items())
    return Panel(metrics, tuple(rows), long, balance, landed)


_FORMS = {
    "fazhi_panel_long": "select * from marts.cmp_panel_long order by jurisdiction_key, year, metric_code",
    "fazhi_panel_balance": "select * from marts.cmp_panel_balance order by metric_code, jurisdiction_key",
}


def _answers(connection: duckdb.DuckDBPyConnection, sql: str) -> list[tuple[Any, ...]]:
    return read(connection, Question("fazhi_panel", *titled("fazhi_panel"), sql)).rows
