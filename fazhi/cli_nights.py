"""The verbs of a scheduler: a run by night, and what the runs came to."""

from pathlib import Path
from typing import Any

import click

from fazhi.conductor import Walk
from fazhi.options import (
    BUILDING,
    DB,
    EXPORTS,
    FORMAT,
    LANDING,
    SOURCE,
)
from fazhi.printing import printable
from fazhi.streams import say
from fazhi.troubles import fail as _fail
from fazhi.troubles import in_words
from ground.errors import FazhiError


def _web_address(_: click.Context, __: click.Parameter, value: str | None) -> str | None:
    if value and not value.startswith(("http://", "https://")):
        raise click.BadParameter("a web address begins with http:// or https://")
    return value


@click.command(epilog="Example: fazhi run reports/ --db warehouse/fazhi.duckdb --exports exports/ --log logs/fazhi.log")
@SOURCE
@DB
@EXPORTS
@click.option("--page", type=click.Path(file_okay=False, path_type=Path), help="Write the page too, into this folder.")
@FORMAT
@LANDING
@BUILDING
@click.option("--wait", type=click.FloatRange(0), default=0, help="Seconds to wait for another run to end.")
@click.option("--json", "in_json", is_flag=True, help="Print one JSON object instead of one line.")
@click.option("--log", "log_file", type=click.Path(dir_okay=False, path_type=Path), help="A log to go on with.")
@click.option(
    "--webhook",
    envvar="FAZHI_WEBHOOK",
    callback=_web_address,
    help="Where a failure is posted as JSON. [FAZHI_WEBHOOK]",
)
@click.option(
    "--on-failure",
    metavar="COMMAND",
    envvar="FAZHI_ON_FAILURE",
    help="A command that gets a failure as text, without a shell. [FAZHI_ON_FAILURE]",
)
@click.option("--stale-after", type=click.IntRange(1), metavar="DAYS", help="Say so when nothing new came for so long.")
def run(
    reports: Path,
    in_json: bool,
    log_file: Path | None,
    webhook: str | None,
    on_failure: str | None,
    stale_after: int | None,
    **where: Any,  # noqa: ANN401 - the options of the walk, as they are
) -> None:
    """Land, build and export as all does, for a scheduler: one line on stdout, an exit code, a log, an alarm.

    \b
    Exit codes: 0 done, or nothing new      3 done, but some reports were refused
                1 failed                    4 another run is working; nothing was done
                2 wrong usage               130, 143 stopped by Ctrl-C or SIGTERM

    With 1, 4, 130 and 143 the warehouse and the tables are as they were, and the alarm is raised.
    """  # noqa: D301 - click reads the character itself
    from fazhi.alarms import Alarms
    from fazhi.nightly import nightly

    walk = Walk(source=reports, building=True, **where)
    report = nightly(walk, Alarms(webhook, on_failure), log_file, stale_after)
    for trouble in report.troubles:
        say(trouble, err=True)
    say(report.as_json() if in_json else report.line)
    raise SystemExit(report.exit_code)


@click.command(epilog="Example: fazhi runs --db warehouse/fazhi.duckdb --last 30")
@DB
@click.option("--last", type=click.IntRange(1), default=10, show_default=True, help="How many of them.")
def runs(db: Path, last: int) -> None:
    """List the last runs, those that failed too: when, how long, what came of them."""
    from fazhi.runs import history, lines

    try:
        found = history(db)
    except FazhiError as error:
        _fail(error)
    for line in lines(found[-last:]):
        click.echo(line)
    if not found:
        click.echo(printable(in_words(f"{db}: no run is noted there")), err=True)
