"""The columns of the panel's wide table: those that say which row it is, then one for each metric."""

from decimal import Decimal
from typing import Any

from publish.columns import LABELS
from publish.panel.reading import Metric, Panel, Row
from publish.tables import Column, Table
from vocabulary.tables import titled

# In front of the metrics and behind them.
_BEFORE = (
    ("jurisdiction_key", "VARCHAR"),
    ("jurisdiction_name", "VARCHAR"),
    ("level", "VARCHAR"),
    ("year", "INTEGER"),
    ("report_count", "INTEGER"),
    ("metric_count", "INTEGER"),
)
_BEHIND = (("also_stated", "VARCHAR"), ("set_aside", "VARCHAR"), ("verified_columns", "VARCHAR"))
NAME = "fazhi_panel"


def wide_table(panel: Panel) -> Table:
    """The panel as one table: empty cells are empty, whatever the reason."""
    columns = (
        *(Column(*column) for column in _BEFORE),
        *(Column(metric.short_code, "DOUBLE") for metric in panel.metrics),
        *(Column(*column) for column in _BEHIND),
    )
    rows = [_line(row, panel.metrics) for row in panel.rows]
    return Table(NAME, *titled(NAME), "", columns, rows)


def heading(metric: Metric) -> str:
    """What people call a metric's column: its name and its unit."""
    return f"{metric.name_zh}（{metric.unit}）"


def headings(panel: Panel) -> dict[str, str]:
    """What people call the columns of the wide table."""
    named = {name: LABELS[name] for name, _ in (*_BEFORE, *_BEHIND)}
    return named | {metric.short_code: heading(metric) for metric in panel.metrics}


def _line(row: Row, metrics: tuple[Metric, ...]) -> tuple[Any, ...]:
    cells = (row.cells[metric.short_code] for metric in metrics)
    numbers = (cell if isinstance(cell, Decimal) else None for cell in cells)
    before = (getattr(row, name) for name, _ in _BEFORE)
    behind = (getattr(row, name) for name, _ in _BEHIND)
    return (*before, *numbers, *behind)
