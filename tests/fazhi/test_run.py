"""The run that a scheduler calls: one line, exit codes, the history of runs, alarms, and what a failure leaves."""

import fcntl
import gc
import http.server
import json
import os
import select
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

import duckdb
import pytest
from click.testing import Result

import publish
from fazhi import alarms, nightly, operations
from fazhi.runs import Journal, Run

Fazhi = Callable[..., Result]
Runner = Callable[..., Result]


@pytest.fixture(autouse=True)
def exporter(monkeypatch: pytest.MonkeyPatch) -> None:
    """Stands in for the export, whose tables the small project has not."""

    def export_all(db: Path, out: Path, formats: Sequence[str], *, verified_only: bool = False) -> list[Path]:
        out.mkdir(exist_ok=True)
        path = out / "table.json"
        path.write_text("[]", encoding="utf-8")
        return [path]

    monkeypatch.setattr(publish, "export_all", export_all)


@pytest.fixture
def run(fazhi: Fazhi, project: Path, reports: Path, db: Path, tmp_path: Path) -> Runner:
    return lambda *more: fazhi("run", reports, "--db", db, "--exports", tmp_path / "exports", *more)


@pytest.fixture
def broken(project: Path) -> Iterator[Path]:
    """A test of the data that fails."""
    path = project / "tests" / "data" / "never.sql"
    path.write_text("select 'two reports do not fit' as message")
    return path


@pytest.fixture
def webhook() -> Iterator[tuple[str, list[dict[str, Any]]]]:
    """A server, and what is posted to it."""
    posted: list[dict[str, Any]] = []

    class Handler(http.server.BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            posted.append(json.loads(self.rfile.read(int(self.headers["Content-Length"]))))
            self.send_response(500 if "refuse" in self.path else 204)
            self.end_headers()

        def log_message(self, *_: object) -> None:
            pass

    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}", posted
    server.shutdown()
    server.server_close()


def query(db: Path, sql: str) -> list[tuple[Any, ...]]:
    with duckdb.connect(str(db), read_only=True) as connection:
        return connection.execute(sql).fetchall()


def add_report(reports: Path, year: int) -> None:
    (reports / f"{year}.txt").write_text((reports / "2019.txt").read_text().replace("2019", str(year)))


def test_one_line_or_one_object_and_a_history(run: Runner, fazhi: Fazhi, db: Path) -> None:
    done = run()
    assert (done.exit_code, done.stderr, done.stdout.count("\n")) == (0, "", 1)
    assert done.stdout.startswith("done; 2 seen, 2 new, 0 changed, 0 unchanged, 0 refused; 1 models built, 1 tests")
    again = run("--json")
    told = json.loads(again.stdout)
    assert (again.exit_code, told["outcome"], told["unchanged"]) == (0, "nothing_new", 2)
    assert told["inputs_hash"] is None
    ((outcome, new, models, passed, ended),) = query(
        db, "select outcome, new_reports, models_built, tests_passed, ended_at >= started_at from operations.runs"
    )
    assert (outcome, new, models, passed, ended) == ("done", 2, 1, 1, True)
    counted = query(db, "select table_name, row_count from operations.run_rows order by all")
    assert ("marts.counted", 1) in counted
    assert ("raw.reports", 2) in counted
    listed = fazhi("runs", "--db", db).stdout.splitlines()
    assert [line.split()[4] for line in listed] == ["done", "nothing_new"]


def test_a_run_has_the_columns_of_raw_runs() -> None:
    assert set(vars(Run("land"))) - {"row_counts", "step"} == set(operations.columns("runs")) - {"run_no"}


def test_refused_reports_are_in_the_object_and_the_log(run: Runner, reports: Path, tmp_path: Path) -> None:
    (reports / "empty.txt").write_bytes(b"")
    log = tmp_path / "logs" / "fazhi.log"
    done = run("--json", "--log", log)
    told = json.loads(done.stdout)
    assert (done.exit_code, told["exit_code"], told["refused"]) == (3, 3, 1)
    assert told["refused_sources"][0]["source"] == "empty.txt"
    assert "refused empty.txt [empty]" in log.read_text(encoding="utf-8")
    blocked = run("--log", log / "no")
    assert blocked.exit_code == 3
    assert "the run goes on without a log" in blocked.stderr


