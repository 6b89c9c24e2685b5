"""What the surroundings do to a run: streams that are not there, signals, odd notes, changed exports; held versions."""

import contextlib
import json
import os
import signal
import subprocess
import sys
from collections.abc import Callable, Sequence
from pathlib import Path

import duckdb
import pytest
from click.testing import Result

import publish
from fazhi.runs import Journal
from ingest import load
from publish.folder import replaced
from tests.fazhi.conftest import REPORT

Fazhi = Callable[..., Result]
Runner = Callable[..., Result]


@pytest.fixture(autouse=True)
def exporter(monkeypatch: pytest.MonkeyPatch) -> None:
    """Stands in for the export, whose tables the small project has not."""

    def export_all(db: Path, out: Path, formats: Sequence[str], *, verified_only: bool = False) -> list[Path]:
        out.mkdir(exist_ok=True)
        (out / "table.csv").write_text("cases\n180\n", encoding="utf-8")
        return [out / "table.csv"]

    monkeypatch.setattr(publish, "export_all", export_all)


@pytest.fixture
def run(fazhi: Fazhi, project: Path, reports: Path, db: Path, tmp_path: Path) -> Runner:
    return lambda *more: fazhi("run", reports, "--db", db, "--exports", tmp_path / "exports", *more)


def started(shell: str, *arguments: object) -> subprocess.CompletedProcess[str]:
    """The command in a shell that does something to its streams."""
    command = [sys.executable, "-m", "fazhi", *map(str, arguments)]
    return subprocess.run(["bash", "-c", shell, "sh", *command], capture_output=True, text=True, check=False)


@pytest.mark.parametrize(
    ("shell", "code"),
    [
        ('"$@" 2>&-', 0),
        ('"$@" >&- 2>&-', 0),
        ('"$@" <&- >&- 2>&-', 0),
        ('"$@" >/dev/full', 0),
        ('"$@" >/dev/full 2>/dev/full', 0),
        ('"$@" | true; exit ${PIPESTATUS[0]}', 0),
    ],
)
def test_streams_that_take_nothing_change_nothing(shell: str, code: int, reports: Path, db: Path) -> None:
    (reports / "bad.txt").write_text("")
    done = started(shell, "land", reports, "--db", db)
    assert done.returncode == 3 + code, done.stderr
    assert "Traceback" not in done.stderr
    with duckdb.connect(str(db), read_only=True) as connection:
        assert connection.execute("select count(*) from raw.reports").fetchone() == (2,)


def test_a_library_that_makes_an_error_out_of_ctrl_c_does_not_change_the_exit_code(
    run: Runner, monkeypatch: pytest.MonkeyPatch, db: Path
) -> None:
    def interrupted(*_: object, **__: object) -> None:
        with contextlib.suppress(KeyboardInterrupt):
            os.kill(os.getpid(), signal.SIGINT)
            signal.sigtimedwait([], 1)
        raise publish.ExportError("table.csv: could not be written: Query interrupted")

    monkeypatch.setattr(publish, "export_all", interrupted)
    done = run()
    assert done.exit_code == 130
    assert done.stdout.startswith("interrupted at export: stopped by SIGINT")
    assert [each.outcome for each in Journal(db).runs()] == ["interrupted"]
    assert not db.exists()


