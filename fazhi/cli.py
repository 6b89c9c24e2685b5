"""The command `fazhi`: its verbs in the order in which a figure walks."""

import json
import os
import shutil
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NoReturn

import click

from fazhi import __version__
from fazhi.conductor import Outcome, Walk, conduct
from fazhi.exports import FORMATS
from fazhi.printing import on_one_line, printable
from fazhi.widths import cut
from ingest.errors import FazhiError
from ingest.landing import LoadSummary

LONGEST_NAME = 300  # columns that the terminal gives to the place of a refused source
REFUSED = 3  # exit code: done, but something was refused

SOURCE = click.argument("reports", type=click.Path(exists=True, path_type=Path))
DB = click.option(
    "--db",
    type=click.Path(dir_okay=False, path_type=Path),
    default=Path("warehouse/fazhi.duckdb"),
    show_default=True,
    help="The warehouse, one DuckDB file.",
)
EXPORTS = click.option(
    "--exports",
    "out",
    type=click.Path(file_okay=False, path_type=Path),
    default=Path("exports"),
    show_default=True,
    help="The folder for the tables.",
)
FORMAT = click.option(
    "--format",
    "formats",
    type=click.Choice(FORMATS),
    multiple=True,
    default=FORMATS,
    help="A format of the tables, repeatable; all of them by default.",
)
REFETCH = click.option("--refetch", is_flag=True, help="Fetch the register's addresses again, landed or not.")
FORCE = click.option("--force", is_flag=True, help="Do it even where nothing has changed.")


