"""Rows of schema raw that have landed elsewhere, taken over into a warehouse in which nothing has landed."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

# The order in which rows were written, which some ask by.
ORDERS = {
    "loads": "finished_at is null, finished_at, load_id",
    "ledger": "ledger_no",
    "fetches": "fetch_no",
    "verdicts": "verdict_no",
    "second_readings": "reading_no",
}


def take_over(connection: "DuckDBPyConnection", table: str, query: str) -> int:
    """Puts what a query gives into a table of raw; how many rows."""
    order = f" order by {ORDERS[table]}" if table in ORDERS else ""
    done = connection.execute(f"insert into raw.{table} by name select * from ({query}){order}").fetchone()
    return int(done[0]) if done else 0
