"""Schema operations of a warehouse: what fazhi itself did to it, its runs, what they changed, notes of its builds.

Schema raw holds what has landed, and `ingest` alone writes there. A warehouse of an earlier version kept these tables
in raw as well: they are moved out of it once.
"""

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

# Each table: its columns by type, in order.
TABLES = {
    "runs": {
        "varchar": "run_id steps outcome failed_step reason_code reason source_root load_id inputs_hash seeds_hash"
        " reading_version fazhi_version dbt_version duckdb_version",
        "timestamp": "started_at ended_at",
        "integer": "files_seen new_reports new_versions unchanged refused reread models_built tests_passed"
        " tests_warned tests_failed",
        "bigint": "run_no",  # in the order in which they were noted, because clocks go back
    },
    "run_rows": {"varchar": "run_id table_name", "bigint": "row_count"},
    # What the builds changed in the facts: intermediate.int_fact_changes, kept.
    "fact_history": {
        "varchar": "fact_key run_id jurisdiction_key reporting_department metric_code scope role period_type range_part"
        " day_kind unit change values_before values_after report_ids",
        "integer": "change_no year",
        "timestamp": "built_at",
        "date": "as_of",
        "boolean": "is_cumulative",
    },
}
KEYS = {"runs": "run_id", "run_rows": "run_id, table_name", "fact_history": "fact_key, change_no"}
# Notes of an earlier version's builds: of no use to this one, whose first build is a full one.
_NOTES = ("whole_build", "versions_before", "touched_groups")


def columns(table: str) -> dict[str, str]:
    """The columns of a table with their types."""
    return {name: kind for kind, names in TABLES[table].items() for name in names.split()}


def prepare(connection: "DuckDBPyConnection") -> None:
    """Makes the tables where they are missing, in the columns of today, and moves what stands in raw."""
    connection.execute("create schema if not exists operations")
    for table in TABLES:
        written = ", ".join(f"{name} {kind}" for name, kind in columns(table).items())
        connection.execute(f"create table if not exists operations.{table} ({written})")
        old, there = (_columns(connection, schema, table) for schema in ("raw", "operations"))
        for name, kind in {**old, **columns(table)}.items():
            if name not in there:
                connection.execute(f"alter table operations.{table} add column {name} {kind}")
        if old:
            _move(connection, table)
    for note in _NOTES:
        connection.execute(f"drop table if exists raw.{note}")


def place(connection: "DuckDBPyConnection", table: str) -> str | None:
    """Where a table stands in a warehouse that may be of an earlier version and is only read; None where nowhere."""
    return next((f"{schema}.{table}" for schema in ("operations", "raw") if _columns(connection, schema, table)), None)


def append(connection: "DuckDBPyConnection", table: str, rows: list[dict[str, Any]]) -> None:
    """Adds rows to a table; runs get the next numbers."""
    if table == "runs":
        last = (connection.execute("select max(run_no) from operations.runs").fetchone() or (None,))[0] or 0
        rows = [{**row, "run_no": number} for number, row in enumerate(rows, last + 1)]
    if rows:
        names = ", ".join(rows[0])
        marks = ", ".join("?" for _ in rows[0])
        connection.executemany(
            f"insert into operations.{table} ({names}) values ({marks})", [list(row.values()) for row in rows]
        )


def _move(connection: "DuckDBPyConnection", table: str) -> None:
    """Moves the rows of a table of raw that are not there yet, in their order."""
    known = f"({KEYS[table]}) in (select ({KEYS[table]}) from operations.{table})"
    connection.execute(
        f"insert into operations.{table} by name select * from raw.{table} where not ({known}) order by rowid"
    )
    connection.execute(f"drop table raw.{table}")
    if table == "runs":  # those of before there were numbers have none
        connection.execute(
            "update operations.runs set run_no = found.number"
            " from (select rowid as place, row_number() over (order by rowid) as number from operations.runs) as found"
            " where runs.rowid = found.place and runs.run_no is distinct from found.number"
        )


def _columns(connection: "DuckDBPyConnection", schema: str, table: str) -> dict[str, str]:
    # our own names, and not bound: to bind a value DuckDB loads pandas, which a night without news can do without
    found = connection.execute(
        "select column_name, data_type from duckdb_columns()"
        f" where schema_name = '{schema}' and table_name = '{table}' and database_name = current_database()"
    ).fetchall()
    return dict(found)
