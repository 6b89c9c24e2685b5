"""The documents' queries run on the sample warehouse, and the tables printed below them are what they give."""

import re
from pathlib import Path

import duckdb
import pytest

from tests.conftest import ROOT

_QUERY = re.compile(r"```sql\n(?P<sql>.*?)```\n\n(?P<table>\|.*?)\n\n", re.DOTALL)


def _queries() -> list[tuple[str, str, str]]:
    found = []
    for name in ("README.md", "docs/querying.md"):
        text = (ROOT / name).read_text(encoding="utf-8")
        found += [(f"{name}-{number}", m["sql"], m["table"]) for number, m in enumerate(_QUERY.finditer(text), 1)]
    return found


def _printed(table: str) -> list[list[str]]:
    lines = [line.strip().strip("|").split("|") for line in table.splitlines()]
    return [[cell.strip() for cell in line] for position, line in enumerate(lines) if position != 1]


def _cell(value: object) -> str:
    if value is None:
        return ""
    return f"{value:.4f}".rstrip("0").rstrip(".") if isinstance(value, float) else str(value)


@pytest.mark.parametrize(("sql", "table"), [query[1:] for query in _queries()], ids=[query[0] for query in _queries()])
def test_printed_table_is_what_the_query_gives(sql: str, table: str, sample_run: Path) -> None:
    with duckdb.connect(str(sample_run / "fazhi.duckdb"), read_only=True) as warehouse:
        given = warehouse.execute(sql)
        header = [column[0] for column in given.description]
        rows = [[_cell(value) for value in row] for row in given.fetchall()]
    assert [header, *rows] == _printed(table)


def test_there_are_queries() -> None:
    assert len(_queries()) >= 6
