"""`fazhi land --target spark`: reports read by a cluster's workers, into a lake instead of a warehouse."""

import functools
import importlib.util
from collections.abc import Callable
from pathlib import Path
from typing import Any, NamedTuple

import click

from fazhi.cli_spark import hear
from fazhi.endings import lined
from fazhi.language import either
from fazhi.options import LAKE
from fazhi.printing import on_one_line, printable
from fazhi.spark.server import WHOLE
from fazhi.streams import say
from ground.errors import LandingError


class There(NamedTuple):
    """A lake, and where Spark is; None as it is set up."""

    lake: Path
    master: str | None


def ON_SPARK(command: Callable[..., None]) -> Callable[..., None]:  # noqa: N802 - an option, as the others
    """The options of landing on Spark, which the command is given as `there`; None where this machine lands."""

    @functools.wraps(command)
    def given(*rest: Any, target: str, lake: Path | None, master: str | None, **where: Any) -> None:  # noqa: ANN401
        there = None
        if target == "spark":
            if lake is None:
                raise click.UsageError("say where the tables go: --lake FOLDER, which all of Spark's machines see.")
            there = There(lake, master)
        command(*rest, there=there, **where)

    for option in reversed(_OPTIONS):
        given = option(given)
    return given


_OPTIONS = (
    click.option(
        "--target",
        type=click.Choice(["duckdb", "spark"]),
        default="duckdb",
        show_default=True,
        help="What lands: this machine into the warehouse, or Apache Spark into a lake.",
    ),
    LAKE,
    click.option("--master", help="Where Spark is: spark://HOST:PORT, yarn, local[2]; by default as it is set up."),
)
_ENDS = {
    "landed": "入库",
    "new_version": "新版本",
    "unchanged": "无变化",
    "duplicate": "重复",
    "refused": "未收",
    "withdrawn": "已撤回",
    "taken_back": "已恢复",
}


def land_there(
    reports: Path,
    there: There,
    *,
    db: Path,
    verdicts: Path | None,
    kind: str | None,
    take_all: bool,
    refetch: bool,
    jobs: int | None,
) -> int:
    """Lands on Spark and tells what was done; returns how many sources and verdicts were refused. Raises FazhiError.

    Verdicts land in the file at `db`. Raises UsageError for options of this machine.
    """
    for option, value in (("--jobs", jobs), ("--refetch", refetch)):
        if value:
            raise click.UsageError(f"{option} is of landing on this machine; with --target spark leave it out.")
    if importlib.util.find_spec("pyspark") is None:
        raise LandingError(f"pyspark is not installed here; install {WHOLE}")
    from ingest.spark.job import land
    from ingest.spark.lake import Lake
    from ingest.spark.session import session

    refused = hear(db, verdicts)
    with session(there.master) as spark:
        done = land(spark, reports, Lake(there.lake), kind=kind, take_all=take_all)
    counts = [(count, status) for status, count in sorted(done.ends.items())]
    told = either(
        ", ".join(f"{count} {status}" for count, status in counts) or "nothing there",
        "，".join(f"{_ENDS[status]} {count}" for count, status in counts) or "没有来源",
    )
    say(printable(lined("landed", told)))
    if done.reread:
        say(printable(lined("read again", either(f"{done.reread} reports", f"{done.reread} 份报告"))))
    where = done.load_id or either("nothing is new", "没有变化")
    say(on_one_line(lined("lake", f"{there.lake} ({where})")))
    return done.ends["refused"] + refused
