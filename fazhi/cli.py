"""The command `fazhi`: its verbs in the order in which a figure walks."""

from pathlib import Path
from typing import Any

import click

from desk.command import desk
from fazhi import __version__
from fazhi.cli_decisions import accept, forget, reject, versions
from fazhi.cli_getting import ask, doctor, init
from fazhi.cli_nights import run, runs
from fazhi.cli_outside import fetch, publish
from fazhi.cli_showing import evaluate, rules, show
from fazhi.cli_spark import TARGET, collect, on_spark
from fazhi.conductor import Walk, conduct
from fazhi.endings import ending, left_out, lined, verdicts_left_out
from fazhi.helping import speaking
from fazhi.interruption import REFUSED, stoppable
from fazhi.landing_there import ON_SPARK, There, land_there
from fazhi.language import either
from fazhi.options import (
    BUILDING,
    DB,
    EXPORTS,
    FORMAT,
    LAKE,
    LANDING,
    PAGE,
    SOURCE,
    VERDICTS,
    VERIFIED_ONLY,
    YEAR,
)
from fazhi.printing import printable
from fazhi.secondreader.command import second_reader
from fazhi.streams import open_missing, say
from fazhi.troubles import fail as _fail
from fazhi.troubles import misused
from fazhi.workfolder import defaults, settings, speak
from ground.errors import FazhiError
from ingest.landing import LoadSummary
from ingest.register import KINDS

speaking()


class _Verbs(click.Group):
    """Lists the verbs as they are written here, not by the alphabet."""

    def main(self, *arguments: Any, **options: Any) -> Any:  # noqa: ANN401 - as click declares it
        """The program."""
        open_missing()
        if not options.get("standalone_mode", True):
            return super().main(*arguments, **options)
        try:
            ended = super().main(*arguments, **{**options, "standalone_mode": False})
        except click.ClickException as error:
            misused(error)
        except click.Abort:
            say(either("Aborted!", "已中断"), err=True)
            raise SystemExit(1) from None
        raise SystemExit(ended if isinstance(ended, int) else 0)

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 - click calls it so
        return list(self.commands)


