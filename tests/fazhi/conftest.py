"""A project of one model, reports of our own making and the command run on them."""

from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from fazhi.cli import main
from ground import paths

REPORT = """溪山市{year}年法治政府建设情况报告
{year}年,溪山市深入推进法治政府建设,坚持依法行政,现将情况报告如下。
全市受理行政复议案件{cases}件,举办法治培训15次。
"""

PROJECT = {
    "dbt_project.yml": """
name: walk
version: "1.0"
profile: walk
models: {walk: {+materialized: table}}
""",
    "profiles.yml": """
walk:
  target: duckdb
  outputs: {duckdb: {type: duckdb, path: "{{ env_var('FAZHI_DB') }}", schema: marts}}
""",
    "models/sources.yml": "{version: 2, sources: [{name: raw, tables: [{name: reports}]}]}",
    "models/counted.sql": "select count(*) as reports from {{ source('raw', 'reports') }}",
    "tests/data/some_reports.sql": "select * from {{ ref('counted') }} where reports = 0",
}


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder of a dbt project of one model and one test, in the place of this one."""
    root = tmp_path / "project"
    for name, text in PROJECT.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    with (root / "dbt_project.yml").open("a", encoding="utf-8") as file:
        file.write("test-paths: [tests/data]\nflags: {send_anonymous_usage_stats: false}\n")
    monkeypatch.setattr(paths, "ROOT", root)
    return root


@pytest.fixture
def reports(tmp_path: Path) -> Path:
    """A folder with two reports."""
    folder = tmp_path / "reports"
    folder.mkdir()
    for year in (2019, 2020):
        (folder / f"{year}.txt").write_text(REPORT.format(year=year, cases=year - 1700), encoding="utf-8")
    return folder


@pytest.fixture
def db(tmp_path: Path) -> Path:
    """Where the warehouse goes."""
    return tmp_path / "warehouse" / "fazhi.duckdb"


@pytest.fixture
def fazhi() -> Callable[..., Result]:
    """Runs the command: `fazhi("land", folder, "--db", db)`."""

    def _fazhi(*arguments: object) -> Result:
        return CliRunner(catch_exceptions=False).invoke(main, list(map(str, arguments)))

    return _fazhi
