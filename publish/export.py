"""The export: every table in every format, into a folder that takes the old one's place when all of it is written."""

import datetime
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

import duckdb

from ground.errors import ExportError
from publish import index
from publish.delimited import write_csv
from publish.folder import replaced
from publish.markdown import write_markdown
from publish.panel import FOLDER as PANEL
from publish.panel import write_panel
from publish.parquet import write_parquet
from publish.tables import Table, exported
from publish.tracing import Tracing, traced
from publish.verified import opened_for
from publish.warehouse import first_line
from publish.workbook import write_workbook

TABLE_FORMATS = ("csv", "parquet", "xlsx", "md")
FORMATS = (*TABLE_FORMATS, PANEL)  # the panel has formats of its own
WORKBOOK = "fazhi_tables.xlsx"
FOLDERS = {"csv": "csv", "parquet": "parquet", "md": "markdown"}
OURS = frozenset((*FOLDERS.values(), WORKBOOK, PANEL, index.NAME))


def export_all(
    db: Path,
    out: Path,
    formats: Sequence[str] = FORMATS,
    *,
    verified_only: bool = False,
    progress: bool | None = None,
) -> list[Path]:
    """Writes the tables of the warehouse at `db` into the folder `out`; the paths of the files, in order.

    The folder is replaced as a whole, so that it never holds tables of two warehouses; where anything fails, it stays
    as it was. `verified_only` leaves out what nobody has verified. `progress` draws a bar on stderr; None draws it on a
    terminal only. Raises ExportError.
    """
    unknown = [name for name in formats if name not in FORMATS]
    if unknown or not formats:
        asked = repr(unknown[0]) if unknown else "none"
        raise ExportError(f"formats: {asked} asked for; choose from {', '.join(FORMATS)}")
    with opened_for(db, verified_only=verified_only) as connection:
        tables = exported(connection)
        tracing, landed = behind(connection, tables, db, verified_only=verified_only)
        with replaced(out, OURS) as folder:
            of_tables = [name for name in formats if name != PANEL]
            written = write_tables(connection, tables, tracing, landed, folder, of_tables, progress=progress)
            if PANEL in formats:
                written += write_panel(connection, landed, folder)
            page = index.index_page(tables, written, landed, verified_only=verified_only)
            (folder / index.NAME).write_text(page, encoding="utf-8", newline="\n")
    return [out / path for path in (*written, Path(index.NAME))]


def behind(
    connection: duckdb.DuckDBPyConnection, tables: Sequence[Table], db: Path, *, verified_only: bool = False
) -> tuple[Tracing, datetime.datetime | None]:
    """What stands behind the tables of the warehouse at `db`, and when its newest report landed. Raises ExportError."""
    try:
        return replace(traced(connection, tables), verified_only=verified_only), _landed(connection)
    except duckdb.Error as error:
        raise ExportError(
            f"{db}: its marts do not fit this version: {first_line(error)}; build them again (`fazhi build`)"
        ) from error


def write_tables(
    connection: duckdb.DuckDBPyConnection,
    tables: Sequence[Table],
    tracing: Tracing,
    landed: datetime.datetime | None,
    folder: Path,
    formats: Sequence[str],
    *,
    progress: bool | None = None,
) -> list[Path]:
    """Writes the tables into `folder` in every format; the paths inside it, in order. Raises ExportError."""
    return [
        _write(connection, tables, table, name, tracing, landed, folder)
        for name, table in _bar(list(_steps(tables, formats)), progress)
    ]


def _steps(tables: Sequence[Table], formats: Sequence[str]) -> Iterator[tuple[str, Table | None]]:
    """What there is to write, in order: a format with a table, or with none where one file holds them all."""
    for name in dict.fromkeys(formats):
        if name == "xlsx":
            yield name, None
            continue
        # In Markdown the sources are the footnotes of the table itself.
        yield from ((name, table) for table in tables if name != "md" or table.explains is None)


def _write(
    connection: duckdb.DuckDBPyConnection,
    tables: Sequence[Table],
    table: Table | None,
    name: str,
    tracing: Tracing,
    landed: datetime.datetime | None,
    folder: Path,
) -> Path:
    """Writes one file; its path inside the folder."""
    path = Path(WORKBOOK) if table is None else Path(FOLDERS[name]) / f"{table.name}.{name}"
    target = folder / path
    target.parent.mkdir(exist_ok=True)
    try:
        if table is None:
            write_workbook(tables, tracing, landed, target)
        elif name == "csv":
            write_csv(table, target)
        elif name == "parquet":
            write_parquet(connection, table, target)
        else:
            write_markdown(table, tracing, target)
    except Exception as error:
        raise ExportError(
            f"{path}: could not be written: {first_line(error)}; earlier exports are as they were; "
            "make room on the disk if it is full, else report this with the file's name"
        ) from error
    return path


def _landed(connection: duckdb.DuckDBPyConnection) -> datetime.datetime | None:
    """When the newest report landed."""
    row = connection.execute("select cast(max(landed_at) as timestamp) from marts.dim_report").fetchone()
    return row[0] if row else None


def _bar(steps: Sequence[tuple[str, Table | None]], progress: bool | None) -> Iterator[tuple[str, Table | None]]:
    from tqdm import tqdm

    # tqdm reads None as: on a terminal only.
    yield from tqdm(
        steps, desc="exporting", unit="file", leave=False, disable=None if progress is None else not progress
    )
