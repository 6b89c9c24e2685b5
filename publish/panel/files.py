"""The folder of the panel: the wide and the long form and the balance, in every format, with codebook and scripts."""

import datetime
from collections.abc import Callable
from pathlib import Path

import duckdb

from ground.errors import ExportError
from publish.columns import LABELS
from publish.delimited import write_csv
from publish.panel.codebook import write_codebook
from publish.panel.columns import headings, wide_table
from publish.panel.reading import Panel, panel_of
from publish.panel.scripts import write_scripts
from publish.panel.statistics import write_statistics
from publish.sheets import Cell, Styles, write_sheet
from publish.tables import Column, Table
from publish.warehouse import first_line

FOLDER = "panel"
WORKBOOK = "fazhi_panel.xlsx"


def write_panel(connection: duckdb.DuckDBPyConnection, landed: datetime.datetime | None, folder: Path) -> list[Path]:
    """Writes the panel into the folder `panel` of `folder`; the paths inside `folder`, in order. Raises ExportError."""
    panel = panel_of(connection, landed)
    target = folder / FOLDER
    steps: tuple[Callable[[Panel, Path], list[Path]], ...] = (
        _write_plain,
        _write_workbook,
        write_statistics,
        write_codebook,
        lambda _, at: write_scripts(at),
    )
    try:
        target.mkdir()
        written = [path for step in steps for path in step(panel, target)]
    except Exception as error:
        raise ExportError(
            f"{FOLDER}: could not be written: {first_line(error)}; earlier exports are as they were; "
            "make room on the disk if it is full, else report this"
        ) from error
    return [path.relative_to(folder) for path in written]


def _write_plain(panel: Panel, folder: Path) -> list[Path]:
    files = []
    for table in (wide_table(panel), panel.long, panel.balance):
        write_csv(table, folder / f"{table.name}.csv")
        _write_parquet(table, folder / f"{table.name}.parquet")
        files += [folder / f"{table.name}.csv", folder / f"{table.name}.parquet"]
    return files


def _write_parquet(table: Table, path: Path) -> None:
    """Parquet that every program can plot: numbers are doubles, or integers where they always are."""
    import pyarrow as pa
    from pyarrow import parquet

    fields, arrays = [], []
    for place, column in enumerate(table.columns):
        kind = _arrow_type(column)
        values = [row[place] for row in table.rows]
        if kind == pa.float64():
            values = [None if value is None else float(value) for value in values]
        fields.append(pa.field(column.name, kind))
        arrays.append(pa.array(values, kind))
    parquet.write_table(pa.Table.from_arrays(arrays, schema=pa.schema(fields)), path, compression="zstd")


def _arrow_type(column: Column) -> object:
    import pyarrow as pa

    if column.type_name.startswith(("DECIMAL", "DOUBLE")):
        return pa.float64()
    return {"INTEGER": pa.int32(), "BIGINT": pa.int64(), "BOOLEAN": pa.bool_(), "DATE": pa.date32()}.get(
        column.type_name, pa.string()
    )


def _write_workbook(panel: Panel, folder: Path) -> list[Path]:
    import xlsxwriter

    path, wide = folder / WORKBOOK, wide_table(panel)
    with xlsxwriter.Workbook(str(path)) as book:
        # A fixed time: the same warehouse gives the same bytes.
        book.set_properties({"title": wide.title, "created": panel.landed or datetime.datetime(2000, 1, 1)})
        styles = Styles(book)
        for table, called in ((wide, headings(panel)), (panel.long, LABELS), (panel.balance, LABELS)):
            write_sheet(
                book.add_worksheet(table.name),
                styles,
                [(name, called.get(name)) for name in table.position],
                ([Cell(value) for value in row] for row in ([] if table.is_long else table.rows)),
                frozen_columns=2 if table.name == "fazhi_panel" else 0,
            )
    return [path]