@click.group(cls=_Verbs, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(__version__, prog_name="fazhi")
@click.pass_context
def main(context: click.Context) -> None:
    """Government reports on the rule of law, read into a warehouse of figures that can be compared.

    \b
    fazhi init FOLDER          a folder to work in
    fazhi all reports          everything: land, build, export, page
    fazhi ask METRIC           who can be compared, and why not
    fazhi doctor               what is missing here

    Exit codes: 0 done, 1 failed (the warehouse is as it was), 2 wrong usage, 3 done, but not with every report.
    """  # noqa: D301 - click reads the character itself, not a backslash and a b
    try:
        found = settings(Path())
    except FazhiError as error:
        _fail(error)
    speak(found)
    takes = {verb: {str(parameter.name) for parameter in command.params} for verb, command in main.commands.items()}
    context.default_map = defaults(found, takes)


main.add_command(fetch)


@main.command(epilog="Example: fazhi land reports/ --db warehouse/fazhi.duckdb")
@SOURCE
@DB
@LANDING
@ON_SPARK
def land(reports: Path, there: There | None, **where: Any) -> None:  # noqa: ANN401 - the options, as they are
    """Read REPORTS and land their figures in the warehouse.

    REPORTS is a folder, one file, or a register: a CSV file with a column file or address and, where known, issuer,
    jurisdiction and year. A folder may hold its own register.csv or register.xlsx. Text, web pages, PDF, DOCX and XLSX
    are read, in zip archives too; old Word, WPS and Excel files, RTF and OpenDocument where LibreOffice is installed;
    scans and pictures with pip install 'fazhi[ocr]'. What has landed before is not landed again.
    REPORTS may also be the store of fazhi fetch. With --target spark a cluster reads, into the folder --lake.
    """
    if there:
        with stoppable():
            refused = land_there(reports, there, **where)
        raise SystemExit(REFUSED if refused else 0)
    _walk(Walk(source=reports, **where))


@main.command(epilog="Example: fazhi build --db warehouse/fazhi.duckdb")
@DB
@VERDICTS
@BUILDING
@TARGET
@LAKE
@click.pass_context
def build(context: click.Context, /, target: str, lake: Path | None, **where: Any) -> None:  # noqa: ANN401 - as they are
    """Build the marts from what has landed, and test them.

    The warehouse is replaced only when every model and every test has succeeded. With --target spark the marts are
    built on a cluster, into the folder --lake, and the warehouse stays as it is until fazhi collect brings them in.
    """
    if target == "spark":
        raise SystemExit(REFUSED if on_spark(where["db"], lake, where["verdicts"], where["force"]) else 0)
    if context.get_parameter_source("lake") is click.core.ParameterSource.COMMANDLINE:
        raise click.UsageError("--lake belongs to --target spark.")
    _walk(Walk(building=True, **where))


@main.command(epilog="Example: fazhi export --exports exports/ --format xlsx")
@DB
@EXPORTS
@FORMAT
@VERIFIED_ONLY
def export(db: Path, out: Path, formats: tuple[str, ...], verified_only: bool) -> None:
    """Write the comparison tables as CSV, Parquet, Excel and Markdown."""
    _walk(Walk(db, out=out, formats=formats, verified_only=verified_only, force=True))


@main.command("page", epilog="Example: fazhi page --db warehouse/fazhi.duckdb --page site/")
@DB
@PAGE
def page_(db: Path, page: Path) -> None:
    """Write the page: a folder whose index.html shows the figures in a browser, without a server or a network."""
    _walk(Walk(db, page=page, force=True))


main.add_command(publish)


@main.command("all", epilog="Example: fazhi all reports/ --db warehouse/fazhi.duckdb --exports exports/ --page site/")
@SOURCE
@DB
@EXPORTS
@FORMAT
@PAGE
@LANDING
@BUILDING
def all_(reports: Path, refetch: bool, force: bool, **where: Any) -> None:  # noqa: ANN401 - the options, as they are
    """Land REPORTS, build the marts, write the tables and the page.

    What has not changed is not done again. When landing or building fails, the warehouse, the tables and the page
    stay as they were; each of them is replaced as a whole or not at all.
    """
    _walk(Walk(source=reports, building=True, refetch=refetch, force=force, **where))


for _command in (run, runs, versions, accept, reject, forget, show):
    main.add_command(_command)


@main.command(epilog="Example: fazhi identify reports/2019.txt --year 2019 --place 江西省南昌市东湖区")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--year", type=YEAR, help="The year that it reports on.")
@click.option("--place", "jurisdiction", help="The jurisdiction that it is about, with its province and city.")
@click.option("--issuer", help="The body that issued it.")
@click.option("--kind", type=click.Choice(list(KINDS)), help="The kind of report.")
def identify(file: Path, **told: Any) -> None:  # noqa: ANN401 - the options, as they are
    """Say whose report FILE is, and of which year: a row of the register beside it, which settles it.

    The row is made or changed and marked as confirmed; all else in the register stays. The next landing reads it.
    """
    from ingest.registering import identify as write

    values = {column: str(value) for column, value in told.items() if value is not None}
    if not values:
        raise click.UsageError("say what it is: --year, --place, --issuer or --kind.")
    try:
        register = write(file, values | {"confirmed": "yes"})
    except FazhiError as error:
        _fail(error)
    said = ", ".join(f"{column} {value}" for column, value in values.items())
    click.echo(printable(f"{'register':<10} {register}: {file.name}: {said}"))


def _walk(walk: Walk) -> None:
    """Does it, tells what was done, and ends the command with its exit code."""
    with stoppable():
        outcome = conduct(walk, _tell_refused)
    for name, words in ending(walk, outcome):
        say(printable(lined(name, words)))
    for told in verdicts_left_out(walk, outcome):
        say(printable(told), err=True)
    if (outcome.verdicts and outcome.verdicts.faults) or (outcome.landed and outcome.landed.refused):
        raise SystemExit(REFUSED)


def _tell_refused(landed: LoadSummary) -> None:
    for told in left_out(landed):
        say(told, err=True)


for _command in (rules, evaluate, collect, desk, second_reader, ask, doctor, init):
    main.add_command(_command)
