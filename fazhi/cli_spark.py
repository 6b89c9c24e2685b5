"""The verbs of Spark: build there, collect from there."""

from pathlib import Path

import click

from fazhi.endings import lined
from fazhi.language import either
from fazhi.options import DB, LAKE, RULES
from fazhi.printing import on_one_line, printable
from fazhi.streams import say

TARGET = click.option(
    "--target",
    type=click.Choice(["duckdb", "spark"]),
    default="duckdb",
    show_default=True,
    help="What builds: this machine, or Apache Spark (docs/scale.md).",
)


def on_spark(db: Path, lake: Path | None, verdicts: Path | None, force: bool) -> None:
    """Builds on Spark and tells what was done."""
    from fazhi.cli import stoppable
    from fazhi.spark.conducting import build_there
    from fazhi.spark.lake import Lake

    if lake is None:
        raise click.UsageError("say where Spark's tables go: --lake FOLDER, which all of its machines see.")
    if verdicts:
        raise click.UsageError("land the verdicts first: fazhi land REPORTS --verdicts FILE.")
    with stoppable():
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
    say(printable(lined("next", f"fazhi collect --lake {lake} --db {db}")))


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
    from fazhi.cli import stoppable
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
    say(printable(lined("next", f"fazhi export --db {db}")))
