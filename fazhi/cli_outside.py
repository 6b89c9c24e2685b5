"""The verbs that reach beyond this machine: fetch what offices publish, publish what was made of it."""

import datetime
from pathlib import Path

import click

from fazhi.interruption import REFUSED, stoppable
from fazhi.options import DB, STORE, VERIFIED_ONLY
from fazhi.printing import command, on_one_line, printable
from fazhi.streams import say
from fazhi.troubles import fail as _fail
from fazhi.troubles import in_words
from ground.errors import FazhiError

OUTCOMES = ("found", "changed", "unchanged", "gone", "refused", "failed")  # of an address that is fetched


@click.command(epilog="Example: fazhi fetch register.csv --store store/")
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
        say(printable(in_words(f"{'passed over':<10} {register}, {fault}")), err=True)
    for attempt in done.troubles:
        told = f"{attempt.outcome:<10} {attempt.address} [{attempt.reason_code}]: {attempt.reason}"
        say(in_words(on_one_line(told)), err=True)
    counts = [f"{done.outcomes[name]} {name}" for name in OUTCOMES]
    say(in_words(f"{'pages':<10} {', '.join(counts)}, {done.not_due} not due"))
    say(in_words(f"{'store':<10} {store}"))
    say(in_words(f"{'next':<10} {command('fazhi', 'all', store)}"))
    if done.troubles or done.faults:
        raise SystemExit(REFUSED)


@click.command(epilog="Example: fazhi publish --licence CC-BY-4.0 --publisher 某大学法学院")
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
    click.echo(in_words(f"{'published':<10} {len(files)} files in {out / f'fazhi-{day}'}"))
    if not licence:
        click.echo(in_words(f"{'note':<10} no licence is set: readers are told to ask; --licence names one"))
