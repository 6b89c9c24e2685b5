"""The two verbs of Spark, each a run that is noted as every other: build into the lake, collect into a warehouse."""

import contextlib
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from fazhi.build import planned
from fazhi.built import Built
from fazhi.conductor import RAW
from fazhi.guard import refuse_log
from fazhi.inputs import version
from fazhi.integrity import check, note
from fazhi.published import leave_out, pack
from fazhi.runs import Journal, Run, noted
from fazhi.spark.building import Building, drop
from fazhi.spark.collect import Collected, collect, wanted
from fazhi.spark.lake import Lake
from fazhi.spark.provinces import STEP, is_part
from fazhi.spark.server import Server, connected
from fazhi.workspace import locked, tidy, working_copy


@dataclass(frozen=True)
class BuiltThere:
    """What a build on Spark has come to: None where nothing had changed; the name of the finished build."""

    built: Built | None
    build: str
    reports: int


def build_there(db: Path, lake: Lake, *, force: bool = False, selection: tuple[str, ...] = ()) -> BuiltThere:
    """Builds what has landed in the file at `db`, or in the lake, on Spark; the pointer of the lake then names it.

    The file stays as it is. With a `selection` of dbt's only those models are built, and no pointer names them: for
    trying out. Raises FazhiError; then the finished build is the one before.
    """
    run, journal = Run("build on spark"), Journal(db)
    with contextlib.ExitStack() as stack:
        stack.enter_context(locked(db))
        stack.enter_context(noted(journal, run))
        journal.at(run, "check")
        refuse_log(db)
        check(db)
        server = stack.enter_context(connected())
        run.dbt_version = f"{version('dbt-core')}, {version('dbt-spark')}, Spark {server.version}"
        stack.enter_context(_lake_locked(lake))
        _clear(lake, server)
        journal.at(run, "put")
        building = Building(db, lake, stack.enter_context(_bench(db)), server)
        inputs = building.begin()
        before = building.before
        if (
            before
            and before.inputs_hash == inputs
            and not force
            and not selection
            and lake.folder(before.build).is_dir()
        ):
            _remove(lake, server, building.name)
            return BuiltThere(None, before.build, before.rows.get("raw.reports", 0))

        def enter(built: Built) -> None:
            run.built(built)
            journal.enter(building.bench, run, [*RAW, *built.marts])

        journal.at(run, "build")
        built = building.build(inputs, enter, selection)
        if selection:
            journal.entered.clear()  # nothing names this build: the run waits for one that lasts
            return BuiltThere(built, building.name, 0)
        journal.at(run, "swap")
        pointer = building.publish(inputs)
        return BuiltThere(built, pointer.build, pointer.rows.get("raw.reports", 0))


def collect_here(db: Path, lake: Lake, provinces: tuple[str, ...] = ()) -> Collected:
    """Brings the finished build of the lake, or some provinces of it, into the warehouse at `db`, in its place.

    What only passes on is left out, as of a file that is built here: the lake has it. Raises FazhiError; then the
    warehouse is as it was.
    """
    pointer = wanted(lake)
    run, journal = Run(" ".join([STEP, *provinces])), Journal(db)
    with locked(db), noted(journal, run):
        journal.at(run, "check")
        refuse_log(db)
        check(db)
        with working_copy(db) as copy:
            journal.at(run, STEP)
            if is_part(copy) or provinces:
                copy.unlink(missing_ok=True)  # a part is never filled up, and never makes a whole smaller
            collected = collect(copy, lake, pointer, provinces)
            if provinces:
                run.inputs_hash = f"{pointer.inputs_hash} {' '.join(provinces)}"
            journal.enter(copy, run, [])
            plan = planned(copy)
            leave_out(copy, plan.passing, plan.kept)
            pack(copy)
            journal.at(run, "swap")
        note(db)
    return collected


@contextlib.contextmanager
def _bench(db: Path) -> Iterator[Path]:
    """A place for the file that helps a build, called as the warehouse; gone when all is done."""
    tidy(db)
    place = db.resolve().with_name(f"{db.name}.building")
    place.mkdir(parents=True, exist_ok=True)
    try:
        yield place / db.name
    finally:
        shutil.rmtree(place, ignore_errors=True)


@contextlib.contextmanager
def _lake_locked(lake: Lake) -> Iterator[None]:
    """Keeps builds of other warehouses out of the lake. Raises Busy."""
    with locked(lake.root / "lake"):
        yield


def _clear(lake: Lake, server: Server) -> None:
    """Removes the builds that nobody reads any more."""
    for build in lake.others():
        _remove(lake, server, build)


def _remove(lake: Lake, server: Server, build: str) -> None:
    drop(server, build)
    lake.remove(build)
