"""The history of runs: each is noted beside the warehouse when it begins and ends, and the next build takes it up.

A run that fails leaves the warehouse as it was, so its note stays in a folder beside it. A note that says `running`
while nobody works on the warehouse is of a run that was killed.
"""

import contextlib
import json
from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path

from fazhi import operations
from fazhi.files import replace
from fazhi.run import DONE, KILLED, NAMES, NOTHING_NEW, RUNNING, TIMES, Run, read, row
from fazhi.troubles import in_words
from ground.errors import LandingError
from ground.warehouse import opened

__all__ = ["Journal", "Run", "history", "lines", "noted", "told"]


class Journal:
    """The notes beside the warehouse at `db`: a folder with a file for each run that it does not know yet."""

    def __init__(self, db: Path) -> None:
        db = db.resolve()
        self.db = db
        self.folder = db.with_name(f"{db.name}.runs")
        self.report = db.with_name(f"{db.name}.failed.txt")
        self.entered: list[str] = []  # runs that a working copy has taken up

    def write(self, run: Run) -> None:
        """Notes a run as it stands."""
        self.folder.mkdir(parents=True, exist_ok=True)
        written = asdict(run) | {name: value and value.isoformat() for name in TIMES if (value := getattr(run, name))}
        replace(self.folder / f"{run.run_id}.json", json.dumps(written, ensure_ascii=False, indent=1) + "\n")

    def at(self, run: Run, step: str) -> None:
        """Notes how far a run has come."""
        run.step = step
        if (self.folder / f"{run.run_id}.json").exists():
            with contextlib.suppress(OSError):  # for want of room: the step itself will say so
                self.write(run)

    def runs(self) -> list[Run]:
        """The noted runs in their order."""
        found = []
        for path in sorted(self.folder.glob("*.json")):
            with contextlib.suppress(OSError, ValueError, TypeError):  # a note of nobody's: left where it is
                found.append(read(json.loads(path.read_text(encoding="utf-8"))))
        return found

    def enter(self, copy: Path, run: Run, tables: list[str]) -> None:
        """Takes up into the warehouse at `copy` what is noted and `run`, with the rows of its `tables`."""
        noted = [self._as_left(other) for other in self.runs() if other.run_id != run.run_id]
        with opened(copy, read_only=False) as connection:
            run.row_counts = {
                table: connection.execute(f"select count(*) from {table}").fetchone()[0]  # type: ignore[index]
                for table in tables
            }
            run.ended(DONE)
            connection.begin()
            operations.prepare(connection)
            known = {found for (found,) in connection.execute("select run_id from operations.runs").fetchall()}
            fresh = [each for each in [*noted, run] if each.run_id not in known]
            operations.append(connection, "runs", [row(each) for each in fresh])
            counted = [(each.run_id, *counts) for each in fresh for counts in each.row_counts.items()]
            names = ("run_id", "table_name", "row_count")
            operations.append(connection, "run_rows", [dict(zip(names, row, strict=True)) for row in counted])
            connection.commit()
        self.entered = [each.run_id for each in [*noted, run]]

    def forget(self) -> None:
        """Removes the notes that the finished warehouse has taken up, and what a killed run left of its own."""
        for run_id in self.entered:
            (self.folder / f"{run_id}.json").unlink(missing_ok=True)
        for left in self.folder.glob(".*.tmp"):
            left.unlink(missing_ok=True)
        with contextlib.suppress(OSError):  # others wait for a build
            self.folder.rmdir()

    def _as_left(self, run: Run) -> Run:
        if run.outcome == RUNNING:
            run.outcome, run.failed_step, run.reason_code = KILLED, run.step, KILLED
            run.reason = "it was ended from outside before it could say why: a kill, want of memory, loss of power"
        return run


@contextlib.contextmanager
def noted(journal: Journal, run: Run) -> Iterator[None]:
    """Notes the run while it works, and how it ends. Call it inside `locked`.

    Raises LandingError where nothing can be written there.
    """
    try:
        journal.write(run)
    except OSError as error:
        raise LandingError(
            f"{error.filename or journal.folder}: {error.strerror or error}; nothing was begun and the warehouse is as "
            "it was: make room on the disk, or let the account of this run write there"
        ) from None
    try:
        yield
    except BaseException as error:
        run.failed(error)
        with contextlib.suppress(OSError):  # a full disk must not hide why the run failed
            journal.write(run)
            replace(journal.report, told(journal.db, run))
        raise
    if run.run_id in journal.entered:
        journal.forget()
    else:
        run.ended(NOTHING_NEW)
        journal.write(run)
    journal.report.unlink(missing_ok=True)


def told(db: Path, run: Run) -> str:
    """A run that failed, for a person to read."""
    begun, ended = (f"{time:%Y-%m-%d %H:%M:%S} UTC" if time else "?" for time in (run.started_at, run.ended_at))
    lines = [
        f"The run {run.run_id} of fazhi {run.outcome} while it was to {run.failed_step or 'begin'}.",
        "",
        f"warehouse  {db} (as it was before the run)",
        f"reports    {run.source_root or 'none asked for'}",
        f"begun      {begun}",
        f"ended      {ended}",
        f"versions   fazhi {run.fazhi_version}, {run.dbt_version}, {run.duckdb_version}, {run.reading_version}, "
        f"seeds {run.seeds_hash}",
        "",
        run.reason or "",
        "",
        "Once the cause is mended, run the same again: nothing of this run is left in the warehouse.",
        "This file goes away with the next run that succeeds; the run stays in the history (fazhi runs).",
    ]
    return "\n".join(lines) + "\n"


def history(db: Path) -> list[Run]:
    """All runs on the warehouse at `db`, those that wait to be taken up too, the oldest first."""
    found: dict[str, Run] = {}
    if db.exists():
        with opened(db, read_only=True) as connection:
            if there := operations.place(connection, "runs"):
                rows = connection.execute(f"select * from {there} order by rowid")
                names = [column[0] for column in rows.description]
                for row in rows.fetchall():
                    values = {name: value for name, value in zip(names, row, strict=True) if name in NAMES}
                    found[values["run_id"]] = Run(**values)
    for run in Journal(db).runs():
        found.setdefault(run.run_id, run)
    return list(found.values())  # in the order in which they were noted: clocks go back


def lines(runs: list[Run]) -> Iterator[str]:
    """Runs for a terminal, a line each."""
    for run in runs:
        took = "" if run.ended_at is None else f"{(run.ended_at - run.started_at).total_seconds():.0f} s"
        what = " ".join((run.reason or "").split())
        if not what and run.files_seen is not None:
            told = f"{run.files_seen} seen, {run.new_reports} new, {run.new_versions} changed, {run.refused} refused"
            what = in_words(told)
        where = f" ({run.failed_step})" if run.failed_step else ""
        yield f"{run.started_at:%Y-%m-%d %H:%M} {took:>7}  {in_words(run.outcome)}{where}  {what}"[:200].rstrip()
