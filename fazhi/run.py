"""A run: what it was to do, how far it came, what came of it."""

import datetime
import secrets
from dataclasses import dataclass, field, fields
from typing import Any

from fazhi import __version__, operations
from fazhi.built import Built
from fazhi.inputs import seeds_hash, version
from fazhi.stopping import as_stopped
from ground.errors import BuildError, FazhiError
from ingest.landing import LoadSummary
from ingest.version import tool_version

RUNNING, DONE, NOTHING_NEW, FAILED, INTERRUPTED, KILLED = OUTCOMES = (
    "running",
    "done",
    "nothing_new",
    "failed",
    "interrupted",
    "killed",
)
TIMES = ("started_at", "ended_at")
REASON = 4000  # characters of a reason that the warehouse keeps


def now() -> datetime.datetime:
    """The time in UTC, as the warehouse keeps it."""
    return datetime.datetime.now(datetime.UTC).replace(tzinfo=None)


def _new_id() -> str:
    return f"{now():%Y%m%dT%H%M%S}-{secrets.token_hex(3)}"


@dataclass
class Run:
    """A run, in the columns of operations.runs and with the rows of each table; None for what it did not come to."""

    steps: str
    source_root: str | None = None
    run_id: str = field(default_factory=_new_id)
    started_at: datetime.datetime = field(default_factory=now)
    ended_at: datetime.datetime | None = None
    outcome: str = RUNNING
    failed_step: str | None = None
    reason_code: str | None = None
    reason: str | None = None
    load_id: str | None = None
    files_seen: int | None = None
    new_reports: int | None = None
    new_versions: int | None = None
    unchanged: int | None = None
    refused: int | None = None
    reread: int | None = None
    models_built: int | None = None
    tests_passed: int | None = None
    tests_warned: int | None = None
    tests_failed: int | None = None
    inputs_hash: str | None = None
    seeds_hash: str = field(default_factory=seeds_hash)
    reading_version: str = field(default_factory=tool_version)
    fazhi_version: str = __version__
    dbt_version: str = field(default_factory=lambda: f"{version('dbt-core')}, {version('dbt-duckdb')}")
    duckdb_version: str = field(default_factory=lambda: version("duckdb"))
    row_counts: dict[str, int] = field(default_factory=dict)
    step: str = ""  # what it is at; of no interest once it has ended

    def landed(self, summary: LoadSummary) -> None:
        """Notes what landing did."""
        self.load_id, self.files_seen, self.reread = summary.load_id, summary.files_seen, summary.reread
        self.new_reports, self.new_versions = summary.landed - summary.new_versions, summary.new_versions
        self.unchanged, self.refused = summary.unchanged, len(summary.refused)

    def built(self, built: Built) -> None:
        """Notes what a build did."""
        self.inputs_hash, self.models_built = built.inputs_hash, built.models
        self.tests_passed, self.tests_warned, self.tests_failed = built.tests, len(built.warnings), 0

    def failed(self, error: BaseException) -> None:
        """Ends it with what went wrong."""
        error = as_stopped(error)
        stopped = isinstance(error, KeyboardInterrupt)
        self.outcome, self.ended_at = INTERRUPTED if stopped else FAILED, now()
        self.reason_code = (
            error.reason_code if isinstance(error, FazhiError) else INTERRUPTED if stopped else "internal"
        )
        self.failed_step, self.reason = self.step, str(error) or ("stopped from outside" if stopped else repr(error))
        if isinstance(error, BuildError):
            self.tests_passed, self.tests_failed = error.tests_passed, error.tests_failed

    def ended(self, outcome: str) -> None:
        """Ends it well."""
        self.outcome, self.ended_at = outcome, now()


NAMES = {column.name for column in fields(Run)}  # of what a run tells
_KINDS: dict[str, type] = {
    column.name: int for column in fields(Run) if column.type == "int | None" or column.type == (int | None)
} | {"row_counts": dict}


def read(written: Any) -> Run:  # noqa: ANN401 - whatever stands in the note
    """The run that a note tells of. Raises ValueError or TypeError where it is none that a run has written."""
    if not isinstance(written, dict):
        raise TypeError("a note is an object")
    known = {name: value for name, value in written.items() if name in NAMES}
    for name, value in known.items():
        if value is not None and not isinstance(value, _KINDS.get(name, str)):
            raise TypeError(name)
    times = {name: datetime.datetime.fromisoformat(known[name]) for name in TIMES if known.get(name)}
    run = Run(**(known | times))
    if run.outcome not in OUTCOMES or not all(
        isinstance(table, str) and isinstance(count, int) for table, count in run.row_counts.items()
    ):
        raise ValueError("of another shape")
    if any(time and time.tzinfo for time in (run.started_at, run.ended_at)):
        raise ValueError("a time of another zone")
    return run


def row(run: Run) -> dict[str, Any]:
    """A run as a row of operations.runs."""
    return {name: getattr(run, name) for name in operations.columns("runs") if name in NAMES} | {
        "reason": run.reason and run.reason[:REASON]
    }
