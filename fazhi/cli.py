"""The command `fazhi`: its verbs in the order in which a figure walks."""

import contextlib
import datetime
import json
import os
import shutil
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import click

from desk.command import desk
from fazhi import __version__
from fazhi.cli_getting import ask, doctor, init
from fazhi.cli_spark import TARGET, collect, on_spark
from fazhi.conductor import Walk, conduct
from fazhi.endings import ending, left_out, lined, verdicts_left_out
from fazhi.landing_there import ON_SPARK, There, land_there
from fazhi.options import (
    DB,
    EXPORTS,
    FORCE,
    FORMAT,
    JOBS,
    KEEP_INTERMEDIATE,
    KIND,
    LAKE,
    PAGE,
    REFETCH,
    RULES,
    SOURCE,
    STORE,
    TAKE_ALL,
    VERDICTS,
    VERIFIED_ONLY,
)
from fazhi.printing import on_one_line, printable
from fazhi.secondreader.command import second_reader
from fazhi.stopping import as_stopped, exit_code, signals
from fazhi.streams import open_missing, say
from fazhi.troubles import fail as _fail
from fazhi.workfolder import defaults, settings, speak
from ground.errors import FazhiError
from ingest.landing import LoadSummary
from ingest.register import KINDS

OUTCOMES = ("found", "changed", "unchanged", "gone", "refused", "failed")  # of an address that is fetched
REFUSED = 3  # exit code: done, but something was refused


def _web_address(_: click.Context, __: click.Parameter, value: str | None) -> str | None:
    if value and not value.startswith(("http://", "https://")):
        raise click.BadParameter("a web address begins with http:// or https://")
    return value


class _Verbs(click.Group):
    """Lists the verbs as they are written here, not by the alphabet."""

    def main(self, *arguments: Any, **options: Any) -> Any:  # noqa: ANN401 - as click declares it
        """The program."""
        open_missing()
        return super().main(*arguments, **options)

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


