"""The documents' queries and the tables printed below them: read, and written afresh out of a warehouse.

    python -m tests.docs.printed sample.duckdb

writes the tables that the queries give on the sample reports, when a change has moved figures. Look at the diff: what
moves there belongs into CHANGELOG.md under "Figures changed".
"""

import re
import sys
from pathlib import Path
from typing import NamedTuple

import duckdb

from tests.conftest import ROOT

DOCUMENTS = ("README.md", "docs/querying.md", "docs/cookbook.md", "docs/walk.md")
_QUERY = re.compile(r"```sql\n(?P<sql>.*?)```\n(?:\n(?P<table>\|.*?)\n(?=\n|$))?", re.DOTALL)


class Query(NamedTuple):
    """A query of a document, and the lines of the table below it."""

    document: str
    sql: str
    table: str


def queries() -> list[Query]:
    """All queries of the documents, in order."""
    return [
        Query(name, found["sql"], found["table"] or "")
        for name in DOCUMENTS
        for found in _QUERY.finditer((ROOT / name).read_text(encoding="utf-8"))
    ]


def given(warehouse: duckdb.DuckDBPyConnection, sql: str) -> list[list[str]]:
    """What a query gives, as text: the header, then the rows."""
    result = warehouse.execute(sql)
    header = [column[0] for column in result.description]
    return [header, *([_cell(value) for value in row] for row in result.fetchall())]


def printed(table: str) -> list[list[str]]:
    """The cells of a printed table, without the line below its header."""
    lines = [line.strip().strip("|").split("|") for line in table.splitlines()]
    return [[cell.strip() for cell in line] for position, line in enumerate(lines) if position != 1]


def _cell(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return str(value).lower()
    return f"{value:.4f}".rstrip("0").rstrip(".") if isinstance(value, float) else str(value)


def _rewritten(warehouse: duckdb.DuckDBPyConnection, found: re.Match[str]) -> str:
    result = warehouse.execute(found["sql"])
    right = [str(column[1]) in ("DOUBLE", "INTEGER", "BIGINT") for column in result.description]
    header, *rows = given(warehouse, found["sql"])
    lines = [header, ["---:" if number else "---" for number in right], *rows]
    return f"```sql\n{found['sql']}```\n\n" + "".join(f"| {' | '.join(line)} |\n" for line in lines)


if __name__ == "__main__":
    with duckdb.connect(sys.argv[1], read_only=True) as sample:
        for document in DOCUMENTS:
            path = Path(ROOT / document)
            text = path.read_text(encoding="utf-8")
            path.write_text(_QUERY.sub(lambda found: _rewritten(sample, found), text), encoding="utf-8", newline="\n")
