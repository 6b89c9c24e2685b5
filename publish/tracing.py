"""From a cell of an exported table back to the figure in its report."""

import datetime
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

import duckdb

from publish.citing import CALLED_ZH
from publish.columns import FIGURES, LABELS
from publish.tables import Table
from vocabulary.columns import called

Row = Sequence[Any]

_SOURCES = f"""
    select o.observation_id, o.metric_code, o.unit, o.modifier, o.report_id, r.source_name, r.title, r.issuer,
        r.report_year, r.address, o.char_start, o.number_text, o.printed_sentence, o.verified_by_count, o.verified_at,
        {CALLED_ZH} as called
    from marts.fct_observations as o inner join marts.dim_report as r on o.report_id = r.report_id
    left join marts.dim_jurisdiction as j on r.jurisdiction_key = j.jurisdiction_key
    order by r.source_name, o.report_id, o.char_start, o.observation_id
"""

_CELLS = """
    select cmp_table, row_key, column_name, column_name_zh, observation_id, terms
    from marts.cmp_cells order by cmp_table, row_key, column_name
"""


class Source(NamedTuple):
    """One observation as it is printed, with the report that prints it."""

    observation_id: str
    metric_code: str
    unit: str | None
    modifier: str | None
    report_id: str
    source_name: str
    title: str | None
    issuer: str | None
    report_year: int | None
    address: str | None
    char_start: int
    number_text: str
    printed_sentence: str
    verified_by_count: int | None
    verified_at: datetime.datetime | None
    called: str | None  # what the report is called where it prints no title

    @property
    def is_verified(self) -> bool:
        """Whether somebody has verified it."""
        return bool(self.verified_by_count)


class Metric(NamedTuple):
    """A metric of the catalogue."""

    code: str
    name_zh: str
    name_en: str
    unit: str
    definition: str


class Cell(NamedTuple):
    """A cell of a wide table: what its column is called, and the observation that it is, or those that it is from."""

    column_name_zh: str | None
    is_derived: bool
    observations: tuple[str, ...]


@dataclass(frozen=True)
class Tracing:
    """What stands behind the tables: `sources` by observation, `metrics` by code, and the cells of wide tables.

    `cells` are by table and column, then by row_key. `verified_only`: the tables hold nothing that is not verified.
    """

    sources: Mapping[str, Source]
    metrics: Mapping[str, Metric]
    cells: Mapping[tuple[str, str], Mapping[str, Cell]]
    verified_only: bool = False

    def of(self, table: Table, row: Row, column: str) -> list[Source]:
        """The sources of one cell: none where it is no figure, several where it is derived from them."""
        ids: tuple[str | None, ...] = ()
        if table.is_wide:
            cell = self.cells.get((table.name, column), {}).get(row[table.position["row_key"]])
            ids = cell.observations if cell else ()
        elif carrier := carrier_of(table, column):
            ids = (row[table.position[carrier]],)
        return [self.sources[key] for key in ids if key is not None and key in self.sources]

    def heading(self, table: Table, column: str) -> str | None:
        """What people call a column: of a figure its metric and unit, of any other its Chinese name."""
        cell = next(iter(self.cells.get((table.name, column), {}).values()), None)
        if cell is None or not cell.column_name_zh:
            return LABELS.get(column) or FIGURES.get(column)
        source = self.sources.get(cell.observations[0])
        unit = called(column).unit if cell.is_derived else source and source.unit
        return f"{cell.column_name_zh}（{unit}）" if unit else cell.column_name_zh

    def metrics_in(self, table: Table) -> list[Metric]:
        """The metrics that a table has values of, by code."""
        codes: set[str] = set()
        for column in figure_columns(table):
            for row in table.rows:
                codes.update(source.metric_code for source in self.of(table, row, column))
        return [self.metrics[code] for code in sorted(codes & self.metrics.keys())]


def figure_columns(table: Table) -> list[str]:
    """The columns whose cells are figures with a source."""
    names = [column.name for column in table.columns]
    if table.is_wide:
        return [name for name in names if name not in LABELS]
    return [name for name in names if carrier_of(table, name)]


def carrier_of(table: Table, column: str) -> str | None:
    """The column of a long table that names the observation behind `column`."""
    name = "observation_id" if column == "value" else f"{column}_observation_id"
    return name if name in table.position and not table.is_wide else None


def traced(connection: duckdb.DuckDBPyConnection, tables: Sequence[Table]) -> Tracing:
    """Reads what stands behind the tables. Every observation that a cell of theirs shows is among the sources.

    Tables that are too long for pages and sheets show none.
    """
    tables = [table for table in tables if not table.is_long]
    names = {table.name for table in tables}
    cells: dict[tuple[str, str], dict[str, Cell]] = defaultdict(dict)
    for table, key, column, name_zh, observation, terms in connection.execute(_CELLS).fetchall():
        behind = (observation,) if observation else tuple((terms or "").split(", "))
        cells[table, column][key] = Cell(name_zh, not observation, behind)
    used = {
        key
        for (table, _), column in cells.items()
        if table in names
        for cell in column.values()
        for key in cell.observations
    }
    for shown in tables:
        for carrier in {carrier_of(shown, name) for name in shown.position} - {None}:
            used.update(row[shown.position[str(carrier)]] for row in shown.rows)
    sources = {row[0]: Source(*row) for row in connection.execute(_SOURCES).fetchall() if row[0] in used}
    metrics = connection.execute(
        "select metric_code, name_zh, name_en, unit, definition from marts.dim_metric order by metric_code"
    ).fetchall()
    return Tracing(sources, {row[0]: Metric(*row) for row in metrics}, cells)
