"""The verb `fazhi desk`: opens the desk, keeps its accounts, exports and imports verdicts."""

import contextlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import click

from fazhi.options import DB
from fazhi.troubles import in_words
from ground.errors import FazhiError

DEFAULT_STORE = "desk/desk.sqlite"
DEFAULT_GOLD = "desk/gold"


@dataclass
class _Given:
    """What all verbs of the desk know."""

    db: Path
    store: str


@contextlib.contextmanager
def _told() -> Iterator[None]:
    try:
        yield
    except FazhiError as error:
        raise click.ClickException(in_words(str(error))) from None


@click.group(invoke_without_command=True, epilog="Example: fazhi desk --db warehouse/fazhi.duckdb")
@DB
@click.option(
    "--store",
    default=DEFAULT_STORE,
    show_default=True,
    envvar="FAZHI_DESK_STORE",
    help="Where verdicts are kept: a file, or postgresql://USER@HOST/DATABASE. [FAZHI_DESK_STORE]",
)
@click.option(
    "--host", default="127.0.0.1", show_default=True, help="The address; any but this machine's needs accounts."
)
@click.option("--port", type=click.IntRange(0, 65535), default=8642, show_default=True, help="The port; 0 for any.")
@click.option("--reader", help="Who reads at this machine; the system's user by default.")
@click.option("--accounts", "needs_accounts", is_flag=True, help="Ask everyone to sign in, at this machine too.")
@click.option("--allow-host", "hosts", multiple=True, help="A name by which others reach it, repeatable.")
@click.option("--https", is_flag=True, help="A server before it speaks HTTPS: send cookies over that alone.")
@click.option(
    "--rules",
    type=click.Path(file_okay=False, path_type=Path),
    envvar="FAZHI_RULES",
    help="Your own folder of rules, which rules made at the desk are written to. [FAZHI_RULES]",
)
@click.option(
    "--files",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    multiple=True,
    help="Where the reports' files lie, for pictures of PDF pages; where they were landed from by default. Repeatable.",
)
@click.option(
    "--gold",
    type=click.Path(file_okay=False, path_type=Path),
    default=Path(DEFAULT_GOLD),
    show_default=True,
    help="Where fazhi desk gold has put the project's sets of gold, which proposed rules are held against.",
)
@click.pass_context
def desk(
    context: click.Context,
    db: Path,
    store: str,
    host: str,
    port: int,
    reader: str | None,
    needs_accounts: bool,
    hosts: tuple[str, ...],
    https: bool,
    rules: Path | None,
    files: tuple[Path, ...],
    gold: Path,
) -> None:
    """Open the desk: a page on which people check readings, one key a figure; verdicts are kept in the store.

    At this machine the reader is whoever started it. Others sign in with an account.
    """
    context.obj = _Given(db, store)
    if context.invoked_subcommand:
        return
    from desk.guard import LOOPBACK
    from desk.serving import opened, serve

    is_open = host not in LOOPBACK or bool(hosts) or needs_accounts
    if is_open and reader:
        raise click.UsageError("--reader names who sits at this machine; others sign in with an account.")
    if host in ("0.0.0.0", "::") and not hosts:  # noqa: S104 - every address of this machine
        raise click.UsageError("--allow-host says by which name or address others reach this machine.")
    with _told():
        at = opened(db, store, reader=reader, needs_accounts=is_open, rules=rules, files=files, gold=gold)
        serve(at, host, port, hosts, https=https)


@desk.group()
def account() -> None:
    """Accounts of those who come from another machine."""


@account.command("add", epilog="Example: fazhi desk account add 王芳 --role reader")
@click.argument("name")
@click.option("--role", type=click.Choice(["reader", "adjudicator"]), required=True)
@click.option("--password-stdin", is_flag=True, help="Take the password from standard input instead of asking.")
@click.pass_obj
def account_add(given: _Given, name: str, role: str, password_stdin: bool) -> None:
    """Add an account, or give one another role and password. An adjudicator decides where two readers differ."""
    from desk import accounts
    from desk.store import open_store

    if password_stdin:
        password = click.get_text_stream("stdin").readline().rstrip("\r\n")
    else:
        password = click.prompt("Password", hide_input=True, confirmation_prompt=True)
    with _told():
        store = open_store(given.store)
        accounts.add(store, name, role, password)
        store.close()
    click.echo(f"{'account':<10} {name}: {role}")


