"""The documents' queries run on the sample warehouse, and the tables printed below them are what they give."""

from pathlib import Path

import duckdb
import pytest

from tests.docs.printed import given, printed, queries

QUERIES = queries()
LEAST = [("README.md", 3), ("docs/querying.md", 3), ("docs/cookbook.md", 10), ("docs/walk.md", 8)]


@pytest.mark.parametrize(
    "query", QUERIES, ids=[f"{query.document}-{number}" for number, query in enumerate(QUERIES, 1)]
)
def test_printed_table_is_what_the_query_gives(query, sample_run: Path) -> None:
    with duckdb.connect(str(sample_run / "fazhi.duckdb"), read_only=True) as warehouse:
        assert printed(query.table) == given(warehouse, query.sql), "python -m tests.docs.printed writes it afresh"


@pytest.mark.parametrize(("document", "at_least"), LEAST)
def test_there_are_queries(document, at_least) -> None:
    assert sum(query.document == document for query in QUERIES) >= at_least
    assert all(query.table for query in QUERIES), "every query has its table"
