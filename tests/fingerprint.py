"""What a built warehouse says, in a few hashes: two warehouses that say the same have the same."""

from pathlib import Path

import duckdb

# When and by which load or run something came is not what the reports say, nor how often an address was asked (the
# columns of aud_expected_reports).
OF_THE_FETCH = ("first_found_at", "last_found_at", "last_attempt_at", "attempt_count", "change_count")
OF_THE_LOAD = ("landed_at", "load_id", "recorded_at", "source_root", "state", "http_status", *OF_THE_FETCH)
HISTORIES = ("aud_load_ledger", "aud_runs", "aud_run_rows", "aud_fact_history")

Fingerprint = dict[str, tuple[int, int]]  # rows and a hash over them, by table


def fingerprint(db: Path) -> Fingerprint:
    """Of every table of the marts but the histories, whatever the order of its rows."""
    with duckdb.connect(str(db), read_only=True) as connection:
        return of_connection(connection)


def of_connection(connection: duckdb.DuckDBPyConnection, *schemas: str) -> Fingerprint:
    """The same through a connection; of other `schemas` than the marts where some are named."""
    columns: dict[str, list[str]] = {}
    rows = connection.execute(
        "select schema_name, table_name, column_name from duckdb_columns() where schema_name in (select unnest(?))"
        " order by all",
        [schemas or ["marts"]],
    ).fetchall()
    for schema, table, column in rows:
        if table not in HISTORIES and column not in OF_THE_LOAD:
            columns.setdefault(f"{schema}.{table}" if schemas else table, []).append(f'"{column}"')
    found = {}
    for table, names in columns.items():
        count, value = connection.execute(
            f"select count(*), coalesce(sum(hash({', '.join(names)})), 0) from {table if schemas else f'marts.{table}'}"
        ).fetchone() or (0, 0)
        found[table] = (int(count), int(value))
    return found
