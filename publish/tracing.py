"""From a cell of an exported table back to the figure in its report."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, NamedTuple

import duckdb

from publish.columns import LABELS
from publish.tables import CELLS, Table

Row = Sequence[Any]


class Source(NamedTuple):
    """One observation as it is printed, with the report that prints it."""

    observation_id: str
    metric_code: str
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


class Metric(NamedTuple):
    """A metric of the catalogue."""

    code: str
    name_zh: str
    name_en: str
    unit: str
    definition: str


@dataclass(frozen=True)
class Tracing:
    """What stands behind the tables: `sources` by observation, `metrics` by code, and the cells of wide tables."""

    sources: Mapping[str, Source]
    metrics: Mapping[str, Metric]
    _cells: Mapping[tuple[str, str, str], list[str]]
    _columns: Mapping[tuple[str, str], str] = field(default_factory=dict)  # metric by wide table and column

    def of(self, table: Table, row: Row, column: str) -> list[Source]:
        """The sources of one cell: none where it is no figure, several where it is derived from them."""
        if table.is_wide:
            ids = self._cells.get((table.name, row[table.position["row_key"]], column), [])
        else:
            carrier = carrier_of(table, column)
            ids = [] if carrier is None else [row[table.position[carrier]]]
        return [self.sources[key] for key in ids if key in self.sources]

    def heading(self, table: Table, column: str) -> str | None:
        """What people call a column: the metric's name and unit, or the column's own Chinese name."""
        metric = self.metrics.get(self._columns.get((table.name, column), ""))
        if metric is None:
            metric = next((found for found in self.metrics.values() if column_like(found.code) == column), None)
        if metric is not None and column not in LABELS:
            return f"{metric.name_zh}（{metric.unit}）"
        return LABELS.get(column)

    def metrics_in(self, table: Table) -> list[Metric]:
        """The metrics that a table has values of, by code."""
        codes = {code for (name, _), code in self._columns.items() if name == table.name}
        if "metric_code" in table.position:
            codes.update(row[table.position["metric_code"]] for row in table.rows)
        for column in table.columns:
            for row in table.rows if carrier_of(table, column.name) else ():
                codes.update(source.metric_code for source in self.of(table, row, column.name))
        return [self.metrics[code] for code in sorted(codes & self.metrics.keys())]


def carrier_of(table: Table, column: str) -> str | None:
    """The column that names the observation behind `column` in a long table."""
    own = "observation_id" if column == "value" else f"{column}_observation_id"
    return own if own in table.position and not table.is_wide else None


def column_like(metric_code: str) -> str:
    """A metric's code as the name of a column."""
    return metric_code.replace(".", "_")


def traced(connection: duckdb.DuckDBPyConnection, tables: Sequence[Table]) -> Tracing:
    """Reads what stands behind the tables. Every observation that a cell of theirs shows is among the sources."""
    cells: dict[tuple[str, str, str], list[str]] = {}
    for table, key, column, observation in connection.execute(
        f"select cmp_table, row_key, column_name, observation_id from marts.{CELLS} order by all"
    ).fetchall():
        cells.setdefault((table, key, column), []).append(observation)
    used = {observation for observations in cells.values() for observation in observations}
    for shown in tables:
        for column in shown.columns:
            if column.name == "observation_id" or column.name.endswith("_observation_id"):
                used.update(row[shown.position[column.name]] for row in shown.rows)
    sources = {
        row[0]: Source(*row)
        for row in connection.execute(
            """
            select o.observation_id, o.metric_code, o.modifier, o.report_id, r.source_name, r.title, r.issuer,
                r.report_year, r.address, o.char_start, o.number_text, o.printed_sentence
            from marts.fct_observations as o inner join marts.dim_report as r on o.report_id = r.report_id
            order by r.source_name, o.report_id, o.char_start, o.observation_id
            """
        ).fetchall()
        if row[0] in used
    }
    metrics = {
        row[0]: Metric(*row)
        for row in connection.execute(
            "select metric_code, name_zh, name_en, unit, definition from marts.dim_metric order by metric_code"
        ).fetchall()
    }
    named = {
        (table, column): sources[observations[0]].metric_code
        for (table, _, column), observations in cells.items()
        if len(observations) == 1 and observations[0] in sources
    }
    return Tracing(sources, metrics, cells, named)
