"""The verbs by which people settle which versions and reports count."""

from pathlib import Path

import click
from click.core import ParameterSource

from fazhi.options import DB
from fazhi.printing import command, on_one_line, printable
from fazhi.troubles import fail as _fail
from fazhi.troubles import in_words
from ground.errors import FazhiError


@click.command(epilog="Example: fazhi versions --db warehouse/fazhi.duckdb")
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
    _tell(f"{'waiting':<10} {len(found)}" + ("; fazhi accept ADDRESS, or fazhi reject ADDRESS" if found else ""))


def _tell(line: str) -> None:
    click.echo(printable(in_words(line)))


def _again(root: Path, db: Path) -> str:
    """The command that makes a decision count, with the warehouse where another than the usual one was named."""
    said = click.get_current_context().get_parameter_source("db")
    named = () if said in (ParameterSource.DEFAULT, ParameterSource.DEFAULT_MAP) else ("--db", db)
    return command("fazhi", "all", root, *named)


def _decision(decision: str, db: Path, version: str, note: str) -> None:
    from fazhi.waiting import settle

    try:
        found, path = settle(db, version, decision, note)
    except FazhiError as error:
        _fail(error)
    _tell(f"{decision + 'ed':<10} {on_one_line(found.source)} ({found.sha256[:16]}), noted in {path}")
    _tell(f"{'next':<10} {_again(found.root, db)}")


VERSION = click.argument("version")
NOTE = click.option("--note", default="", help="Why, for whoever reads it later.")


@click.command(epilog="Example: fazhi accept https://www.example.org/2020/report.html --note 'shortened by the office'")
@VERSION
@DB
@NOTE
def accept(version: str, db: Path, note: str) -> None:
    """Accept a version that was held back: it lands with the next run.

    VERSION is its address or file, or its id, as fazhi versions lists them. The decision is a row of versions.csv,
    beside the reports or in the store, so that a warehouse that is made anew comes to the same.
    """
    _decision("accept", db, version, note)


@click.command(epilog="Example: fazhi reject https://www.example.org/2020/report.html --note 'a notice'")
@VERSION
@DB
@NOTE
def reject(version: str, db: Path, note: str) -> None:
    """Reject a version that was held back: the one before it stands, and no run speaks of it again.

    VERSION is its address or file, or its id, as fazhi versions lists them. The decision is a row of versions.csv,
    beside the reports or in the store.
    """
    _decision("reject", db, version, note)


@click.command(epilog="Example: fazhi forget reports/2019.txt --reason 'a draft that was never issued'")
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
    _tell(f"{done:<10} {on_one_line(found.source)}, noted in {found.noted}")
    _tell(f"{'next':<10} {_again(found.root, db)}")
