"""The relations of schema raw in the columns of today: made, or widened where an earlier version made them."""

from collections import defaultdict
from collections.abc import Mapping

import duckdb
import pyarrow as pa

from ground.errors import LandingError
from ingest import records
from ingest.sequences import COLUMNS, number_old

# What the register's facts had first, and what has come to them.
_REGISTER = "report_id varchar, issuer varchar, jurisdiction varchar, year integer, address varchar, load_id varchar"
_REGISTER_SINCE = {
    "kind": "varchar",
    "title": "varchar",
    "confirmed": "boolean",
    "admitted": "varchar",
    "withdrawn": "varchar",
}
_kinds: dict[str, dict[str, str]] = {}  # by relation, the columns of today and DuckDB's types for them


def schemas() -> dict[str, pa.Schema]:
    """The relations that are appended to, by name; the register's facts are not among them."""
    return {
        "loads": records.LOADS,
        "ledger": records.LEDGER,
        "reports": records.REPORTS,
        "pages": records.PAGES,
        "ocr_lines": records.OCR_LINES,
        "expected": records.EXPECTED,
        "fetches": records.FETCHES,
        "passages": records.PASSAGES,
        "figures": records.FIGURES,
        "report_clues": records.REPORT_CLUES,
        "page_meta": records.PAGE_META,
        "verdicts": records.VERDICTS,
        "second_readings": records.SECOND_READINGS,
    }


def prepare(connection: duckdb.DuckDBPyConnection, wanted: Mapping[str, pa.Schema]) -> None:
    """Brings schema raw of a warehouse into today's form.

    Raises LandingError where a column has another type than this version writes.
    """
    connection.execute("create schema if not exists raw")
    connection.execute(f"create table if not exists raw.register ({_REGISTER})")
    there = _columns(connection)
    for column, kind in _REGISTER_SINCE.items():
        if column not in there["register"]:
            connection.execute(f"alter table raw.register add column {column} {kind}")
    for name, schema in wanted.items():
        if name in there:
            _widen(connection, name, schema, there[name])
        else:
            create(connection, name, schema)


def create(connection: duckdb.DuckDBPyConnection, name: str, schema: pa.Schema) -> None:
    """Makes a relation that is not there."""
    columns = ", ".join(f'"{column}" {kind}' for column, kind in _today(connection, name, schema).items())
    connection.execute(f"create table raw.{name} ({columns})")


def _widen(connection: duckdb.DuckDBPyConnection, name: str, schema: pa.Schema, there: Mapping[str, str]) -> None:
    wanted = _today(connection, name, schema)
    if strange := {column for column in there if wanted.get(column, there[column]) != there[column]}:
        raise LandingError(
            f"raw.{name} has other types in {', '.join(sorted(strange))} than this version writes; "
            "build a new warehouse from the reports with --db NEW_FILE"
        )
    for column in wanted.keys() - there.keys():
        connection.execute(f'alter table raw.{name} add column "{column}" {wanted[column]}')
        if column == COLUMNS.get(name):
            number_old(connection, name)


def _columns(connection: duckdb.DuckDBPyConnection) -> dict[str, dict[str, str]]:
    """The columns that there are in schema raw, with their types, by relation."""
    found = connection.execute(
        "select table_name, column_name, data_type from duckdb_columns()"
        " where schema_name = 'raw' and database_name = current_database()"
    )
    columns: dict[str, dict[str, str]] = defaultdict(dict)
    for relation, column, kind in found.fetchall():
        columns[relation][column] = kind
    return columns


def _today(connection: duckdb.DuckDBPyConnection, name: str, schema: pa.Schema) -> dict[str, str]:
    """The columns of a relation with DuckDB's types, for which it is asked once."""
    if name not in _kinds:
        connection.register("columns", schema.empty_table())
        described = connection.execute("describe columns").fetchall()
        connection.unregister("columns")
        _kinds[name] = {column: kind for column, kind, *_ in described}
    return _kinds[name]
