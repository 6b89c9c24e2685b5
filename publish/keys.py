"""Which columns tell the rows of a table apart, and which lead to another table. Only what holds is said."""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from publish.references import FIGURES
from publish.tables import Table

# Where a column of this name leads.
_LEADS = {
    "metric_code": "dim_metric",
    "report_id": "dim_report",
    "jurisdiction_key": "dim_jurisdiction",
    "parent_key": "dim_jurisdiction",
    "province_key": "dim_jurisdiction",
    "case_type": "dim_case_type",
    "period_key": "dim_period",
    "prefecture_key": "dim_jurisdiction",
    "indicator_code": "dim_derived_indicator",
    "numerator_metric": "dim_metric",
    "denominator_metric": "dim_metric",
    "reported_metric": "dim_metric",
    "standing_reason": "dim_comparability_reason",
}
_CANDIDATES = (
    *(
        ("row_key",),
        ("peer_key",),
        ("observation_id",),
        ("mediation_rate_id",),
        ("derived_id",),
        ("rollup_id",),
        ("lateness_id",),
    ),
    ("observation_id", "other_value_observation_id"),
    ("indicator_code", "numerator_observation_id"),
    ("part", "family"),
    ("family", "band"),
)
# A source is told by the row and the column of the cell and, of a derived cell, by the figure.
_OF_SOURCES = (("row_key", "column_name", "observation_id"),)


class Reference(NamedTuple):
    """A column, and the table and column that it leads to."""

    column: str
    table: str
    key: str


def primary_key(table: Table) -> tuple[str, ...]:
    """The columns that tell every row of a table from every other; none where no known ones do."""
    candidates: tuple[tuple[str, ...], ...] = _OF_SOURCES if table.explains else _CANDIDATES
    if table.name.startswith("dim_"):
        candidates = ((table.columns[0].name,),)
    for names in candidates:
        if all(name in table.position for name in names):
            keys = [tuple(row[table.position[name]] for name in names) for row in table.rows]
            if len(set(keys)) == len(keys) and not any(None in key for key in keys):
                return names
    return ()


def references(table: Table, tables: Sequence[Table], keys: Mapping[str, tuple[str, ...]]) -> list[Reference]:
    """The columns of a table all of whose values stand in the key of another table; `keys` are those of `tables`."""
    by_name = {other.name: other for other in tables}
    found = []
    for column in table.position:
        name = FIGURES if column.endswith("observation_id") else _LEADS.get(column)
        if column == "row_key":
            name = table.explains
        other = by_name.get(name or "")
        if other is None or len(keys[other.name]) != 1 or (other is table and keys[table.name] == (column,)):
            continue
        (key,) = keys[other.name]
        there = {row[other.position[key]] for row in other.rows} | {None}
        if all(row[table.position[column]] in there for row in table.rows):
            found.append(Reference(column, other.name, key))
    return found
