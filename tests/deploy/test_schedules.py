"""The ready-made schedules: their forms are right, and every command in them is one that `fazhi run` understands."""

import re
import shlex
import shutil
import subprocess
from pathlib import Path
from typing import Any

import click
import pytest
import yaml

from fazhi.cli import main

DEPLOY = Path(__file__).resolve().parents[2] / "deploy"
SERVICE = DEPLOY / "systemd" / "fazhi.service"
TIMER = DEPLOY / "systemd" / "fazhi.timer"
COMMAND = re.compile(r"\S*\.venv/bin/fazhi (run [^>)\n]+)")


def commands() -> list[tuple[str, str]]:
    found = []
    for path in (SERVICE, DEPLOY / "cron" / "fazhi.cron", DEPLOY / "github" / "nightly.yml"):
        found += [(path.name, match[1]) for match in COMMAND.finditer(path.read_text(encoding="utf-8"))]
    return found


@pytest.mark.parametrize(("name", "command"), commands(), ids=[name for name, _ in commands()])
def test_each_command_is_understood(name: str, command: str, tmp_path: Path) -> None:
    arguments = [str(tmp_path) if word.endswith("reports") else word for word in shlex.split(command)]
    run = main.commands[arguments[0]]
    understood = run.make_context("run", arguments[1:], parent=click.Context(main)).params
    assert understood["stale_after"] == 60
    assert understood["log_file"] is not None


def test_every_schedule_has_a_command() -> None:
    assert [name for name, _ in commands()] == ["fazhi.service", "fazhi.cron", "nightly.yml"]


@pytest.mark.skipif(not shutil.which("systemd-analyze"), reason="no systemd-analyze here")
def test_systemd_finds_nothing_to_say(tmp_path: Path) -> None:
    """With paths and an account that there are here, for it looks at them too."""
    text = SERVICE.read_text(encoding="utf-8").replace("/opt/fazhi/.venv/bin/fazhi", "/bin/true")
    text = text.replace("=fazhi\n", "=daemon\n")
    (tmp_path / SERVICE.name).write_text(text, encoding="utf-8")
    shutil.copy(TIMER, tmp_path)
    done = subprocess.run(
        ["systemd-analyze", "verify", tmp_path / SERVICE.name, tmp_path / TIMER.name],
        capture_output=True,
        text=True,
        check=False,
    )
    ours = [line for line in done.stderr.splitlines() if "fazhi" in line]
    assert (done.returncode, ours) == (0, [])
    when = re.search(r"OnCalendar=(.+)", TIMER.read_text(encoding="utf-8"))
    assert when
    told = subprocess.run(["systemd-analyze", "calendar", when[1]], capture_output=True, text=True, check=True)
    assert "02:30:00" in told.stdout


def test_refused_reports_are_no_failure_of_the_unit() -> None:
    assert re.search(r"^SuccessExitStatus=3$", SERVICE.read_text(encoding="utf-8"), re.MULTILINE)


def test_the_cron_line_has_five_times_an_account_and_no_percent_sign() -> None:
    lines = (DEPLOY / "cron" / "fazhi.cron").read_text(encoding="utf-8").splitlines()
    (line,) = [line for line in lines if line and line[0] not in "#ABCDEFGHIJKLMNOPQRSTUVWXYZ"]
    times, account = line.split()[:5], line.split()[5]
    assert all(re.fullmatch(r"\*|[0-9]+", time) for time in times)
    assert account == "fazhi"
    assert "%" not in line  # to cron it ends the command


def test_the_workflow_keeps_the_warehouse_whatever_comes_of_the_run() -> None:
    workflow: dict[Any, Any] = yaml.safe_load((DEPLOY / "github" / "nightly.yml").read_text(encoding="utf-8"))
    steps = workflow["jobs"]["run"]["steps"]
    used = [step.get("uses", "") for step in steps]
    assert used.index("actions/cache/restore@v4") < used.index("actions/cache/save@v4")
    assert next(step for step in steps if step.get("uses") == "actions/cache/save@v4")["if"] == "always()"
    assert workflow[True]["schedule"] == [{"cron": "30 18 * * *"}]  # YAML reads the key `on` as true
    assert not (DEPLOY.parent / ".github" / "workflows" / "nightly.yml").exists()