def test_a_failed_build_is_told_everywhere_and_the_next_run_keeps_it(
    run: Runner,
    reports: Path,
    db: Path,
    broken: Path,
    webhook: tuple[str, list[dict[str, Any]]],
    tmp_path: Path,
) -> None:
    broken.rename(tmp_path / "aside")
    run()
    before = db.read_bytes()
    (tmp_path / "aside").rename(broken)
    add_report(reports, 2018)
    mail = tmp_path / "mail.txt"
    failed = run("--webhook", webhook[0], "--on-failure", f"tee {mail}")
    assert (failed.exit_code, failed.stdout.count("\n")) == (1, 1)
    assert failed.stdout.startswith("failed at build: 1 of 3 steps failed")
    assert db.read_bytes() == before
    told = db.with_name("fazhi.duckdb.failed.txt").read_text(encoding="utf-8")
    for text in (told, failed.stderr, mail.read_text(encoding="utf-8"), webhook[1][0]["text"]):
        assert "test never (tests/data/never.sql)" in text
        assert "two reports do not fit" in text
    assert (webhook[1][0]["outcome"], webhook[1][0]["tests_failed"]) == ("failed", 1)

    broken.unlink()
    assert run().exit_code == 0
    assert query(db, "select outcome, failed_step, tests_failed from operations.runs order by started_at") == [
        ("done", None, 0),
        ("failed", "build", 1),
        ("done", None, 0),
    ]
    assert sorted(path.name for path in db.parent.iterdir()) == [
        "fazhi.duckdb",
        "fazhi.duckdb.lock",
        "fazhi.duckdb.previous",
        "fazhi.duckdb.sum",
    ]


