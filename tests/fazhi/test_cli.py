"""The command: what it says, its exit codes, and what stays as it was when something fails."""

import fcntl
import json
import subprocess
import sys
import tomllib
from collections.abc import Callable, Sequence
from pathlib import Path

import duckdb
import pytest
import yaml
from click.testing import Result

import publish
from fazhi import __version__
from fazhi.cli import main
from fazhi.exports import FORMATS

Fazhi = Callable[..., Result]
REPOSITORY = Path(__file__).resolve().parents[2]


@pytest.fixture
def out(tmp_path: Path) -> Path:
    return tmp_path / "exports"


@pytest.fixture
def exporter(monkeypatch: pytest.MonkeyPatch) -> list[Path]:
    """Stands in for the export: writes one file; the list holds the warehouses that it was called with."""
    calls: list[Path] = []

    def export_all(db: Path, out: Path, formats: Sequence[str]) -> list[Path]:
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


def test_verbs_stand_in_the_order_of_the_walk_and_each_shows_an_example(fazhi: Fazhi) -> None:
    assert list(main.commands) == ["land", "build", "export", "all"]
    for verb in main.commands:
        said = fazhi(verb, "--help").output
        assert f"Example: fazhi {verb}" in said
        assert "--db" in said


def test_one_version_everywhere(fazhi: Fazhi) -> None:
    assert fazhi("--version").output.strip() == f"fazhi, version {__version__}"
    assert tomllib.loads((REPOSITORY / "pyproject.toml").read_text())["project"]["version"] == __version__
    assert yaml.safe_load((REPOSITORY / "dbt_project.yml").read_text())["version"] == __version__


def test_the_formats_are_those_of_the_export() -> None:
    assert publish.FORMATS == FORMATS


def test_land_says_what_it_did_and_what_comes_next(fazhi: Fazhi, reports: Path, db: Path) -> None:
    done = fazhi("land", reports, "--db", db)
    assert done.exit_code == 0
    assert done.stdout.splitlines() == [
        "reports    2 seen, 2 landed, 0 unchanged, 0 refused",
        "figures    4 read, 4 in all of 2 reports",
        f"warehouse  {db}",
        f"next       fazhi build --db {db}",
    ]
    again = fazhi("land", reports, "--db", db)
    assert "2 seen, 0 landed, 2 unchanged, 0 refused" in again.stdout
    assert "next" not in again.stdout


def test_refused_reports_are_named_on_stderr_and_in_the_exit_code(fazhi: Fazhi, reports: Path, db: Path) -> None:
    (reports / "scan.pdf").write_bytes(b"%PDF-1.4")
    for _ in range(2):
        done = fazhi("land", reports, "--db", db)
        assert done.exit_code == 3
        assert "1 refused" in done.stdout
        assert done.stderr.startswith("refused    scan.pdf [unsupported_format]: .pdf files are not read; turn it into")


def test_wrong_usage_exits_2(fazhi: Fazhi, tmp_path: Path) -> None:
    assert fazhi("land", tmp_path / "nowhere").exit_code == 2
    assert fazhi("export", "--format", "docx").exit_code == 2
    assert fazhi("fly").exit_code == 2


@pytest.mark.parametrize("verb", ["land", "all"])
def test_an_empty_folder_is_an_error(fazhi: Fazhi, tmp_path: Path, db: Path, verb: str) -> None:
    empty = tmp_path / "empty"
    empty.mkdir()
    done = fazhi(verb, empty, "--db", db)
    assert done.exit_code == 1
    assert f"Error: {empty}: there is no report in it" in done.stderr
    assert not db.exists()


def test_a_malformed_register_is_an_error(fazhi: Fazhi, reports: Path, db: Path) -> None:
    (reports / "register.csv").write_text("file,year\n2019.txt,soon\n")
    done = fazhi("land", reports, "--db", db)
    assert done.exit_code == 1
    assert "line 2, column year: “soon”; allowed is a year" in done.stderr
    assert not db.exists()


