"""What the page says of numbers of which nobody says whose they are: that they are of one kind is not known."""

from pathlib import Path

import duckdb
from playwright.sync_api import expect

from publish.page import write_page
from publish.page.front_queries import STRIPS
from tests.publish.page.conftest import CASES, Visit


def test_numbers_of_unknown_scope_make_no_set(visit: Visit, complete_warehouse: Path, tmp_path: Path) -> None:
    expect(visit(CASES.format("en")).locator(".verdict").first).to_contain_text("comparable set")
    db = tmp_path / "other.duckdb"
    db.write_bytes(complete_warehouse.read_bytes())
    with duckdb.connect(str(db)) as connection:
        assert connection.execute(STRIPS).fetchall()
        connection.execute("update marts.cmp_metrics_ranked set scope = 'unstated'")
        assert connection.execute(STRIPS).fetchall() == []
    write_page(db, tmp_path / "site", progress=False)
    told = visit(CASES.format("en"), folder=tmp_path / "site").locator(".verdict").first
    expect(told).to_contain_text("compares with another")