def test_ctrl_c_ends_the_other_verbs_with_130_too(
    fazhi: Fazhi, reports: Path, db: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def interrupted(*_: object, **__: object) -> None:
        os.kill(os.getpid(), signal.SIGINT)
        signal.sigtimedwait([], 1)

    monkeypatch.setattr(load, "prepare_all", interrupted)
    done = fazhi("land", reports, "--db", db)
    assert (done.exit_code, done.stderr) == (130, "Stopped: stopped by SIGINT\n")
    assert not db.exists()


ODD_NOTES = [
    "",
    "{",
    "[]",
    "null",
    "7",
    '"run"',
    "{}",
    '{"steps": 7}',
    '{"steps": "land", "started_at": 7}',
    '{"steps": "land", "started_at": "yesterday"}',
    '{"steps": "land", "started_at": "2026-01-01T00:00:00+08:00"}',
    '{"steps": "land", "outcome": "perhaps"}',
    '{"steps": "land", "outcome": []}',
    '{"steps": "land", "reason": {}}',
    '{"steps": "land", "files_seen": "many"}',
    '{"steps": "land", "row_counts": []}',
    '{"steps": "land", "row_counts": {"a": "b"}}',
    '{"steps": "land", "run_id": 7}',
    "\udcff\udcfe",
]


def test_notes_of_another_shape_are_left_where_they_are(fazhi: Fazhi, run: Runner, db: Path) -> None:
    assert run().exit_code == 0
    folder = db.with_name("fazhi.duckdb.runs")
    folder.mkdir()
    for number, note in enumerate(ODD_NOTES):
        (folder / f"odd-{number}.json").write_bytes(note.encode("utf-8", "surrogateescape"))
    assert run().exit_code == 0
    listed = fazhi("runs", "--db", db)
    assert (listed.exit_code, listed.stderr) == (0, "")
    assert "nothing_new" in listed.stdout
    assert len(list(folder.glob("odd-*.json"))) == len(ODD_NOTES)
    assert len(listed.stdout.splitlines()) == 2


def test_a_digit_that_was_changed_in_an_export_is_noticed(run: Runner, tmp_path: Path) -> None:
    run()
    table = tmp_path / "exports" / "table.csv"
    times = table.stat()
    table.write_text("cases\n181\n")
    os.utime(table, ns=(times.st_atime_ns, times.st_mtime_ns))
    assert "1 files exported" in run().stdout
    assert table.read_text() == "cases\n180\n"
    assert "exported" not in run().stdout


def test_a_note_of_exports_that_is_none_has_them_written_again(run: Runner, tmp_path: Path) -> None:
    run()
    for note in ("[]", '{"hash": 1, "files": []}', "7"):
        (tmp_path / "exports" / ".fazhi.json").write_text(note)
        assert "1 files exported" in run().stdout


def test_want_of_memory_is_no_fault_in_our_code(run: Runner, monkeypatch: pytest.MonkeyPatch) -> None:
    def starved(*_: object, **__: object) -> None:
        raise MemoryError

    monkeypatch.setattr(publish, "export_all", starved)
    done = run()
    assert done.exit_code == 1
    assert "there is not enough memory" in done.stdout
    assert "a fault in our code" not in done.stderr


@pytest.mark.parametrize("said", ["Out of Memory Error: could not allocate block", "failed to allocate data of size 1"])
def test_want_of_memory_of_the_database_is_told_as_that(
    said: str, fazhi: Fazhi, reports: Path, db: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def starved(*_: object, **__: object) -> None:
        raise duckdb.OutOfMemoryException(said)

    monkeypatch.setattr(load, "prepare_all", starved)
    done = fazhi("land", reports, "--db", db)
    assert done.exit_code == 1
    assert "there is not enough memory, and the warehouse is as it was" in done.stderr
    assert "another version" not in done.stderr


def test_a_version_that_is_held_back_is_told_once_and_waits_for_a_person(
    run: Runner, fazhi: Fazhi, reports: Path, db: Path, tmp_path: Path
) -> None:
    run()
    alarm = tmp_path / "alarm.txt"
    good = (reports / "2019.txt").read_text()
    (reports / "2019.txt").write_text(good.replace("319件", "若干件").replace("15次", "多次"))
    first = run("--on-failure", f"tee {alarm}")
    assert first.exit_code == 3
    assert "1 CHANGED REPORTS HELD BACK (fazhi versions)" in first.stdout
    assert "2019.txt\n    held back: it states" in alarm.read_text()
    alarm.unlink()
    second = run("--on-failure", f"tee {alarm}", "--json")
    assert second.exit_code == 3
    assert [each["source"] for each in json.loads(second.stdout)["held_back"]] == ["2019.txt"]
    assert not alarm.exists()
    with duckdb.connect(str(db), read_only=True) as connection:
        assert connection.execute("select count(*) from raw.reports").fetchone() == (2,)

    listed = fazhi("versions", "--db", db)
    assert listed.stdout.splitlines()[0].startswith("2019.txt  (")
    assert listed.stdout.splitlines()[-1].startswith("waiting    1; fazhi accept")
    unknown = fazhi("accept", "2018.txt", "--db", db)
    assert (unknown.exit_code, "name one of those that wait: 2019.txt" in unknown.stderr) == (1, True)
    accepted = fazhi("accept", "2019.txt", "--db", db, "--note", "the office says so")
    assert accepted.exit_code == 0
    assert str(reports / "versions.csv") in accepted.stdout
    third = run()
    assert (third.exit_code, "1 changed" in third.stdout) == (0, True)
    assert fazhi("versions", "--db", db).stdout == "waiting    0\n"


def test_a_version_that_was_rejected_is_not_spoken_of_again(run: Runner, fazhi: Fazhi, reports: Path, db: Path) -> None:
    run()
    (reports / "2019.txt").write_text(
        REPORT.format(year=2019, cases=319).replace("15次", "多次").replace("319件", "件")
    )
    run()
    version = fazhi("versions", "--db", db).stdout.partition("(")[2].partition(",")[0]
    assert fazhi("reject", version, "--db", db).exit_code == 0
    assert run().exit_code == 0
    quiet = run()
    assert (quiet.exit_code, quiet.stdout.startswith("nothing new")) == (0, True)
    (reports / "2019.txt").write_text(REPORT.format(year=2019, cases=319))
    assert run().exit_code == 0


def test_versions_of_a_warehouse_that_is_not_there(fazhi: Fazhi, db: Path) -> None:
    for verb in (["versions"], ["accept", "a"], ["reject", "a"]):
        done = fazhi(*verb, "--db", db)
        assert (done.exit_code, "there is no warehouse" in done.stderr) == (1, True)


def test_a_clock_that_is_behind_the_last_landing_is_told(run: Runner, db: Path) -> None:
    run()
    with duckdb.connect(str(db)) as connection:
        connection.execute("update raw.reports set landed_at = landed_at + interval 3 day")
    done = run("--stale-after", "1")
    assert done.exit_code == 0
    assert "THE CLOCK IS BEHIND the last landing by" in done.stdout
    assert "NO NEW REPORT" not in done.stdout


def test_what_landed_with_a_clock_that_was_ahead_keeps_no_later_news_from_being_built(
    run: Runner, reports: Path, db: Path
) -> None:
    run()
    with duckdb.connect(str(db)) as connection:
        connection.execute("update raw.loads set finished_at = finished_at + interval 30 year")
        connection.execute("update operations.runs set started_at = started_at + interval 30 year")
        connection.execute("update operations.runs set ended_at = ended_at + interval 30 year")
    (reports / "2018.txt").write_text(REPORT.format(year=2018, cases=318))
    assert "1 models built" in run().stdout
    assert run().stdout.startswith("nothing new")


def test_a_run_that_is_ended_before_the_swap_leaves_the_tables_of_the_old_warehouse(
    run: Runner, reports: Path, db: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    table = tmp_path / "exports" / "table.csv"

    def export_all(db: Path, out: Path, formats: Sequence[str], *, verified_only: bool = False) -> list[Path]:
        with duckdb.connect(str(db), read_only=True) as connection, replaced(out, ("table.csv",)) as fresh:
            (fresh / "table.csv").write_text(str(connection.execute("from marts.counted").fetchall()))
        return [out / "table.csv"]

    monkeypatch.setattr(publish, "export_all", export_all)
    run()
    before, built = table.read_bytes(), db.read_bytes()

    def ended(*_: object) -> None:
        raise KeyboardInterrupt

    (reports / "2018.txt").write_text(REPORT.format(year=2018, cases=318))
    with monkeypatch.context() as patch:
        patch.setattr("fazhi.workspace._replace", ended)
        run()
    assert (table.read_bytes(), db.read_bytes()) == (before, built)
    assert not list(tmp_path.glob(".exports.new-*"))
    run()
    assert db.read_bytes() != built
    assert (before, table.read_bytes()) == (b"[(2,)]", b"[(3,)]")
