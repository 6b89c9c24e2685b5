"""The Dagster project, in its own environment where `make dagster` has set that up: definitions, job, sensor, alarm."""

import json
import os
import subprocess
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).resolve().parents[2]
PYTHON = ROOT / ".venv-dagster" / "bin" / "python"
MANIFEST = ROOT / "target" / "dagster" / "manifest.json"
TOLD = {
    "outcome": "done",
    "run_id": "20260101T000000-abcdef",
    "inputs_hash": "0123",
    "new_reports": 1,
    "new_versions": 0,
    "refused": 0,
    "row_counts": {"marts.fct_observations": 196},
}

pytestmark = pytest.mark.skipif(not (PYTHON.exists() and MANIFEST.exists()), reason="make dagster sets it up")


def dagster(code: str, tmp_path: Path, *, exit_code: int = 0, told: dict[str, Any] | None = None) -> str:
    """What the code prints in Dagster's environment, with a command in fazhi's place that says what is told."""
    reports, command = tmp_path / "reports", tmp_path / "fazhi"
    reports.mkdir(exist_ok=True)
    command.write_text(f"#!/bin/sh\necho '{json.dumps(told or TOLD)}'\nexit {exit_code}\n")
    command.chmod(0o755)
    environment = {**os.environ, "DAGSTER_HOME": str(tmp_path), "DAGSTER_DISABLE_TELEMETRY": "1"}
    environment |= {"FAZHI_COMMAND": str(command), "FAZHI_REPORTS": str(reports)}
    (tmp_path / "dagster.yaml").touch()
    done = subprocess.run(
        [PYTHON, "-c", f"import definitions as d, dagster as dg\n{code}"],
        cwd=ROOT / "deploy" / "dagster",
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


RUN = """
result = d.defs.resolve_job_def("nightly").execute_in_process(
    instance=dg.DagsterInstance.ephemeral(), raise_on_error=False
)
made = result.get_asset_materialization_events()
rows = [event.materialization.metadata for event in made if event.asset_key.path[-1] == "fct_observations"]
print(result.success, len(made) == len(d.SPECS), [row["dagster/row_count"].value for row in rows])
"""


def test_there_is_an_asset_for_each_model_and_seed(tmp_path: Path) -> None:
    manifest = json.loads(MANIFEST.read_text(encoding="utf-8"))
    kinds = [node["resource_type"] for node in manifest["nodes"].values()]
    said = dagster("dg.Definitions.validate_loadable(d.defs); print(len(d.SPECS))", tmp_path)
    assert int(said) == kinds.count("model") + kinds.count("seed")


def test_the_job_makes_all_assets_by_one_run(tmp_path: Path) -> None:
    assert dagster(RUN, tmp_path).strip() == "True True [196]"
    assert dagster(RUN, tmp_path, exit_code=3).strip() == "True True [196]"


def test_where_nothing_is_new_nothing_is_made(tmp_path: Path) -> None:
    quiet = TOLD | {"outcome": "nothing_new", "inputs_hash": None, "row_counts": {}}
    assert dagster(RUN, tmp_path, told=quiet).strip() == "True False []"


def test_a_failed_run_fails_the_job_with_what_it_said(tmp_path: Path) -> None:
    code = RUN + "print([str(e.event_specific_data.error) for e in result.all_node_events if e.is_step_failure])"
    said = dagster(code, tmp_path, exit_code=1, told={"outcome": "failed", "reason": "2 of 80 steps failed"})
    assert said.startswith("False False []")
    assert "2 of 80 steps failed" in said


def test_the_sensor_asks_once_for_files_that_lie_still(tmp_path: Path) -> None:
    code = """
import pathlib
cursor = None
def look():
    global cursor
    context = dg.build_sensor_context(cursor=cursor)
    answer = d.new_files(context)
    cursor = context.cursor
    return type(answer).__name__
seen = [look(), look(), look()]
(d.REPORTS / "new.txt").write_text("x")
print(seen + [look(), look(), look()])
"""
    said = dagster(code, tmp_path)
    assert said.split("'")[1::2] == ["SkipReason", "RunRequest", "SkipReason"] * 2
