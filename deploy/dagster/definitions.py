"""fazhi as a Dagster project: an asset for each model, made by one `fazhi run`; a schedule, a sensor, an alarm.

The run works on a copy and swaps it in when everything has succeeded, so all assets are made together or none is. In
an environment of its own (`make dagster`); the run itself is started in the project's.

    FAZHI_REPORTS, FAZHI_DB, FAZHI_EXPORTS     what to read and where everything goes
    FAZHI_WEBHOOK, FAZHI_ON_FAILURE            whom a failure is told
"""

import hashlib
import json
import os
import subprocess
import sys
from collections.abc import Iterable, Iterator
from graphlib import TopologicalSorter
from pathlib import Path
from typing import Any

import dagster as dg
from dagster_dbt import build_dbt_asset_specs

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))
from fazhi.alarms import Alarms  # noqa: E402 - the project is no package of this environment

MANIFEST = ROOT / "target" / "dagster" / "manifest.json"  # `make dagster` writes it
REPORTS = Path(os.environ.get("FAZHI_REPORTS", ROOT / "reports"))
DB = Path(os.environ.get("FAZHI_DB", ROOT / "warehouse" / "fazhi.duckdb"))
EXPORTS = Path(os.environ.get("FAZHI_EXPORTS", ROOT / "exports"))
FAZHI = os.environ.get("FAZHI_COMMAND", str(ROOT / ".venv" / "bin" / "fazhi"))
ALARMS = ("FAZHI_WEBHOOK", "FAZHI_ON_FAILURE")
DONE = (0, 3)  # 3: some reports were refused
BUSY = 4
LOOK_EVERY = 300  # seconds

COUNTED = ("outcome", "new_reports", "new_versions", "refused")


def in_order(specs: Iterable[dg.AssetSpec]) -> list[dg.AssetSpec]:
    """The specs so that each comes after those that it is made from, as Dagster wants to hear of them."""
    by_key = {spec.key: spec for spec in specs}
    sorter = TopologicalSorter({key: {dep.asset_key for dep in spec.deps} for key, spec in by_key.items()})
    return [by_key[key] for key in sorter.static_order() if key in by_key]


SPECS = in_order(
    spec.replace_attributes(skippable=True)  # where nothing is new, nothing is made
    for spec in build_dbt_asset_specs(manifest=MANIFEST, select="resource_type:model resource_type:seed")
)


@dg.multi_asset(name="fazhi_run", specs=SPECS, can_subset=False)
def models(context: dg.AssetExecutionContext) -> Iterator[dg.MaterializeResult[None]]:
    """Lands what is new, builds and exports; the failure sensor below rings the alarm, not the run itself."""
    command = [FAZHI, "run", str(REPORTS), "--db", str(DB), "--exports", str(EXPORTS), "--json"]
    environment = {name: value for name, value in os.environ.items() if name not in ALARMS}
    done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, check=False)  # noqa: S603
    if done.stderr:
        context.log.warning(done.stderr)
    told: dict[str, Any] = json.loads(done.stdout) if done.stdout.startswith("{") else {}
    if done.returncode not in DONE:
        raise dg.Failure(
            description=str(told.get("reason") or done.stderr or f"exit code {done.returncode}"),
            metadata={"outcome": str(told.get("outcome")), "exit_code": done.returncode},
            allow_retries=done.returncode == BUSY,
        )
    context.log.info("%s: %s new, %s changed, %s refused", *(told.get(name) for name in COUNTED))
    if told["inputs_hash"] is None:
        return
    rows = told["row_counts"]
    for spec in SPECS:
        table = f"marts.{spec.key.path[-1]}"
        known = {"dagster/row_count": rows[table]} if table in rows else {}
        yield dg.MaterializeResult(asset_key=spec.key, metadata={"run_id": told["run_id"], **known})


nightly_job = dg.define_asset_job("nightly", selection=dg.AssetSelection.assets(models))
nightly = dg.ScheduleDefinition(
    name="every_night", job=nightly_job, cron_schedule="30 2 * * *", execution_timezone="Asia/Shanghai"
)


@dg.sensor(job=nightly_job, minimum_interval_seconds=LOOK_EVERY)
def new_files(context: dg.SensorEvaluationContext) -> dg.RunRequest | dg.SkipReason:
    """Asks for a run when the files in the folder of reports are others than at the last look, and lie still."""
    seen = fingerprint(REPORTS)
    before = json.loads(context.cursor or "{}")
    context.update_cursor(json.dumps({"seen": seen, "asked": before.get("asked")}))
    if seen == before.get("asked"):
        return dg.SkipReason("the files are those of the last run")
    if seen != before.get("seen"):
        return dg.SkipReason("files are new or still arriving; the next look decides")
    context.update_cursor(json.dumps({"seen": seen, "asked": seen}))
    return dg.RunRequest(run_key=seen)


@dg.run_failure_sensor(monitored_jobs=[nightly_job])
def failure_alarm(context: dg.RunFailureSensorContext) -> None:
    """Tells the webhook and the command of a failed run, whatever it failed of."""
    said = str(context.failure_event.message)
    causes = [str(event.event_specific_data.error) for event in context.get_step_failure_events()]
    text = "\n".join([f"fazhi failed in Dagster, run {context.dagster_run.run_id}: {said}", *causes])
    told = {"outcome": "failed", "run_id": context.dagster_run.run_id, "reason": text}
    for trouble in Alarms(*(os.environ.get(name) for name in ALARMS)).ring(told, text):
        context.log.error(trouble)


def fingerprint(folder: Path) -> str:
    """A hash over the files in a folder: their paths, sizes and times."""
    digest = hashlib.sha256()
    for path in sorted(folder.rglob("*")):
        if path.is_file():
            state = path.stat()
            digest.update(f"{path.relative_to(folder)} {state.st_size} {state.st_mtime_ns}\n".encode())
    return digest.hexdigest()[:16]


defs = dg.Definitions(assets=[models], jobs=[nightly_job], schedules=[nightly], sensors=[new_files, failure_alarm])