@main.command(epilog="Example: fazhi fetch register.csv --store store/")
@click.argument("register", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@STORE
@click.option(
    "--again-after", type=click.IntRange(0), default=7, show_default=True, help="Days until a page is asked for again."
)
def fetch(register: Path, store: Path, again_after: int) -> None:
    """Fetch what is due of REGISTER into a store, which fazhi land and all take for their REPORTS.

    REGISTER is a CSV file with a column address and, where known, issuer, jurisdiction, year and kind. What has been
    fetched before is asked for again only where it may have changed; nothing that was fetched is ever overwritten.
    """
    from ingest.fetching.rounds import fetch_due

    with stoppable():
        done = fetch_due(register, store, again_after=again_after)
    for fault in done.faults:
        say(printable(f"{'passed over':<10} {register}, {fault}"), err=True)
    for attempt in done.troubles:
        told = f"{attempt.outcome:<10} {attempt.address} [{attempt.reason_code}]: {attempt.reason}"
        say(on_one_line(told), err=True)
    counts = [f"{done.outcomes[name]} {name}" for name in OUTCOMES]
    say(f"{'pages':<10} {', '.join(counts)}, {done.not_due} not due")
    say(f"{'store':<10} {store}")
    say(f"{'next':<10} fazhi all {store}")
    if done.troubles or done.faults:
        raise SystemExit(REFUSED)


@main.command(epilog="Example: fazhi land reports/ --db warehouse/fazhi.duckdb")
@SOURCE
@DB
@REFETCH
@KIND
@TAKE_ALL
@JOBS
@VERDICTS
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
@RULES
@KEEP_INTERMEDIATE
@FORCE
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


@main.command(epilog="Example: fazhi publish --licence CC-BY-4.0 --publisher 某大学法学院")
@DB
@click.option(
    "--out",
    type=click.Path(file_okay=False, path_type=Path),
    default=Path("publications"),
    show_default=True,
    help="Where the dated folder goes.",
)
@click.option(
    "--licence",
    help="The licence that the owner of the tables sets: an SPDX identifier, or LicenseRef-NAME; none by default.",
)
@click.option("--publisher", help="Who publishes, for the citations.")
@click.option("--date", type=click.DateTime(["%Y-%m-%d"]), help="The date of the publication; today by default.")
@click.option("--without-texts", is_flag=True, help="Leave the reports' full texts out; the cited sentences stay.")
@click.option(
    "--since",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    help="The folder of an earlier publication: writes what has changed, figure by figure.",
)
@VERIFIED_ONLY
def publish(
    db: Path,
    out: Path,
    licence: str | None,
    publisher: str | None,
    date: datetime.datetime | None,
    without_texts: bool,
    since: Path | None,
    verified_only: bool,
) -> None:
    """Write a folder fazhi-YYYY-MM-DD to hand on or to archive.

    The tables in every format, the panel for statistics programs, a data dictionary, a Frictionless data package,
    licence and citations (of each table and each figure), and the marts as a DuckDB file.
    """
    from fazhi.exports import write_publication

    day = date.date() if date else datetime.datetime.now().astimezone().date()
    try:
        files = write_publication(
            db, out, day, licence, publisher, texts=not without_texts, since=since, verified_only=verified_only
        )
    except FazhiError as error:
        _fail(error)
    click.echo(f"{'published':<10} {len(files)} files in {out / f'fazhi-{day}'}")
    if not licence:
        click.echo(f"{'note':<10} no licence is set: readers are told to ask; --licence names one")


@main.command("all", epilog="Example: fazhi all reports/ --db warehouse/fazhi.duckdb --exports exports/ --page site/")
@SOURCE
@DB
@EXPORTS
@FORMAT
@PAGE
@REFETCH
@KIND
@TAKE_ALL
@JOBS
@VERDICTS
@RULES
@KEEP_INTERMEDIATE
@FORCE
def all_(reports: Path, refetch: bool, force: bool, **where: Any) -> None:  # noqa: ANN401 - the options, as they are
    """Land REPORTS, build the marts, write the tables and the page.

    What has not changed is not done again. When landing or building fails, the warehouse, the tables and the page
    stay as they were; each of them is replaced as a whole or not at all.
    """
    _walk(Walk(source=reports, building=True, refetch=refetch, force=force, **where))


@main.command(epilog="Example: fazhi run reports/ --db warehouse/fazhi.duckdb --exports exports/ --log logs/fazhi.log")
@SOURCE
@DB
@EXPORTS
@click.option("--page", type=click.Path(file_okay=False, path_type=Path), help="Write the page too, into this folder.")
@FORMAT
@REFETCH
@KIND
@TAKE_ALL
@JOBS
@VERDICTS
@RULES
@KEEP_INTERMEDIATE
@FORCE
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


@main.command(epilog="Example: fazhi runs --db warehouse/fazhi.duckdb --last 30")
@DB
@click.option("--last", type=click.IntRange(1), default=10, show_default=True, help="How many of them.")
def runs(db: Path, last: int) -> None:
    """List the last runs, those that failed too: when, how long, what came of them."""
    from fazhi.runs import history, lines

    try:
        for line in lines(history(db)[-last:]):
            click.echo(line)
    except FazhiError as error:
        _fail(error)


@main.command(epilog="Example: fazhi versions --db warehouse/fazhi.duckdb")
@DB
def versions(db: Path) -> None:
    """List the changed reports that were held back, and why; what was known before them stands.

    A content is held back that states less than the one before it, or that is of another title, place or year.
    """
    from fazhi.waiting import lines, waiting

    try:
        found = waiting(db)
    except FazhiError as error:
        _fail(error)
    for line in lines(found):
        click.echo(printable(line))
    click.echo(f"{'waiting':<10} {len(found)}" + ("; fazhi accept ADDRESS, or fazhi reject ADDRESS" if found else ""))


def _decision(decision: str, db: Path, version: str, note: str) -> None:
    from fazhi.waiting import settle

    try:
        found, path = settle(db, version, decision, note)
    except FazhiError as error:
        _fail(error)
    click.echo(printable(f"{decision + 'ed':<10} {on_one_line(found.source)} ({found.sha256[:16]}), noted in {path}"))
    click.echo(printable(f"{'next':<10} fazhi all {found.root}"))


VERSION = click.argument("version")
NOTE = click.option("--note", default="", help="Why, for whoever reads it later.")


@main.command(epilog="Example: fazhi accept https://www.example.org/2020/report.html --note 'shortened by the office'")
@VERSION
@DB
@NOTE
def accept(version: str, db: Path, note: str) -> None:
    """Accept a version that was held back: it lands with the next run.

    VERSION is its address or file, or its id, as fazhi versions lists them. The decision is a row of versions.csv,
    beside the reports or in the store, so that a warehouse that is made anew comes to the same.
    """
    _decision("accept", db, version, note)


@main.command(epilog="Example: fazhi reject https://www.example.org/2020/report.html --note 'a notice'")
@VERSION
@DB
@NOTE
def reject(version: str, db: Path, note: str) -> None:
    """Reject a version that was held back: the one before it stands, and no run speaks of it again.

    VERSION is its address or file, or its id, as fazhi versions lists them. The decision is a row of versions.csv,
    beside the reports or in the store.
    """
    _decision("reject", db, version, note)


@main.command(epilog="Example: fazhi forget reports/2019.txt --reason 'a draft that was never issued'")
@click.argument("file")
@DB
@click.option("--reason", default="", help="Why, for whoever reads it later.")
@click.option("--take-back", is_flag=True, help="The other way round: its figures may be facts again.")
def forget(file: str, db: Path, reason: str, take_back: bool) -> None:
    """Withdraw the report that landed from FILE: with the next run none of its figures are facts.

    FILE is its file, address or report_id; it need not be there any more. The text stays in raw, marked, with the
    reason. The decision is a row of versions.csv beside the reports or in the store, so that a warehouse that is made
    anew comes to the same; a column withdrawn with a reason in register.csv says the same.
    """
    from fazhi.forgetting import forget as note

    if not reason and not take_back:
        raise click.UsageError("say why: --reason REASON.")
    try:
        found = note(db, file, reason, back=take_back)
    except FazhiError as error:
        _fail(error)
    done = "taken back" if take_back else "withdrawn"
    click.echo(printable(f"{done:<10} {on_one_line(found.source)}, noted in {found.noted}"))
    click.echo(printable(f"{'next':<10} fazhi all {found.root}"))


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


@main.command(epilog="Example: fazhi identify reports/2019.txt --year 2019 --place 江西省南昌市东湖区")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--year", type=int, help="The year that it reports on.")
@click.option("--place", "jurisdiction", help="The division that it is about, with its province and city.")
@click.option("--issuer", help="The body that issued it.")
@click.option("--kind", type=click.Choice(list(KINDS)), help="The kind of report.")
def identify(file: Path, **told: Any) -> None:  # noqa: ANN401 - the options, as they are
    """Say whose report FILE is, and of which year: a row of register.csv beside it, which settles it.

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


@main.group(epilog="Example: fazhi rules check --rules my-rules/")
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


@contextlib.contextmanager
def stoppable() -> Iterator[None]:
    """Ends the command with 1 for what fails, and with the signal's own code where one asked it to end."""
    with signals():
        try:
            yield
        except (Exception, KeyboardInterrupt) as raised:
            error = as_stopped(raised)
            if isinstance(error, KeyboardInterrupt):
                say(f"Stopped: {error or 'by Ctrl-C'}", err=True)
                raise SystemExit(exit_code(error)) from None
            if isinstance(error, FazhiError):
                _fail(error)
            raise


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


for _command in (collect, desk, second_reader, ask, doctor, init):
    main.add_command(_command)
