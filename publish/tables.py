"""Which tables are exported, and what each holds: the comparisons, their sources, and the answers of the analyses."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any

import duckdb

from ground.errors import ExportError
from publish import questions, warehouse
from publish.questions import Question
from vocabulary.tables import titled

# Traces each cell of the wide tables; exported in parts, beside the table that each part explains.
CELLS = "cmp_cells"
# Looked up by the keys of groups, and larger than a sheet may be; comparability_of_two_cities shows it to people.
# The panel has a folder and formats of its own.
NOT_EXPORTED = (CELLS, "cmp_comparability", "cmp_panel", "cmp_panel_long", "cmp_panel_balance")
READABLE_ROWS = 20_000  # of a table that people read as a page or a sheet; longer ones are for programs
# What a reader sorts by, where a table has it.
_FIRST = (
    *("metric_code", "year", "scope", "as_of", "comparison_group", "rank_in_group"),
    *("jurisdiction_key", "jurisdiction_name"),
)
NEEDED = (CELLS, "dim_metric", "dim_report", "fct_observations")


@dataclass(frozen=True)
class Column:
    """A column as it is exported: its name and the type that DuckDB gives it."""

    name: str
    type_name: str

    @property
    def is_text(self) -> bool:
        """Neither number nor date nor flag: what a spreadsheet might mistake for something else."""
        return self.type_name == "VARCHAR" or self.type_name.endswith("[]")


@dataclass(frozen=True)
class Table:
    """One exported table.

    `is_wide`: one row per city and year, whose cells another table explains; that one names it in `explains`.
    """

    name: str
    title: str
    title_en: str
    notes: tuple[str, ...]
    sql: str
    columns: tuple[Column, ...]
    rows: list[tuple[Any, ...]]
    is_wide: bool = False
    explains: str | None = None

    @property
    def is_long(self) -> bool:
        """Longer than anybody reads: pages and sheets say so and hold no rows of it, CSV and Parquet hold it whole."""
        return len(self.rows) > READABLE_ROWS

    @cached_property
    def position(self) -> Mapping[str, int]:
        """Where each column stands in a row."""
        return {column.name: number for number, column in enumerate(self.columns)}


def exported(connection: duckdb.DuckDBPyConnection, asked: list[Question] | None = None) -> list[Table]:
    """The tables to export, read whole, in the order in which a reader meets them.

    Wide tables come first, each with its sources, then the long comparison, then the answers of the analyses (`asked`;
    those of the project where it is None). Raises ExportError where the warehouse has no marts or a query fails.
    """
    relations = warehouse.relations(connection)
    missing = [name for name in NEEDED if name not in relations]
    if missing:
        raise ExportError(f"marts.{missing[0]}: is not in the warehouse; build it (`fazhi build`), then export again")
    tables = []
    for name, names in sorted(relations.items(), key=lambda item: (not _is_wide(item[1]), item[0])):
        if name.startswith("cmp_") and name not in NOT_EXPORTED:
            tables.append(_comparison(connection, name, names))
            if tables[-1].is_wide:
                tables.append(_sources(connection, tables[-1], relations[CELLS]))
    for question in questions.questions() if asked is None else asked:
        tables.append(read(connection, question))
    return tables


def _comparison(connection: duckdb.DuckDBPyConnection, name: str, names: list[str]) -> Table:
    sql = f"select * from marts.{name} order by {_order(names, _FIRST)}"
    table = read(connection, Question(name, *titled(name), sql))
    return replace(table, is_wide=_is_wide(names))


def _sources(connection: duckdb.DuckDBPyConnection, table: Table, names: list[str]) -> Table:
    """The part of marts.cmp_cells that explains one wide table: a row per figure behind a cell.

    A cell that is derived has a row for each of its terms.
    """
    optional = "column_name_zh, " if "column_name_zh" in names else ""
    sql = f"""
        with figures as (
            select
                row_key, column_name, {optional}
                case when observation_id is null then 'derived' else 'reported' end as basis,
                value as cell_value,
                unnest(string_split(coalesce(observation_id, terms), ', ')) as observation_id
            from marts.cmp_cells
            where cmp_table = '{table.name}'
        )
        select
            figures.*, o.metric_code, o.value, o.unit, o.modifier, o.scope, o.year, o.as_of,
            o.report_id, r.source_name, o.char_start, o.number_text, o.printed_sentence
        from figures
        inner join marts.fct_observations as o on figures.observation_id = o.observation_id
        inner join marts.dim_report as r on o.report_id = r.report_id
        order by row_key, column_name, o.observation_id
    """
    notes = (
        f"Explains every cell of {table.name}: look a cell up by its row_key and the name of its column. "
        "A cell whose basis is `derived` is computed from the figures in its rows.",
    )
    asked = Question(f"{table.name}_sources", f"{table.title}：出处", f"{table.title_en}: sources", notes, sql)
    return replace(read(connection, asked), explains=table.name)


def read(connection: duckdb.DuckDBPyConnection, question: Question) -> Table:
    """The answer to a question, read whole. Raises ExportError where its query fails."""
    try:
        result = connection.execute(question.sql)
        found = tuple(Column(name, str(kind)) for name, kind, *_ in result.description or ())
        rows = result.fetchall()
    except duckdb.Error as error:
        raise ExportError(
            f"{question.name}: the query failed: {warehouse.first_line(error)}; "
            "if the warehouse is of an older version, build it again (`fazhi build`)"
        ) from error
    return Table(question.name, question.title, question.title_en, question.notes, question.sql, found, rows)


def _is_wide(names: list[str]) -> bool:
    return "row_key" in names


def _order(names: list[str], first: tuple[str, ...]) -> str:
    """A total order of rows: the columns that a reader expects, then all others, so that files do not vary."""
    ordered: Iterator[str] = (name for name in (*first, *names) if name in names)
    return ", ".join(f'"{name}" nulls last' for name in dict.fromkeys(ordered))