def test_a_second_run_at_the_same_time_is_told(fazhi: Fazhi, reports: Path, db: Path) -> None:
    db.parent.mkdir()
    with db.with_name("fazhi.duckdb.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        done = fazhi("land", reports, "--db", db)
    assert done.exit_code == 1
    assert "another run is working on this warehouse; wait until it has ended" in done.stderr


def other_program(db: Path, code: str) -> "subprocess.Popen[str]":
    """A process that has the warehouse open until its input ends; it has said its first line when this returns."""
    script = (
        f"import duckdb, sys; connection = duckdb.connect({str(db)!r}{code};print('open', flush=True); sys.stdin.read()"
    )
    program = subprocess.Popen([sys.executable, "-c", script], stdin=-1, stdout=-1, text=True)
    assert program.stdout
    assert program.stdout.readline() == "open\n"
    return program


def test_a_warehouse_that_a_program_writes_to_is_left_alone(fazhi: Fazhi, reports: Path, db: Path) -> None:
    fazhi("land", reports, "--db", db)
    with other_program(db, ")") as program:
        done = fazhi("land", reports, "--db", db)
        program.communicate()
    assert done.exit_code == 1
    assert "another program has the warehouse open" in done.stderr


def test_a_reader_keeps_the_old_warehouse_while_a_new_one_takes_its_place(
    fazhi: Fazhi, reports: Path, db: Path
) -> None:
    fazhi("land", reports, "--db", db)
    (reports / "2018.txt").write_text((reports / "2019.txt").read_text().replace("2019", "2018"))
    count = "connection.execute('select count(*) from raw.reports').fetchone()"
    with other_program(
        db, f", read_only=True); sys.stdin.read = lambda r=sys.stdin.read: (r(), print({count}))"
    ) as program:
        done = fazhi("land", reports, "--db", db)
        said, _ = program.communicate()
    assert done.exit_code == 0
    assert said == "(2,)\n"
    assert "3 reports" in done.stdout


def test_what_a_killed_writer_left_in_the_log_is_kept(fazhi: Fazhi, reports: Path, db: Path) -> None:
    fazhi("land", reports, "--db", db)
    script = (
        f"import duckdb, os; c = duckdb.connect({str(db)!r}); c.execute('create table raw.noted as select 7 as n');"
        "os._exit(9)"
    )
    subprocess.run([sys.executable, "-c", script], check=False)
    assert db.with_name("fazhi.duckdb.wal").exists()
    (reports / "2018.txt").write_text((reports / "2019.txt").read_text().replace("2019", "2018"))
    assert fazhi("land", reports, "--db", db).exit_code == 0
    with duckdb.connect(str(db), read_only=True) as connection:
        assert connection.execute("select n, (select count(*) from raw.reports) from raw.noted").fetchall() == [(7, 3)]
    assert not db.with_name("fazhi.duckdb.wal").exists()


def test_a_linked_warehouse_stays_a_link(fazhi: Fazhi, reports: Path, db: Path, tmp_path: Path) -> None:
    db.parent.mkdir()
    real = tmp_path / "store" / "fazhi.duckdb"
    real.parent.mkdir()
    db.symlink_to(real)
    assert fazhi("land", reports, "--db", db).exit_code == 0
    assert db.is_symlink()
    assert real.is_file()


def test_a_warehouse_where_one_may_not_write(fazhi: Fazhi, reports: Path, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    done = fazhi("land", reports, "--db", tmp_path / "file" / "fazhi.duckdb")
    assert done.exit_code == 1
    assert "name a warehouse where you may write: --db FILE" in done.stderr


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
    fazhi: Fazhi, reports: Path, db: Path, out: Path, exporter: list[Path]
) -> None:
    arguments = ("all", reports, "--db", db, "--exports", out, "--format", "csv")
    done = fazhi(*arguments)
    assert (done.stderr, done.exit_code) == ("", 0)
    assert done.stdout.splitlines()[2:] == [
        "build      1 models from 0 seeds, 1 tests passed",
        f"exports    1 files in {out}",
        f"warehouse  {db}",
    ]
    assert json.loads((out / "table.json").read_text()) == [2, "csv"]
    assert sorted(path.name for path in db.parent.iterdir()) == ["fazhi.duckdb", "fazhi.duckdb.lock"]

    before = db.read_bytes()
    again = fazhi(*arguments)
    assert again.stdout.splitlines()[2:4] == [
        "build      nothing has changed",
        f"exports    nothing has changed in {out}",
    ]
    assert (len(exporter), db.read_bytes() == before) == (1, True)

    (out / "table.json").unlink()
    assert "1 files" in fazhi(*arguments).stdout
    assert (len(exporter), db.read_bytes() == before) == (2, True)
    assert fazhi(*arguments, "--force").exit_code == 0
    assert len(exporter) == 3


def test_a_changed_model_and_a_new_report_are_built(
    fazhi: Fazhi, reports: Path, db: Path, out: Path, exporter: list[Path], project: Path
) -> None:
    arguments = ("all", reports, "--db", db, "--exports", out)
    fazhi(*arguments)
    model = project / "models" / "counted.sql"
    model.write_text(model.read_text().replace("count(*)", "10 * count(*)"))
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

    def failing(*_: object) -> list[Path]:
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
        "import sys, pathlib; from fazhi import build, cli, inputs;"
        f"inputs.ROOT = build.ROOT = pathlib.Path({str(project)!r});"
        f"cli.main({arguments!r}, standalone_mode=False);"
        "heavy = {'dbt', 'pandas', 'pyarrow', 'publish', 'trafilatura', 'tqdm'};"
        "print(sorted(heavy & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert "nothing has changed" in done.stdout
    assert done.stdout.splitlines()[-1] == "[]"


def test_the_module_runs_as_the_command_does(reports: Path, db: Path) -> None:
    command = [sys.executable, "-m", "fazhi", "land", str(reports), "--db", str(db)]
    done = subprocess.run(command, capture_output=True, text=True, cwd=REPOSITORY, check=True)
    assert "2 landed" in done.stdout
    assert done.stderr == ""
