"""What a built warehouse says, in a few hashes: two warehouses that say the same have the same."""

from pathlib import Path

import duckdb

# When and by which load or run something came is not what the reports say.
OF_THE_LOAD = ("landed_at", "load_id", "recorded_at", "source_root")
# Nor is how often an address was asked, and what its server answered last.
OF_THE_FETCH = {
    ("aud_expected_reports", name)
    for name in (
        "state",
        "http_status",
        "attempt_count",
        "change_count",
        "first_found_at",
        "last_found_at",
        "last_attempt_at",
    )
}
HISTORIES = ("aud_load_ledger", "aud_runs", "aud_run_rows", "aud_fact_history")

Fingerprint = dict[str, tuple[int, int]]  # rows and a hash over them, by table


def fingerprint(db: Path) -> Fingerprint:
    """Of every table of the marts but the histories, whatever the order of its rows."""
    with duckdb.connect(str(db), read_only=True) as connection:
        return of_connection(connection)


def of_connection(connection: duckdb.DuckDBPyConnection) -> Fingerprint:
    """The same through a connection."""
    columns: dict[str, list[str]] = {}
    rows = connection.execute(
        "select table_name, column_name from duckdb_columns() where schema_name = 'marts' order by all"
    ).fetchall()
    for table, column in rows:
        if table not in HISTORIES and column not in OF_THE_LOAD and (table, column) not in OF_THE_FETCH:
            columns.setdefault(table, []).append(f'"{column}"')
    found = {}
    for table, names in columns.items():
        count, value = connection.execute(
            f"select count(*), coalesce(sum(hash({', '.join(names)})), 0) from marts.{table}"
        ).fetchone() or (0, 0)
        found[table] = (int(count), int(value))
    return found