@account.command("list")
@click.pass_obj
def account_list(given: _Given) -> None:
    """List the accounts."""
    from desk import accounts
    from desk.store import open_store

    with _told():
        store = open_store(given.store)
        for one in accounts.listed(store):
            click.echo(f"{one.name}  {one.role}")
        store.close()


@account.command("remove")
@click.argument("name")
@click.pass_obj
def account_remove(given: _Given, name: str) -> None:
    """Remove an account; its verdicts stay, its sessions end."""
    from desk import accounts
    from desk.store import open_store

    with _told():
        store = open_store(given.store)
        accounts.remove(store, name)
        store.close()
    click.echo(f"{'removed':<10} {name}")


@desk.command("export", epilog="Example: fazhi desk export --out verdicts/")
@click.option("--out", type=click.Path(file_okay=False, path_type=Path), required=True, help="The folder to write.")
@click.pass_obj
def export(given: _Given, out: Path) -> None:
    """Write all verdicts as verdicts.csv, and those that stand as a gold folder for fazhi evaluate."""
    from desk.handing import export as write

    with _told():
        done = write(given.db, given.store, out)
    click.echo(f"{'verdicts':<10} {done.verdicts} in {out / 'verdicts.csv'}")
    if done.reports:
        click.echo(f"{'gold':<10} {done.figures} figures of {done.reports} reports in {out / 'gold'}")
        click.echo(f"{'next':<10} fazhi evaluate --gold {out / 'gold'} --db {given.db}")
    else:
        click.echo(f"{'gold':<10} none: no reading has been decided on")


@desk.command("gold", epilog="Example: fazhi desk gold")
@click.option(
    "--out",
    type=click.Path(file_okay=False, path_type=Path),
    default=Path(DEFAULT_GOLD),
    show_default=True,
    help="The folder to write.",
)
def gold(out: Path) -> None:
    """Read the project's sets of gold, so that the desk can show what a proposed rule does to them. Takes minutes."""
    from desk.ongold import made

    with _told():
        names = made(out)
    click.echo(f"{'gold':<10} {len(names)} sets in {out}; the desk holds proposed rules against them")


@desk.command("measured", epilog="Example: fazhi desk measured --db warehouse/fazhi.duckdb --rules rules/")
@click.option(
    "--rules",
    type=click.Path(file_okay=False, path_type=Path),
    help="Write what was measured of agreement into this folder of your own rules: the next build is surer by it.",
)
@click.pass_obj
def measured(given: _Given, rules: Path | None) -> None:
    """Tell how many facts of random samples are right, and how many of those that a second reader reads alike."""
    from desk.measured import shares, written

    with _told():
        facts, alike = shares(given.db)
        for heading, told in (("facts", facts), ("alike", alike)):
            for one in told:
                share = f"{one.right} of {one.figures} right, {one.low:.1f} to {one.high:.1f} %"
                click.echo(f"{heading:<10} {one.what:<28} {share}")
            if not told:
                click.echo(f"{heading:<10} no sampled figure yet")
        if rules:
            path, _, few = written(given.db, rules)
            click.echo(f"{'rules':<10} {path}")
            if few:
                click.echo(f"{'note':<10} too few figures to conclude anything yet: {', '.join(few)}")
            click.echo(f"{'next':<10} fazhi build --rules {rules}")


@desk.command("import", epilog="Example: fazhi desk import colleague/verdicts.csv")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--as", "reader", help="Take all its verdicts as this reader's.")
@click.pass_obj
def import_(given: _Given, file: Path, reader: str | None) -> None:
    """Take in a colleague's verdicts. Where they differ from those that are here, an adjudicator decides."""
    from desk.handing import take_in

    with _told():
        done = take_in(given.store, file, reader)
    for fault in done.faults:
        click.echo(f"{'refused':<10} {fault}", err=True)
    click.echo(f"{'verdicts':<10} {done.new} new, {done.known} known, {len(done.faults)} refused")
    waiting = f", {done.waiting} waiting in all; decide in the queue of disagreements" if done.waiting else ""
    click.echo(f"{'conflicts':<10} {done.conflicts} new{waiting}")
    if done.faults:
        raise SystemExit(3)
