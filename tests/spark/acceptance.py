"""The same reports built on Spark and on DuckDB, from empty in one run each, and held against one another.

    python -m tests.spark.acceptance CORPUS OUT [--select SELECTION ...]

CORPUS is what `python -m tests.spark.corpus` has made, OUT a folder for all that comes of it. Lands the corpus, builds
it on both engines, compares every table both ways, collects the marts into a file and compares them again with their
types, exports both and compares the files' hashes, and collects one province. Says what differs and ends with 1 where
anything does. With --select only those models are built (dbt's selection) and their tables compared. Whatever
happens, Spark is stopped.
"""

import argparse
import hashlib
import os
import shutil
import sys
import time
from collections.abc import Iterator
from pathlib import Path

from fazhi.build import environment
from fazhi.conductor import Walk, conduct
from fazhi.exports import export
from fazhi.spark.conducting import build_there, collect_here
from fazhi.spark.lake import Lake
from fazhi.spark.server import HOST, PORT
from ground.errors import FazhiError
from ingest.landing import land
from ingest.verdicts import find_verdicts, land_verdicts
from tests.spark.cluster import NoSpark, started
from tests.spark.equality import lake_and_file, tables, two_files

PROVINCE = "江西省"
FORMATS = ("csv", "parquet", "md", "panel")  # workbooks hold the time at which they were written
LAYERS = ("staging", "intermediate", "marts")
TRIED = {
    "no figure by a wording of the office's own": "from marts.fct_observations where rule_id like '%.office1'",
    "no corrected figure": "from marts.fct_evidence where correction_id is not null",
    "no verified figure": "from marts.fct_observations where is_verified",
    "no fetched page": "from raw.fetches",
    "no new version": "from marts.aud_load_ledger where status = 'new_version'",
    "no refused report": "from marts.aud_load_ledger where status = 'refused'",
}


def main() -> int:
    """Reads the arguments and does it."""
    parser = argparse.ArgumentParser(prog="python -m tests.spark.acceptance", description=__doc__)
    parser.add_argument("corpus", type=Path)
    parser.add_argument("out", type=Path)
    parser.add_argument("--select", nargs="*", default=[])
    given = parser.parse_args()
    shutil.rmtree(given.out, ignore_errors=True)
    given.out.mkdir(parents=True)
    rules = str((given.corpus / "rules").absolute())
    with environment(FAZHI_RULES=rules, FAZHI_OCR="off", FAZHI_LANG="en"):
        try:
            faults = list(_accepted(given.corpus, given.out.absolute(), tuple(given.select)))
        except (NoSpark, FazhiError) as error:
            faults = [str(error)]
    for fault in faults:
        print(fault)
    print(f"{len(faults)} differences")
    return 1 if faults else 0


def _accepted(corpus: Path, out: Path, selection: tuple[str, ...]) -> Iterator[str]:
    """What differs."""
    one, other, lake = out / "one" / "fazhi.duckdb", out / "spark" / "fazhi.duckdb", Lake(out / "lake")
    _landed(corpus, one)
    other.parent.mkdir()
    shutil.copy(one, other)
    with _told("built on one machine"):
        conduct(Walk(one, building=True, keep_intermediate=True))
    with started(out / "server") as spark, environment(**{HOST: "127.0.0.1", PORT: str(spark.port)}):
        with _told("built on Spark"):
            done = build_there(other, lake, selection=selection)
        if done.built:
            print(f"  {done.built.models} models, {done.built.tests} tests passed")
        print("  the processor's seconds: the server {:.0f}, both workers {:.0f}".format(*spark.spent()))
        made = done.built.made if done.built else ()
        yield from map(str, lake_and_file(one, lake.folder(done.build), made))
        print(f"  {len(made)} tables compared")
        if selection:
            return
        if missing := set(tables(one, *LAYERS)) - set(made):
            yield f"not built on Spark: {', '.join(sorted(missing))}"
        if build_there(other, lake).built:
            yield "a second build on Spark found something to do"
    with _told("collected"):
        collect_here(other, lake)
    yield from map(str, two_files(one, other, tables(one, "marts", "seeds", "raw")))
    yield from _untried(other)
    with _told("exported"):
        folders = [db.parent / "exports" for db in (one, other)]
        files = [export(db, folder, FORMATS) for db, folder in zip((one, other), folders, strict=True)]
        yield from _files(dict(zip(folders, files, strict=True)))
    yield from _part(out, lake, one)


def _landed(corpus: Path, db: Path) -> None:
    """Lands the corpus, a folder at a time, and the verdicts."""
    db.parent.mkdir()
    with _told("landed"):
        for source in sorted((corpus / "sources").iterdir()):
            land(source, db, progress=False)
        land_verdicts(find_verdicts(corpus / "verdicts.csv", db), db)


def _untried(db: Path) -> Iterator[str]:
    """What the corpus has and the warehouse does not show: then nothing of it was tried."""
    import duckdb

    with duckdb.connect(str(db), read_only=True) as connection:
        for what, query in TRIED.items():
            if not connection.execute(query).fetchall():
                yield f"{what} came out of the build on Spark: it was not tried"


def _files(exported: dict[Path, list[Path]]) -> Iterator[str]:
    """Which exported files differ, by the folders that they stand in."""
    ours, theirs = (
        {path.relative_to(root).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest() for path in files}
        for root, files in exported.items()
    )
    print(f"  {len(ours)} files compared")
    for name in sorted(ours.keys() | theirs.keys()):
        if ours.get(name) != theirs.get(name):
            yield f"{name}: the exported files differ"


def _part(out: Path, lake: Lake, whole: Path) -> Iterator[str]:
    """Collects one province, and holds its facts against those of the whole."""
    import duckdb

    part = out / "part" / "fazhi.duckdb"
    with _told(f"collected {PROVINCE}"):
        collect_here(part, lake, (PROVINCE,))
        export(part, out / "part" / "exports", ("csv",))
    with duckdb.connect(str(part), read_only=True) as connection:
        connection.execute(f"attach '{whole}' as whole (read_only)")
        facts = (
            "select * from whole.marts.fct_observations where report_id in"
            " (select report_id from whole.marts.dim_report where left(jurisdiction_key, 2) = '36')"
        )
        differing = connection.execute(
            f"select count(*) from (({facts} except all from marts.fct_observations)"
            f" union all (from marts.fct_observations except all {facts}))"
        ).fetchone()
    if differing != (0,):
        yield f"{PROVINCE}: {differing} observations differ from those of the whole"


class _told:  # noqa: N801 - reads as a word where it stands
    """Says what was done, how long it took, and how much of that the processor was at work for this process."""

    def __init__(self, what: str) -> None:
        self.what = what

    def __enter__(self) -> None:
        self.begun, self.worked = time.monotonic(), time.process_time()

    def __exit__(self, kind: object, *_: object) -> None:
        how = "not " if kind else ""
        elapsed, worked = time.monotonic() - self.begun, time.process_time() - self.worked
        print(f"{how}{self.what}, {elapsed:.0f} s, {worked:.0f} of them of the processor", flush=True)


if __name__ == "__main__":
    os.environ.setdefault("TZ", "UTC")
    sys.exit(main())
