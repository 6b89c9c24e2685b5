"""Landing, building and exporting in one go: what is done again, and what stays as it was when something fails."""

import json
import subprocess
import sys
from collections.abc import Callable, Sequence
from pathlib import Path

import duckdb
import pytest
from click.testing import Result

import publish
from ingest import preparation
from publish import page

Fazhi = Callable[..., Result]


@pytest.fixture
def out(tmp_path: Path) -> Path:
    return tmp_path / "exports"


@pytest.fixture
def pages(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> list[Path]:
    """Stands in for the page: writes one file; the list holds the folders that it was called with."""
    calls: list[Path] = []

    def write_page(db: Path, out: Path, exports: Path | None = None) -> list[Path]:
        calls.append(out)
        out.mkdir(exist_ok=True)
        (out / "index.html").write_text(db.name, encoding="utf-8")
        return [out / "index.html"]

    monkeypatch.setattr(page, "write_page", write_page)
    monkeypatch.chdir(tmp_path)  # where the page goes that no option places
    return calls


@pytest.fixture
def exporter(monkeypatch: pytest.MonkeyPatch, pages: list[Path]) -> list[Path]:
    """Stands in for the export: writes one file; the list holds the warehouses that it was called with."""
    calls: list[Path] = []

    def export_all(db: Path, out: Path, formats: Sequence[str], *, verified_only: bool = False) -> list[Path]:
        calls.append(db)
        out.mkdir(exist_ok=True)
        with duckdb.connect(str(db), read_only=True) as connection:
            (count,) = connection.execute("select reports from marts.counted").fetchone() or (0,)
        path = out / "table.json"
        path.write_text(json.dumps([count, *formats]), encoding="utf-8")
        return [path]

    monkeypatch.setattr(publish, "export_all", export_all)
    return calls


def marts(db: Path) -> list[tuple[int]]:
    with duckdb.connect(str(db), read_only=True) as connection:
        return connection.execute("select reports from marts.counted").fetchall()


def test_build_and_export_need_what_comes_before(fazhi: Fazhi, db: Path, out: Path, reports: Path) -> None:
    done = fazhi("build", "--db", db)
    assert done.exit_code == 1
    assert "no report has landed in this warehouse; land some first: fazhi land FOLDER" in done.stderr
    fazhi("land", reports, "--db", db)
    done = fazhi("export", "--db", db, "--exports", out)
    assert done.exit_code == 1
    assert "build it first: fazhi build" in done.stderr
    assert not out.exists()


@pytest.mark.usefixtures("project")
def test_all_lands_builds_and_exports_and_does_nothing_twice(
    fazhi: Fazhi, reports: Path, db: Path, out: Path, exporter: list[Path], pages: list[Path]
) -> None:
    arguments = ("all", reports, "--db", db, "--exports", out, "--format", "csv")
    done = fazhi(*arguments)
    assert (done.stderr, done.exit_code) == ("", 0)
    assert done.stdout.splitlines()[2:] == [
        "build      1 models from 0 seeds, 1 tests passed",
        f"exports    1 files in {out}",
        "page       1 files; open site/index.html",
        f"warehouse  {db}",
    ]
    assert json.loads((out / "table.json").read_text()) == [2, "csv"]
    assert sorted(path.name for path in db.parent.iterdir()) == [
        "fazhi.duckdb",
        "fazhi.duckdb.lock",
        "fazhi.duckdb.sum",
    ]

    before = db.read_bytes()
    again = fazhi(*arguments)
    assert again.stdout.splitlines()[2:5] == [
        "build      nothing has changed",
        f"exports    nothing has changed in {out}",
        "page       nothing has changed in site",
    ]
    assert (len(exporter), len(pages), db.read_bytes() == before) == (1, 1, True)

    (out / "table.json").unlink()
    assert "1 files" in fazhi(*arguments).stdout
    assert (len(exporter), len(pages), db.read_bytes() == before) == (2, 1, True)
    Path("site/index.html").write_text("edited")
    assert "page       1 files" in fazhi(*arguments).stdout
    assert fazhi(*arguments, "--force").exit_code == 0
    assert (len(exporter), len(pages)) == (3, 3)


@pytest.mark.usefixtures("project", "exporter")
def test_the_page_alone_is_written_from_a_built_warehouse(
    fazhi: Fazhi, reports: Path, db: Path, pages: list[Path], tmp_path: Path
) -> None:
    fazhi("land", reports, "--db", db)
    done = fazhi("page", "--db", db, "--page", tmp_path / "shown")
    assert done.exit_code == 1
    assert f"build it first: fazhi build --db {db}" in done.stderr
    fazhi("build", "--db", db)
    for _ in range(2):
        done = fazhi("page", "--db", db, "--page", tmp_path / "shown")
        assert done.stdout.splitlines()[0] == f"page       1 files; open {tmp_path / 'shown'}/index.html"
    assert pages == [tmp_path / "shown"] * 2


def test_a_changed_model_and_a_new_report_are_built(
    fazhi: Fazhi,
    reports: Path,
    db: Path,
    out: Path,
    exporter: list[Path],
    project: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    arguments = ("all", reports, "--db", db, "--exports", out)
    fazhi(*arguments)
    model = project / "models" / "counted.sql"
    model.write_text(model.read_text().replace("count(*)", "10 * count(*)"))
    with monkeypatch.context() as patch:  # what is made of the figures changes: no text is read for that
        patch.setattr(preparation, "prepare", lambda _: pytest.fail("a report is read again"))
        fazhi(*arguments)
    assert marts(db) == [(20,)]
    (reports / "2018.txt").write_text((reports / "2019.txt").read_text().replace("2019", "2018"))
    fazhi("land", reports, "--db", db)
    assert marts(db) == [(20,)]
    assert fazhi("build", "--db", db).stdout.startswith("build      1 models")
    assert marts(db) == [(30,)]
    assert fazhi("build", "--db", db).stdout.startswith("build      nothing has changed")
    fazhi(*arguments)
    assert len(exporter) == 3


def test_a_failing_test_is_named_and_the_warehouse_stays(
    fazhi: Fazhi, reports: Path, db: Path, out: Path, exporter: list[Path], project: Path
) -> None:
    arguments = ("all", reports, "--db", db, "--exports", out)
    fazhi(*arguments)
    before, table = db.read_bytes(), (out / "table.json").read_text()
    (project / "tests" / "data" / "some_reports.sql").write_text("select * from {{ ref('counted') }}")
    done = fazhi(*arguments)
    assert done.exit_code == 1
    assert "1 of 2 steps failed" in done.stderr
    assert "test some_reports (tests/data/some_reports.sql): Got 1 result, configured to fail if != 0" in done.stderr
    kept = db.parent / "fazhi.duckdb.building" / "fazhi.duckdb"
    assert f"The warehouse is as it was; what was built is kept in {kept}" in done.stderr
    assert marts(kept) == [(2,)]
    assert (db.read_bytes(), (out / "table.json").read_text()) == (before, table)
    (project / "tests" / "data" / "some_reports.sql").unlink()
    assert fazhi(*arguments).exit_code == 0
    assert not kept.parent.exists()


def test_a_broken_project_says_why(fazhi: Fazhi, reports: Path, db: Path, project: Path) -> None:
    fazhi("land", reports, "--db", db)
    (project / "models" / "counted.sql").write_text("select * from {{ ref('nothing') }}")
    done = fazhi("build", "--db", db)
    assert done.exit_code == 1
    assert "dbt could not start" in done.stderr
    assert "nothing" in done.stderr


@pytest.mark.usefixtures("project")
def test_a_failing_export_leaves_warehouse_and_tables(
    fazhi: Fazhi, reports: Path, db: Path, out: Path, exporter: list[Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    arguments = ("all", reports, "--db", db, "--exports", out)
    fazhi(*arguments)
    before = db.read_bytes()

    def failing(*_: object, **__: object) -> list[Path]:
        raise publish.ExportError("table.json: no room; make room")

    monkeypatch.setattr(publish, "export_all", failing)
    (reports / "2018.txt").write_text((reports / "2019.txt").read_text().replace("2019", "2018"))
    done = fazhi(*arguments)
    assert done.exit_code == 1
    assert "Error: table.json: no room; make room" in done.stderr
    assert db.read_bytes() == before
    assert not (db.parent / "fazhi.duckdb.building").exists()
    assert len(exporter) == 1


@pytest.mark.usefixtures("project", "exporter")
def test_where_everything_is_refused_nothing_is_built(fazhi: Fazhi, tmp_path: Path, db: Path, out: Path) -> None:
    folder = tmp_path / "refused"
    folder.mkdir()
    (folder / "a.txt").write_bytes(b"")
    done = fazhi("all", folder, "--db", db, "--exports", out)
    assert done.exit_code == 3
    assert "build      nothing to build: no report has landed" in done.stdout
    assert "refused    a.txt [empty]" in done.stderr


@pytest.mark.usefixtures("project", "exporter")
def test_a_second_run_of_all_imports_nothing_heavy(
    fazhi: Fazhi, reports: Path, db: Path, out: Path, project: Path
) -> None:
    arguments = ["all", str(reports), "--db", str(db), "--exports", str(out)]
    fazhi(*arguments)
    code = (
        "import sys, pathlib; from fazhi import cli; from ground import paths;"
        f"paths.ROOT = pathlib.Path({str(project)!r});"
        f"cli.main({arguments!r}, standalone_mode=False);"
        "heavy = {'dbt', 'pandas', 'pyarrow', 'publish', 'trafilatura', 'tqdm', 'lxml', 'pypdfium2', 'openpyxl'};"
        "print(sorted(heavy & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert "nothing has changed" in done.stdout
    assert done.stdout.splitlines()[-1] == "[]"
