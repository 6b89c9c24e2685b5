"""The verbs of Spark: build there, collect from there; and verdicts, which land in the file there too."""

from pathlib import Path

import click

from fazhi.conductor import Walk, conduct
from fazhi.endings import ending, lined, verdicts_left_out
from fazhi.interruption import stoppable
from fazhi.language import either
from fazhi.options import DB, LAKE, RULES
from fazhi.printing import command, on_one_line, printable
from fazhi.streams import say

TARGET = click.option(
    "--target",
    type=click.Choice(["duckdb", "spark"]),
    default="duckdb",
    show_default=True,
    help="What builds: this machine, or Apache Spark (docs/scale.md).",
)


def hear(db: Path, verdicts: Path | None) -> int:
    """Lands verdicts in the file at `db`, where builds on Spark take them from; returns how many rows were refused."""
    if verdicts is None:
        return 0
    walk = Walk(db, verdicts=verdicts)
    outcome = conduct(walk)
    for name, words in ending(walk, outcome):
        say(printable(lined(name, words)))
    for told in verdicts_left_out(walk, outcome):
        say(printable(told), err=True)
    return len(outcome.verdicts.faults) if outcome.verdicts else 0


def on_spark(db: Path, lake: Path | None, verdicts: Path | None, force: bool) -> int:
    """Builds on Spark and tells what was done; returns how many verdicts were refused."""
    from fazhi.spark.conducting import build_there
    from fazhi.spark.lake import Lake

    if lake is None:
        raise click.UsageError("say where Spark's tables go: --lake FOLDER, which all of its machines see.")
    with stoppable():
        refused = hear(db, verdicts)
        done = build_there(db, Lake(lake), force=force)
    for warning in done.built.warnings if done.built else []:
        say(printable(lined("warning", warning)))
    if built := done.built:
        told = either(
            f"{built.models} models from {built.seeds} seeds on Spark, {built.tests} tests passed",
            f"在 Spark 上构建模型 {built.models} 个，种子表 {built.seeds} 张，通过检验 {built.tests} 项",
        )
    else:
        told = either("nothing has changed", "没有变化")
    say(printable(lined("build", told)))
    say(printable(lined("lake", f"{lake} ({done.build})")))
    say(printable(lined("next", command("fazhi", "collect", "--lake", lake, "--db", db))))
    return refused


@click.command(epilog="Example: fazhi collect --lake /mnt/fazhi --db jiangxi.duckdb --province 江西省")
@DB
@LAKE
@RULES
@click.option(
    "--province", "provinces", multiple=True, help="A province by its name or code, repeatable; all by default."
)
def collect(db: Path, lake: Path | None, provinces: tuple[str, ...]) -> None:
    """Bring what was built on Spark into a warehouse, one DuckDB file: all of it, or some provinces.

    The file takes the place of the one that is there, in one step; exports, page and publication are then made from
    it as ever. A file of some provinces is for reading: their places were compared with all others.
    """
    from fazhi.spark.conducting import collect_here
    from fazhi.spark.lake import Lake

    if lake is None:
        raise click.UsageError("say where it was built: --lake FOLDER.")
    with stoppable():
        done = collect_here(db, Lake(lake), provinces)
    of = either(f" of {', '.join(provinces)}", f"（{'、'.join(provinces)}）") if provinces else ""
    told = either(
        f"{done.rows} rows{of} in {done.tables} tables, from build {done.pointer.build}",
        f"{done.tables} 张表 {done.rows} 行{of}，来自构建 {done.pointer.build}",
    )
    say(printable(lined("collect", on_one_line(told))))
    say(printable(lined("warehouse", str(db))))
    say(printable(lined("next", command("fazhi", "export", "--db", db))))
