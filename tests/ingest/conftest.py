"""Reports of our own making, of a city that does not exist."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import duckdb
import pytest

from tests.ingest.sites import fetch, site, waits  # noqa: F401 - fixtures

BODY = """{place}{year}年法治政府建设情况报告
{year}年,{place}深入推进法治政府建设,坚持依法行政,现将情况报告如下。
一、行政复议
全市受理行政复议案件{cases}件,审结{closed}件,综合纠错率12.5%。
二、行政执法
举办法治培训15次,参加人员1.2万人次。
{place}人民政府
{next_year}年3月10日
"""


@pytest.fixture
def report() -> Callable[..., str]:
    """A small report; `cases` tells one from another."""

    def _report(year: int = 2020, cases: int = 312, place: str = "溪山市") -> str:
        return BODY.format(place=place, year=year, next_year=year + 1, cases=cases, closed=cases - 14)

    return _report


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """An empty folder for reports."""
    path = tmp_path / "reports"
    path.mkdir()
    return path


@pytest.fixture
def write(folder: Path) -> Callable[..., Path]:
    """Writes a report (or any text) into the folder: `write("a.txt", report())`."""

    def _write(name: str, text: str | bytes) -> Path:
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text if isinstance(text, bytes) else text.encode())
        return path

    return _write


@pytest.fixture
def db(tmp_path: Path) -> Path:
    """Where the warehouse goes."""
    return tmp_path / "warehouse" / "fazhi.duckdb"


@pytest.fixture
def query(db: Path) -> Callable[[str], list[tuple[Any, ...]]]:
    """Asks the warehouse: `query("select …")`."""

    def _query(sql: str) -> list[tuple[Any, ...]]:
        with duckdb.connect(str(db), read_only=True) as connection:
            return connection.execute(sql).fetchall()

    return _query


@pytest.fixture
def statuses(query: Callable[[str], list[tuple[Any, ...]]]) -> Callable[[], list[tuple[Any, ...]]]:
    """The ledger of the last load: source, status and code of the reason."""
    return lambda: query(
        "select source_uri, status, reason_code from raw.ledger"
        " where load_id = (select load_id from raw.loads order by finished_at desc limit 1) order by source_uri"
    )
