"""The data dictionary: every column of every published table, with what it is called, means, and is empty for."""

import csv
import re
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

import duckdb

from publish.keys import Reference
from publish.markdown import escaped
from publish.tables import Table
from vocabulary.codes import KINDS
from vocabulary.columns import Column, called

CSV, PAGE = "data_dictionary.csv", "data_dictionary.md"

_TYPES = {"BOOLEAN": "boolean", "DATE": "date", "TIMESTAMP": "datetime"}
_NUMBERS = ("DECIMAL", "DOUBLE", "FLOAT")
_INTEGERS = ("TINYINT", "SMALLINT", "INTEGER", "BIGINT", "HUGEINT")
# What the panel's column of a metric says of itself: its name, its unit and its code.
_METRIC = re.compile(r"(?P<name>.+)（(?P<unit>[^）]+)）: [a-z_]+\.[a-z_]+\.")
_NULL = re.compile(r"\b(?:else null|null (?:for|where|when|of|on)\b[^.;]*)")
# Where a column of a question is described: the first of these that has it.
_DESCRIBED = ("fct_observations", "cmp_metrics_ranked", "fct_evidence", "dim_report", "cmp_cells", "dim_jurisdiction")


class Told(NamedTuple):
    """What the warehouse itself says of a column: its type, its description, whether it may be empty."""

    type_name: str
    description: str
    is_nullable: bool


class Entry(NamedTuple):
    """A line of the dictionary. `key` is primary, or the table and column that it leads to."""

    table_name: str
    found_in: str
    column_no: int
    column_name: str
    name_zh: str
    name_en: str
    type: str
    unit: str
    key: str
    description: str
    empty_means_zh: str
    empty_means_en: str


Columns = Mapping[str, Mapping[str, Told]]
# What an empty cell means where neither the column nor its model says it.
_FIGURE, NEVER, _OTHERWISE = (KINDS["empty"][code].full for code in ("figure", "never", "otherwise"))
_DESCRIBED_ZH, _DESCRIBED_EN = KINDS["empty"]["described"].full


def described(connection: duckdb.DuckDBPyConnection, schemas: Sequence[str] = ("marts",)) -> Columns:
    """The columns of a warehouse's tables, in order, with what it says of them."""
    found: dict[str, dict[str, Told]] = {}
    rows = connection.execute(
        "select table_name, column_name, data_type, coalesce(comment, ''), is_nullable from duckdb_columns() "
        "where list_contains(?, schema_name) and not internal order by table_name, column_index",
        [list(schemas)],
    ).fetchall()
    for table, column, kind, comment, nullable in rows:
        found.setdefault(table, {})[column] = Told(kind, " ".join(comment.split()), nullable)
    return found


def kind_of(type_name: str) -> str:
    """The type of Table Schema for a type of DuckDB."""
    if type_name.startswith(_NUMBERS):
        return "number"
    return "integer" if type_name.startswith(_INTEGERS) else _TYPES.get(type_name, "string")


def entries(
    tables: Sequence[Table],
    keys: Mapping[str, tuple[str, ...]],
    leads: Mapping[str, Sequence[Reference]],
    warehouse: Columns,
) -> list[Entry]:
    """The dictionary: the published tables in their order, then those that the DuckDB file alone has."""
    found = []
    for table in tables:
        files = "csv, parquet, duckdb" if table.name in warehouse else "csv, parquet"
        led = {lead.column: f"{lead.table}.{lead.key}" for lead in leads[table.name]}
        for number, column in enumerate(table.columns, start=1):
            primary = "primary" if column.name in keys[table.name] else ""
            key = "; ".join(filter(None, (primary, led.get(column.name))))
            told = warehouse.get(table.name, {}).get(column.name) or _by_name(warehouse, column.name, column.type_name)
            found.append(_entry(table.name, files, number, column.name, column.type_name, told, key))
    published = {table.name for table in tables}
    for name in sorted(warehouse.keys() - published):
        for number, (column_name, told) in enumerate(warehouse[name].items(), start=1):
            if not told.description:
                told = _by_name(warehouse, column_name, told.type_name)
            found.append(_entry(name, "duckdb", number, column_name, told.type_name, told, ""))
    return found


def write_dictionary(found: Sequence[Entry], titles: Mapping[str, tuple[str, str, str]], folder: Path) -> list[Path]:
    """Writes it into `folder` as CSV and as a page; `titles` are the names and the grain of each table."""
    with (folder / CSV).open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.writer(file, lineterminator="\r\n")
        writer.writerow(Entry._fields)
        writer.writerows(found)
    lines = ["# 数据字典 Data dictionary", ""]
    for name in dict.fromkeys(entry.table_name for entry in found):
        zh, en, grain = titles[name]
        columns = [entry for entry in found if entry.table_name == name]
        lines += [f"## `{name}`", "", f"{escaped(zh)} {escaped(en)} ({columns[0].found_in})", "", escaped(grain), ""]
        lines += ["| 列 Column | 名称 Name | 类型 Type | 单位 Unit | 键 Key | 说明 Description | 空值 Empty |"]
        lines += ["| --- | --- | --- | --- | --- | --- | --- |"]
        for entry in columns:
            called, empty = f"{entry.name_zh} {entry.name_en}", f"{entry.empty_means_zh} {entry.empty_means_en}"
            told = (called, entry.type, entry.unit, entry.key, entry.description, empty)
            lines.append(f"| `{entry.column_name}` | {' | '.join(map(escaped, told))} |")
        lines.append("")
    (folder / PAGE).write_text("\n".join(lines), encoding="utf-8", newline="\n")
    return [Path(CSV), Path(PAGE)]


def _entry(table: str, files: str, number: int, column: str, type_name: str, told: Told, key: str) -> Entry:
    metric, known = _METRIC.fullmatch(told.description), called(column)
    return Entry(
        table,
        files,
        number,
        column,
        metric["name"] if metric else known.heading,
        known.english,
        kind_of(type_name),
        metric["unit"] if metric else known.unit,
        key,
        told.description,
        *(_FIGURE if metric else _empty(known, told)),
    )


def _by_name(warehouse: Columns, column: str, type_name: str) -> Told:
    """What is known of a column of a question: what the marts say of a column of that name."""
    for table in (*_DESCRIBED, *sorted(warehouse)):
        if (told := warehouse.get(table, {}).get(column)) and told.description:
            return Told(type_name, told.description, is_nullable=told.is_nullable or called(column).empty is not None)
    return Told(type_name, called(column).description, is_nullable=True)


def _empty(column: Column, told: Told) -> tuple[str, str]:
    if not told.is_nullable:
        return NEVER
    if column.is_figure:
        return _FIGURE
    if column.empty:
        return column.empty
    if clause := _NULL.search(told.description):
        return _DESCRIBED_ZH, clause[0].removeprefix("else null").removeprefix("null ").strip() or _DESCRIBED_EN
    return _OTHERWISE
