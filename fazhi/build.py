"""dbt, run inside this process on one warehouse."""

import contextlib
import datetime
import os
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from fazhi.failures import told
from fazhi.inputs import ROOT, build_hash
from ingest.errors import BuildError
from ingest.store import opened

if TYPE_CHECKING:
    from dbt_common.events.base_types import EventMsg

MAX_FAILURES = 20  # named in one message


class Built(NamedTuple):
    """What a build ran: seeds, models and tests that succeeded, and tests that warned with what they said."""

    seeds: int
    models: int
    tests: int
    warnings: list[str]


def build(db: Path, *, progress: bool | None = None) -> Built:
    """Runs the seeds, models and tests of the project on the warehouse at `db` and notes the build in raw.builds.

    Raises BuildError, which names what failed and what it said; then `db` holds a half-built warehouse.
    """
    inputs, started = build_hash(db), time.monotonic()
    if not inputs:
        raise BuildError(f"{db}: no report has landed in this warehouse; land some first: fazhi land FOLDER --db {db}")
    if not (ROOT / "dbt_project.yml").is_file():
        raise BuildError(f"{ROOT}: there is no dbt_project.yml; run fazhi from a checkout of the project")
    with _environment(FAZHI_DB=str(db.absolute()), DBT_SEND_ANONYMOUS_USAGE_STATS="false"):
        built = _run(db, sys.stderr.isatty() if progress is None else progress)
    with opened(db, read_only=False) as connection:
        connection.execute(
            "create table if not exists raw.builds"
            " (built_at timestamp, inputs_hash varchar, models integer, tests integer, seconds double)"
        )
        connection.execute(
            "insert into raw.builds values (?, ?, ?, ?, ?)",
            [_now(), inputs, built.models, built.tests, round(time.monotonic() - started, 3)],
        )
    return built


def _run(db: Path, progress: bool) -> Built:
    from dbt.adapters.duckdb.connections import DuckDBConnectionManager
    from dbt.cli.main import dbtRunner

    # Somebody who installed the project where it may not be written to has its by-products beside the warehouse.
    scratch = ROOT if os.access(ROOT, os.W_OK) else db.parent
    arguments = [
        "build",
        "--project-dir",
        str(ROOT),
        "--profiles-dir",
        str(ROOT),
        "--target-path",
        str(scratch / "target"),
    ]
    arguments += ["--log-path", str(scratch / "logs"), "--log-level", "none", "--quiet", "--no-use-colors"]
    with _bar(progress) as callbacks:
        outcome = dbtRunner(callbacks=callbacks).invoke(arguments)
    DuckDBConnectionManager.close_all_connections()  # type: ignore[no-untyped-call]
    results = list(getattr(outcome.result, "results", None) or [])
    failures = [told(db, result) for result in results if result.status in ("error", "fail", "runtime error")]
    if outcome.success and not failures:
        kinds = Counter(str(result.node.resource_type) for result in results if result.status in ("success", "pass"))
        warnings = [told(db, result) for result in results if result.status == "warn"]
        return Built(kinds["seed"], kinds["model"], kinds["test"] + kinds["unit_test"], warnings)
    if isinstance(outcome.exception, KeyboardInterrupt):
        raise outcome.exception
    if not failures:
        raise BuildError(f"dbt could not start: {outcome.exception}")
    skipped = sum(result.status == "skipped" for result in results)
    more = f"\n  and {len(failures) - MAX_FAILURES} more" if len(failures) > MAX_FAILURES else ""
    listed = "\n  ".join(failures[:MAX_FAILURES])
    raise BuildError(
        f"{len(failures)} of {len(results)} steps failed, {skipped} were skipped for them:\n  {listed}{more}"
    )


def _now() -> datetime.datetime:
    """The time in UTC, as landing keeps it."""
    return datetime.datetime.now(datetime.UTC).replace(tzinfo=None)


@contextlib.contextmanager
def _environment(**values: str) -> Iterator[None]:
    """The environment with `values`, by which the profile finds the warehouse; as before when the block ends."""
    before = {name: os.environ.get(name) for name in values}
    os.environ.update(values)
    try:
        yield
    finally:
        for name, value in before.items():
            if value is None:
                del os.environ[name]
            else:
                os.environ[name] = value


@contextlib.contextmanager
def _bar(progress: bool) -> "Iterator[list[Callable[[EventMsg], None]]]":
    """A list of callbacks for dbt: one that moves a progress bar, or none."""
    if not progress:
        yield []
        return
    from tqdm import tqdm

    with tqdm(desc="building", unit=" steps", file=sys.stderr, leave=False) as bar:

        def move(event: "EventMsg") -> None:
            index, total = getattr(event.data, "index", 0), getattr(event.data, "total", 0)
            if total and event.info.name.startswith("Log") and "Start" not in event.info.name:
                bar.total = total
                bar.update(max(0, index - bar.n))

        yield [move]