@pytest.mark.usefixtures("broken")
def test_an_alarm_that_fails_hides_nothing(
    run: Runner, webhook: tuple[str, list[dict[str, Any]]], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(alarms, "COMMAND_SECONDS", 0.3)
    for address, command, trouble in (
        (f"{webhook[0]}/refuse?key=geheim", "false", ["127.0.0.1 was not told: it answers 500", "false failed: exit"]),
        ("http://127.0.0.1:9/geheim", "sleep 60", ["no answer (", "sleep failed: it did not end within"]),
        ("http://127.0.0.1:9/geheim", "/no/such/program", ["/no/such/program failed: [Errno 2]"]),
    ):
        failed = run("--webhook", address, "--on-failure", command)
        assert failed.exit_code == 1
        assert failed.stderr.startswith("Error: 1 of 3 steps failed")
        assert all(words in failed.stderr for words in trouble)
        assert "geheim" not in failed.output


def test_a_server_that_never_answers_holds_up_nobody(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(alarms, "WEBHOOK_SECONDS", 0.3)
    monkeypatch.setattr(alarms, "_post", lambda *_: time.sleep(30))
    begun = time.monotonic()
    (trouble,) = alarms.Alarms("http://127.0.0.1:9/geheim").ring({}, "")
    assert time.monotonic() - begun < 10
    assert trouble == "the webhook at 127.0.0.1 was not told: no answer within 0.3 seconds"


def test_nothing_is_left_of_a_command_that_does_not_end(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, recwarn: pytest.WarningsRecorder
) -> None:
    monkeypatch.setattr(alarms, "COMMAND_SECONDS", 1)
    os.mkfifo(tmp_path / "held")
    with os.fdopen(os.open(tmp_path / "held", os.O_RDONLY | os.O_NONBLOCK)) as held:
        command = f"sh -c 'exec 9>{tmp_path}/held; echo $$ >&9; sleep 60 & sleep 60'"
        (trouble,) = alarms.Alarms(command=command).ring({"outcome": "", "run_id": ""}, "more than a pipe holds" * 9999)
        assert trouble == "the command sh failed: it did not end within 1 seconds"
        leader = int(held.readline())
        assert select.select([held], [], [], 10)[0], "a child of the command is still there"
        assert held.read() == ""
    with pytest.raises(ChildProcessError):
        os.waitpid(leader, os.WNOHANG)  # it was waited for
    gc.collect()
    assert not [each for each in recwarn if issubclass(each.category, ResourceWarning)]


def test_a_webhook_is_a_web_address(run: Runner) -> None:
    assert run("--webhook", "file:///etc/passwd").exit_code == 2


def test_a_second_run_leaves_or_waits(run: Runner, db: Path, tmp_path: Path) -> None:
    db.parent.mkdir()
    lock = db.with_name("fazhi.duckdb.lock").open("w")
    fcntl.flock(lock, fcntl.LOCK_EX)
    rung = tmp_path / "rung"
    busy = run("--json", "--on-failure", f"tee {rung}")
    assert (busy.exit_code, json.loads(busy.stdout)["outcome"]) == (4, "busy")
    assert "another run is working on this warehouse" in busy.stderr
    assert "another run is working" in rung.read_text(encoding="utf-8")
    assert not db.exists()
    threading.Timer(0.5, lock.close).start()
    assert run("--wait", "60").exit_code == 0


def test_a_run_that_was_killed_is_in_the_history(run: Runner, fazhi: Fazhi, db: Path) -> None:
    killed = Run("land build export", step="build")
    Journal(db).write(killed)
    (db.with_name("fazhi.duckdb.runs") / ".x.json.tmp").write_text("{")
    assert run().exit_code == 0
    ((outcome, step, reason),) = query(
        db, f"select outcome, failed_step, reason from operations.runs where run_id = '{killed.run_id}'"
    )
    assert (outcome, step) == ("killed", "build")
    assert "ended from outside" in reason
    assert not db.with_name("fazhi.duckdb.runs").exists()
    assert "killed (build)" in fazhi("runs", "--db", db).stdout


def test_a_note_that_the_warehouse_has_taken_up_already_is_taken_up_once(run: Runner, reports: Path, db: Path) -> None:
    run()
    ((run_id,),) = query(db, "select run_id from operations.runs")
    Journal(db).write(Run("land build export", run_id=run_id))  # as a kill right after the swap leaves it
    add_report(reports, 2018)
    run()
    assert query(db, "select outcome from operations.runs") == [("done",), ("done",)]
    assert not db.with_name("fazhi.duckdb.runs").exists()


def test_sigterm_ends_a_run_and_leaves_nothing(reports: Path, db: Path, project: Path) -> None:
    code = (
        "import sys, pathlib; from fazhi import build, cli, inputs;"
        f"inputs.ROOT = build.ROOT = pathlib.Path({str(project)!r});"
        f"cli.main(['run', {str(reports)!r}, '--db', {str(db)!r}, '--exports', {str(db.parent / 'out')!r}])"
    )
    (project / "models" / "counted.sql").write_text(
        "select count(*) as reports from {{ source('raw', 'reports') }}, range(300000000) a, range(300000000) b"
    )
    process = subprocess.Popen([sys.executable, "-c", code], stdout=subprocess.PIPE, text=True, env={**os.environ})
    until = time.monotonic() + 60
    notes = db.with_name("fazhi.duckdb.runs")
    while '"step": "build"' not in "".join(map(Path.read_text, notes.glob("2*.json"))) and time.monotonic() < until:
        time.sleep(0.1)
    time.sleep(1)
    process.send_signal(signal.SIGTERM)
    said, _ = process.communicate(timeout=60)
    assert process.returncode == 143
    assert said.startswith("interrupted at build: stopped by SIGTERM")
    assert not db.exists()
    assert not db.with_name("fazhi.duckdb.building").exists()
    (note,) = notes.glob("*.json")
    assert json.loads(note.read_text())["outcome"] == "interrupted"


def test_a_fault_in_our_code_is_shown_with_its_place(run: Runner, db: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def faulty(*_: object, **__: object) -> None:
        raise ZeroDivisionError("of ours")

    monkeypatch.setattr("fazhi.conductor.build", faulty)
    failed = run()
    assert failed.exit_code == 1
    assert "a fault in our code; please report it" in failed.stderr
    assert "in faulty" in failed.stderr
    assert not db.exists()


def test_days_without_a_new_report_are_told(run: Runner, monkeypatch: pytest.MonkeyPatch) -> None:
    assert "NO NEW REPORT" not in run("--stale-after", "10").stdout
    real = nightly._freshness
    monkeypatch.setattr(nightly, "_freshness", lambda db: real(db) | {"days_without_news": 12})
    assert "NO NEW REPORT for 12 days" in run("--stale-after", "10").stdout
    assert "NO NEW REPORT" not in run("--stale-after", "13").stdout


def test_years_between_two_reports_that_nobody_landed_are_told(run: Runner, reports: Path) -> None:
    for path in reports.iterdir():
        path.write_text(path.read_text().replace("溪山市", "南昌市"))
    add_report(reports, 2015)
    assert "3 years between reports missing" in run().stdout
