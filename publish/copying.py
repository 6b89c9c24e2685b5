"""The warehouse as a file to hand on: the marts and, where wanted, the texts that they were read from."""

from pathlib import Path

import duckdb

from ground.errors import ExportError
from publish.verified import verified
from publish.warehouse import first_line

# Of what was landed only this: the rest says how and from which folder somebody landed it.
OF_THE_MACHINE = ("aud_run_rows", "aud_runs", "aud_verdicts")  # when and where somebody's runs ran; who said what
_TEXTS = "select report_id, source_name, sha256, text, landed_at from warehouse.raw.reports order by report_id"
_TEXTS_ARE = "One row per landed version of a report, with its text; char_start of the marts counts characters in it."


def copy_warehouse(db: Path, target: Path, *, texts: bool, verified_only: bool = False) -> None:
    """Writes schema `marts` of the warehouse at `db` into a new file that nobody can write to by mistake.

    What may be null and descriptions go along; `texts` adds raw.reports, with the texts of the reports. The folders
    that were loaded and the history of runs are left out, since they tell of somebody's machine; with `verified_only`
    so are facts and comparisons that nobody has verified. Raises ExportError.
    """
    try:
        with duckdb.connect() as connection:
            connection.execute(f"attach {_quoted(db)} as warehouse (read_only)")
            # Small blocks: a table of ten rows takes a few kilobytes for a column instead of a quarter megabyte.
            connection.execute(f"attach {_quoted(target)} as copied (block_size 16384)")
            _copy_marts(connection, verified_only=verified_only)
            if texts:
                connection.execute("create schema copied.raw")
                connection.execute(f"create table copied.raw.reports as {_TEXTS}")
                connection.execute(f"comment on table copied.raw.reports is '{_TEXTS_ARE}'")
            connection.execute("detach copied")
        target.chmod(0o444)
    except duckdb.Error as error:
        raise ExportError(
            f"{db}: could not be copied to {target.name}: {first_line(error)}; "
            "build it again if it is of an older version (`fazhi build`); make room if the disk is full"
        ) from error


def _copy_marts(connection: duckdb.DuckDBPyConnection, *, verified_only: bool) -> None:
    connection.execute("copy from database warehouse to copied (schema)")
    schemas = connection.execute(
        "select schema_name from duckdb_schemas() where database_name = 'copied' and not internal"
    ).fetchall()
    for (schema,) in schemas:
        if schema != "marts":
            connection.execute(f'drop schema copied."{schema}" cascade')
    for table in OF_THE_MACHINE:
        connection.execute(f"drop table if exists copied.marts.{table}")
    tables = connection.execute(
        "select table_name, list(column_name order by column_index) from duckdb_columns() "
        "where database_name = 'copied' and schema_name = 'marts' group by table_name order by table_name"
    ).fetchall()
    for table, columns in tables:
        chosen = ", ".join("null" if name == "source_root" else f'"{name}"' for name in columns)
        source = f"({verified(table, columns)})" if verified_only else f'warehouse.marts."{table}"'
        connection.execute(f'insert into copied.marts."{table}" select {chosen} from {source}')


def _quoted(path: Path) -> str:
    text = str(path).replace("'", "''")
    return f"'{text}'"