class _Verbs(click.Group):
    """Lists the verbs as they are written here, not by the alphabet."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 - click calls it so
        return list(self.commands)


@click.group(cls=_Verbs, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(__version__, prog_name="fazhi")
def main() -> None:
    """Government reports on the rule of law, read into a warehouse of figures that can be compared.

    \b
    fazhi all reports          everything: land, build, export
    fazhi all reports --help   more about it

    Exit codes: 0 done, 1 failed (the warehouse is as it was), 2 wrong usage, 3 done, but some reports were refused.
    """  # noqa: D301 - click reads the character itself, not a backslash and a b


@main.command(epilog="Example: fazhi land reports/ --db warehouse/fazhi.duckdb")
@SOURCE
@DB
@REFETCH
def land(reports: Path, db: Path, refetch: bool) -> None:
    """Read REPORTS and land their figures in the warehouse.

    REPORTS is a folder, one file, or a register: a CSV file with a column file or address and, where known, issuer,
    jurisdiction and year. A folder may hold its own register.csv. Text, web pages, PDF, DOCX and XLSX are read, in
    zip archives too; scanned PDFs by a program that FAZHI_OCR names. What has landed before is not landed again.
    """
    _walk(Walk(db, source=reports, refetch=refetch))


@main.command(epilog="Example: fazhi build --db warehouse/fazhi.duckdb")
@DB
@FORCE
def build(db: Path, force: bool) -> None:
    """Build the marts from what has landed, and test them.

    The warehouse is replaced only when every model and every test has succeeded.
    """
    _walk(Walk(db, building=True, force=force))


@main.command(epilog="Example: fazhi export --exports exports/ --format xlsx")
@DB
@EXPORTS
@FORMAT
def export(db: Path, out: Path, formats: tuple[str, ...]) -> None:
    """Write the comparison tables as CSV, Parquet, Excel and Markdown."""
    _walk(Walk(db, out=out, formats=formats, force=True))


@main.command("all", epilog="Example: fazhi all reports/ --db warehouse/fazhi.duckdb --exports exports/")
@SOURCE
@DB
@EXPORTS
@FORMAT
@REFETCH
@FORCE
def all_(reports: Path, db: Path, out: Path, formats: tuple[str, ...], refetch: bool, force: bool) -> None:
    """Land REPORTS, build the marts, write the tables.

    What has not changed is not done again. When anything fails, the warehouse and the tables stay as they were.
    """
    _walk(Walk(db, reports, building=True, out=out, formats=formats, refetch=refetch, force=force))


@main.command(epilog="Example: fazhi show --metric admin_review.cases_accepted --city 南昌")
@click.argument("figure", required=False)
@DB
@click.option("--metric", help="A metric, by its code or Chinese name.")
@click.option("--city", help="A city, province, county or zone, by its name.")
@click.option("--year", type=int, help="The year that the figures are about.")
@click.option("--report", help="A report, by its file name.")
@click.option("--json", "in_json", is_flag=True, help="Print it as JSON.")
def show(db: Path, in_json: bool, **asked: Any) -> None:  # noqa: ANN401 - the options, as they are
    """Show figures with the sentence, the rule and the report that they come from.

    FIGURE is a report and an offset, as nanchang_2019_digest.txt:1432, or an id that a table shows.
    """
    from fazhi.show import Question, answer

    question, bold = Question(**asked), sys.stdout.isatty() and "NO_COLOR" not in os.environ
    if not question.is_clear:
        raise click.UsageError("say what to show: a FIGURE, or --report, or --metric, --city and --year together.")
    try:
        for line in answer(
            db, question, min(shutil.get_terminal_size((100, 24)).columns, 100), bold=bold, in_json=in_json
        ):
            click.echo(line)
    except FazhiError as error:
        _fail(error)


@main.command(epilog="Example: fazhi evaluate --gold tests/gold/samples --misses misses.csv")
@DB
@click.option(
    "--gold",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    required=True,
    help="The folder with what people read in the reports: manifest.csv, NAME.mentions.csv, NAME.observations.csv.",
)
@click.option(
    "--misses", type=click.Path(dir_okay=False, path_type=Path), help="Write what is wrong to a CSV file, one row each."
)
@click.option("--json", "in_json", is_flag=True, help="Print the scores as JSON.")
def evaluate(db: Path, gold: Path, misses: Path | None, in_json: bool) -> None:
    """Measure a built warehouse against what people read in the same reports.

    Prints how many figures and observations were found and are right, by family of metrics and by confidence.
    """
    from fazhi import evaluate as measuring

    try:
        scores = measuring.evaluate(db, gold)
        if misses:
            measuring.write_misses(scores.misses, misses)
    except FazhiError as error:
        _fail(error)
    if in_json:
        click.echo(json.dumps(measuring.as_json(scores), ensure_ascii=False, indent=1))
        return
    for line in measuring.as_lines(scores):
        click.echo(printable(line))
    if misses:
        click.echo(f"\n{len(scores.misses)} misses in {misses}")


def _fail(error: FazhiError) -> NoReturn:
    click.echo(printable(f"Error: {error}"), err=True)
    raise SystemExit(1) from None


def _walk(walk: Walk) -> None:
    """Does it, tells what was done, and ends the command with its exit code."""
    try:
        outcome = conduct(walk, _tell_refused)
    except FazhiError as error:
        _fail(error)
    for name, words in _told(walk, outcome):
        click.echo(printable(f"{name:<10} {words}"))
    if outcome.landed and outcome.landed.refused:
        raise SystemExit(REFUSED)


def _tell_refused(landed: LoadSummary) -> None:
    for uri, code, reason in landed.refused:
        click.echo(f"refused    {cut(on_one_line(uri), LONGEST_NAME)} [{code}]: {on_one_line(reason)}", err=True)


def _told(walk: Walk, outcome: Outcome) -> Iterator[tuple[str, str]]:
    """What was done, a line for each step."""
    if landed := outcome.landed:
        counts = {
            "seen": landed.files_seen,
            "landed": landed.landed,
            "unchanged": landed.unchanged,
            "refused": len(landed.refused),
        }
        extra = {
            "new versions": landed.new_versions,
            "duplicates": landed.duplicates,
            "read again": landed.reread,
        }
        told = [f"{number} {name}" for name, number in counts.items()]
        yield "reports", ", ".join(told + [f"{number} {name}" for name, number in extra.items() if number])
        yield "figures", f"{landed.figures} read, {outcome.figures} in all of {outcome.reports} reports"
    if built := outcome.built:
        for warning in built.warnings:
            yield "warning", warning
        yield "build", f"{built.models} models from {built.seeds} seeds, {built.tests} tests passed"
    elif walk.building:
        yield "build", "nothing has changed" if outcome.reports else "nothing to build: no report has landed"
    if outcome.exported is not None:
        yield "exports", f"{len(outcome.exported)} files in {walk.out}"
    elif walk.out:
        yield "exports", f"nothing has changed in {walk.out}" if outcome.reports else "nothing to export"
    yield "warehouse", str(walk.db)
    if walk.source and not walk.building and outcome.landed and outcome.landed.load_id:
        yield "next", f"fazhi build --db {walk.db}"
