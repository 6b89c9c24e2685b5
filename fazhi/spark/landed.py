"""What has landed, as Parquet that a build on Spark begins with: out of a DuckDB file, or where a job has put it."""

from pathlib import Path
from typing import TYPE_CHECKING

from fazhi.spark import tables
from fazhi.spark.lake import Lake
from ground.errors import BuildError
from ground.warehouse import opened
from ingest.spark.lake import Lake as Loads

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

# What people and models say of readings lands in the file also where a job lands the reports.
SAID = ("raw.verdicts", "raw.second_readings")


def folders(db: Path, lake: Lake, build: str, wanted: list[str]) -> dict[str, Path]:
    """The folder of each table of raw that is `wanted`, for a build.

    What a job has landed is taken from where it lies; else the tables of the file at `db` are written into the build's
    folder. Raises BuildError where nothing has landed, or both have reports and the file some that the lake has not.
    """
    Loads(lake.root)  # moves what a load that counts has left to be moved
    own = lake.folder(build) / "raw"
    by_job = tables.is_there(lake.raw / "loads")
    found = {relation: (lake.raw if by_job else own) / relation.split(".")[1] for relation in wanted}
    if not db.exists():
        if not by_job:
            raise _nothing(db, lake)
        return found
    with opened(db, read_only=True) as connection:
        there = set(tables.names(connection, "raw"))
        if by_job:
            _refuse_strangers(connection, db, lake, there)
        elif "raw.loads" not in there or not _count(connection, "raw.loads"):
            raise _nothing(db, lake)
        for relation in wanted:
            name = relation.split(".")[1]
            if relation in there and (not by_job or (relation in SAID and not tables.is_there(lake.raw / name))):
                found[relation] = own / name
                tables.write(connection, relation, own / name)
    return found


def _refuse_strangers(connection: "DuckDBPyConnection", db: Path, lake: Lake, there: set[str]) -> None:
    """Raises BuildError where the file knows a load that the lake does not."""
    if "raw.loads" not in there:
        return
    loads = tables.parquet(lake.raw / "loads")
    strange = connection.execute(
        f"select load_id from raw.loads where load_id not in (select load_id from {loads}) limit 1"
    ).fetchone()
    if strange:
        raise BuildError(
            f"{db}: load {strange[0]} is not in {lake.raw}, where a job lands; name the file that belongs to this "
            "lake, or another lake: --lake FOLDER"
        )


def _count(connection: "DuckDBPyConnection", relation: str) -> int:
    return int((connection.execute(f"select count(*) from {relation}").fetchone() or (0,))[0])


def _nothing(db: Path, lake: Lake) -> BuildError:
    return BuildError(
        f"{db}: no report has landed in this warehouse, nor in {lake.raw}; land some first: fazhi land FOLDER --db {db}"
    )
