"""The command: what it says, its exit codes, and how it shares a warehouse with others."""

import fcntl
import subprocess
import sys
import tomllib
from collections.abc import Callable
from pathlib import Path

import pytest
import yaml
from click.testing import Result

import publish
from fazhi import __version__
from fazhi.cli import main
from fazhi.exports import FORMATS

Fazhi = Callable[..., Result]
REPOSITORY = Path(__file__).resolve().parents[2]


def test_verbs_stand_in_the_order_of_the_walk_and_each_shows_an_example(fazhi: Fazhi) -> None:
    assert list(main.commands) == [
        *["fetch", "land", "build", "export", "page", "publish", "all", "run", "runs"],
        *["versions", "accept", "reject", "forget", "show", "identify", "rules", "evaluate"],
        *["collect", "desk", "second-reader", "ask", "doctor", "init"],
    ]
    for verb in main.commands:
        said = fazhi(verb, "--help").output
        assert f"Example: fazhi {verb}" in said
        assert {"fetch": "--store", "identify": "--place", "rules": "check", "init": "--samples"}.get(
            verb, "--db"
        ) in said


def test_one_version_everywhere(fazhi: Fazhi) -> None:
    assert fazhi("--version").output.strip() == f"fazhi, version {__version__}"
    project = tomllib.loads((REPOSITORY / "pyproject.toml").read_text())
    assert project["tool"]["setuptools"]["dynamic"]["version"] == {"attr": "fazhi.__version__"}
    assert yaml.safe_load((REPOSITORY / "dbt_project.yml").read_text())["version"] == __version__


def test_the_formats_are_those_of_the_export() -> None:
    assert publish.FORMATS == FORMATS


def test_land_says_what_it_did_and_what_comes_next(fazhi: Fazhi, reports: Path, db: Path) -> None:
    done = fazhi("land", reports, "--db", db)
    assert done.exit_code == 0
    assert done.stdout.splitlines() == [
        "reports    2 seen, 2 landed, 0 unchanged, 0 refused",
        "figures    4 read, 4 in all of 2 reports",
        *(f"open       {year}.txt: its place is not sure: nothing tells it" for year in (2019, 2020)),
        "open       nothing to do yet: the build weighs all clues and names the reports that stay doubtful",
        f"warehouse  {db}",
        f"next       fazhi build --db {db}",
    ]
    again = fazhi("land", reports, "--db", db)
    assert "2 seen, 0 landed, 2 unchanged, 0 refused" in again.stdout
    assert "next" not in again.stdout


def test_refused_reports_are_named_on_stderr_and_in_the_exit_code(fazhi: Fazhi, reports: Path, db: Path) -> None:
    (reports / "slides.docm").write_bytes(b"PK")
    for _ in range(2):
        done = fazhi("land", reports, "--db", db)
        assert done.exit_code == 3
        assert "1 refused" in done.stdout
        assert done.stderr.startswith("refused    slides.docm [unsupported_format]: .docm files are not read; open it")


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


def test_the_module_runs_as_the_command_does(reports: Path, db: Path) -> None:
    command = [sys.executable, "-m", "fazhi", "land", str(reports), "--db", str(db)]
    done = subprocess.run(command, capture_output=True, text=True, cwd=REPOSITORY, check=True)
    assert "2 landed" in done.stdout
    assert done.stderr == ""
