"""docs/querying.md: its queries run, and what it shows stands in the sample reports where it says."""

import re

import duckdb
import pytest

from tests.publish.synthetic import ROOT

TEXT = (ROOT / "docs" / "querying.md").read_text(encoding="utf-8")
SHOWN = re.findall(r"```sql\n(.*?)```\n\n((?:\|[^\n]*\n)+)", TEXT, re.S)


def cells(line):
    return [cell.strip() for cell in line.strip().strip("|").split("|")]


def test_there_are_three():
    assert len(SHOWN) == TEXT.count("```sql") == 3


@pytest.mark.parametrize(("sql", "table"), SHOWN)
def test_a_query_gives_the_columns_that_are_shown(warehouse, sql, table):
    with duckdb.connect(str(warehouse), read_only=True) as connection:
        names = [column[0] for column in connection.execute(sql).description]
    assert names == cells(table.splitlines()[0])


@pytest.mark.parametrize(("sql", "table"), SHOWN)
def test_what_is_shown_is_printed_there(sql, table):
    heading, _, *lines = table.splitlines()
    for line in lines:
        row = dict(zip(cells(heading), cells(line), strict=True))
        if "char_start" in row:
            report = (ROOT / "reports" / row["source_name"]).read_text(encoding="utf-8-sig")
            assert report[int(row["char_start"]) :].startswith(row["value"])
            assert row.get("printed_sentence", "") in report
