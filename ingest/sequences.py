"""The order in which rows were written: a number of its own, because clocks go back, and ahead, and are put right.

Every row of these relations has the next number of its relation. Rows of a warehouse that was made before there were
numbers get them in the order in which they stand there.
"""

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import duckdb

COLUMNS = {"ledger": "ledger_no", "fetches": "fetch_no"}


def number_old(connection: "duckdb.DuckDBPyConnection", relation: str) -> None:
    """Numbers the rows of `relation` that have no number yet, as they were appended."""
    column = COLUMNS[relation]
    connection.execute(
        f"""
        update raw.{relation} as numbered
        set {column} = found.number
        from (select rowid as place, row_number() over (order by rowid) as number from raw.{relation}) as found
        where numbered.rowid = found.place and numbered.{column} is null
        """
    )


class Counters:
    """The next number of each relation."""

    def __init__(self, connection: "duckdb.DuckDBPyConnection") -> None:
        self._connection = connection
        self._last: dict[str, int] = {}

    def numbered(self, relation: str, rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
        """The rows with their numbers; as they are where the relation has none."""
        column = COLUMNS.get(relation)
        if column is None:
            return rows
        if relation not in self._last:
            found = self._connection.execute(f"select coalesce(max({column}), 0) from raw.{relation}").fetchone()
            self._last[relation] = int(found[0]) if found else 0
        first = self._last[relation] + 1
        self._last[relation] += len(rows)
        return [{**row, column: number} for number, row in enumerate(rows, first)]
