"""The verbs that look into what was read: show a figure, try the rules, measure."""

import json
import os
import shutil
import sys
from pathlib import Path
from typing import Any

import click

from fazhi.options import DB, RULES, YEAR
from fazhi.printing import on_one_line, printable
from fazhi.troubles import fail as _fail
from ground.errors import FazhiError


@click.command(epilog="Example: fazhi show --metric admin_review.cases_accepted --city 南昌")
@click.argument("figure", required=False)
@DB
@click.option("--metric", help="A metric, by its code or Chinese name.")
@click.option("--city", help="A city, province, county or zone, by its name.")
@click.option("--year", type=YEAR, help="The year that the figures are about.")
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


@click.group(epilog="Example: fazhi rules check --rules my-rules/")
def rules() -> None:
    """Rules and cues as rows: the project's and your own."""


@rules.command("check", epilog="Example: fazhi rules check --rules my-rules/")
@RULES
def rules_check() -> None:
    """Land the cases of all rules, cues and topics, and say which row does not do what it says.

    One line each, with the file and the row; two rules that claim one case for different metrics are named too.
    Exit codes: 0 all do, 1 some do not.
    """
    from fazhi.rulebook.check import check
    from fazhi.rulebook.seeds import folder

    try:
        count, faults = check(folder())
    except FazhiError as error:
        _fail(error)
    for fault in faults:
        click.echo(printable(on_one_line(fault)))
    click.echo(f"{'cases':<10} {count}, {len(faults)} faults")
    if faults:
        raise SystemExit(1)


@click.command(epilog="Example: fazhi evaluate --gold tests/gold/samples --misses misses.csv")
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
