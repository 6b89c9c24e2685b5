"""Many reports landed by a job on Spark and by one machine, held against one another and measured.

    python -m tests.spark.landing OUT [--reports 20000] [--length 1500] [--growth 1000 4000 …] [--one]

Lands generated reports in no order, with changed, duplicate and refused ones among them, in two days: the first with
one of two executors killed in the midst. After each day every table of raw must equal what one machine has landed.
Prints ratios, of processor time, which others on the machine hardly change. --growth lands so many besides, each from
empty, and tells how the cost grows. --one lands the first day with a single executor too, and tells by how much two
were faster: by the clock, which wants a quiet machine, and as it would be if workers alone worked side by side.
Ends with 1 where a table differs.
"""

import argparse
import math
import os
import shutil
import sys
from pathlib import Path

from ingest.landing import land
from tests.ingest.spark.days import first_day, second_day
from tests.ingest.spark.jobs import Job, differing, submitted
from tests.spark.cluster import seconds_of

HOURS = 3 * 3600.0  # that a job may take on a machine which others use too


def main() -> int:
    """Reads the arguments and does it."""
    parser = argparse.ArgumentParser(prog="python -m tests.spark.landing", description=__doc__)
    parser.add_argument("out", type=Path)
    parser.add_argument("--reports", type=int, default=20_000)
    parser.add_argument("--length", type=int, default=1_500, help="characters of a report")
    parser.add_argument("--growth", type=int, nargs="*", default=[])
    parser.add_argument("--one", action="store_true")
    given = parser.parse_args()
    shutil.rmtree(given.out, ignore_errors=True)
    faults = 0
    costs: dict[int, float] = {}
    for count in given.growth:
        folder = _begun(given.out / str(count), count, given.length)
        job = submitted(folder, folder.parent / "lake", patience=HOURS)
        costs[count] = _cost(f"{count} reports", job, count)
        shutil.rmtree(folder.parent)
    folder = _begun(given.out / "all", given.reports, given.length)
    lake, db = folder.parent / "lake", folder.parent / "fazhi.duckdb"
    if given.one:
        one, two = (_alone(folder, executors) for executors in (1, 2))
        costs[given.reports] = _cost(f"{given.reports} reports", two, given.reports)
        print(f"two executors against one, by the clock   {one.elapsed / two.elapsed:.2f}")
        reckoned = (one.driver + one.workers) / (two.driver + two.workers / 2)
        print(f"two executors against one, reckoned       {reckoned:.2f}")
    for day, change in (("first", lambda: None), ("second", lambda: second_day(folder))):
        change()
        here = _landed(folder, db)
        job = submitted(folder, lake, kill=day == "first", patience=HOURS)
        if day == "first" and not given.one:
            told = f"{given.reports} reports, some parts read twice"
            costs[given.reports] = _cost(told, job, given.reports)
        differs = differing(db, lake)
        faults += len(differs)
        print(f"{day} day: killed {len(job.killed)}; tables that differ: {differs or 'none'}", flush=True)
        print(f"  processor time against one machine      {(job.driver + job.workers) / here:.2f}", flush=True)
    for fewer, more in zip(sorted(costs), sorted(costs)[1:], strict=False):
        slope = math.log(costs[more] / costs[fewer]) / math.log(more / fewer)
        print(f"cost from {fewer} to {more} reports, slope   {slope:.2f}")
    return 1 if faults else 0


def _begun(place: Path, count: int, length: int) -> Path:
    """The folder of so many reports."""
    folder = place / "reports"
    folder.mkdir(parents=True)
    first_day(folder, count, length)
    return folder


def _alone(folder: Path, executors: int) -> Job:
    """A job from empty, of which nothing is kept."""
    place = folder.parent / f"by-{executors}"
    place.mkdir()
    job = submitted(folder, place / "lake", executors=executors, patience=HOURS)
    shutil.rmtree(place)
    return job


def _landed(folder: Path, db: Path) -> float:
    """Lands on this machine; the processor's seconds of it."""
    before = _spent()
    land(folder, db, progress=False, jobs=2)
    return _spent() - before


def _spent() -> float:
    """Of this process and of those that read for it, which one that it has started starts."""
    return seconds_of(os.getpid())


def _cost(what: str, job: Job, count: int) -> float:
    """The processor's seconds of a job; tells the shares."""
    whole = job.driver + job.workers
    print(f"{what}: {1000 * whole / count:.1f} ms each, of these the workers' {job.workers / whole:.0%}", flush=True)
    return whole


if __name__ == "__main__":
    sys.exit(main())
