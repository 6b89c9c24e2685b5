"""`fazhi second-reader`: its options, and what it tells."""

import os
import time
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING

import click

from fazhi.interruption import REFUSED, stoppable
from fazhi.options import DB
from fazhi.printing import on_one_line, printable
from fazhi.streams import say

if TYPE_CHECKING:
    from fazhi.secondreader.rounds import Round

KEY = "FAZHI_SECOND_READER_KEY"
MOST_TOLD = 20  # passages without an answer, and reports, that the terminal names


def _amount(_: click.Context, __: click.Parameter, value: str | None) -> Decimal | None:
    """An amount from 0 on."""
    if value is None:
        return None
    try:
        amount = Decimal(value)
    except ArithmeticError:
        raise click.BadParameter(f"“{value}” is no number") from None
    if not amount.is_finite() or amount < 0:
        raise click.BadParameter(f"“{value}” is no amount")
    return amount


@click.command("second-reader", epilog="Example: fazhi second-reader --endpoint http://127.0.0.1:8000/v1 --model qwen3")
@click.option("--endpoint", required=True, metavar="URL", help="The server, up to /v1. Nothing is sent elsewhere.")
@click.option("--model", required=True, metavar="NAME", help="The model, as the server calls it.")
@DB
@click.option("--report", help="One report alone, by its file name.")
@click.option("--price-in", callback=_amount, default="0", metavar="N", help="What a million tokens of questions cost.")
@click.option("--price-out", callback=_amount, default="0", metavar="N", help="What a million tokens of answers cost.")
@click.option("--most-cost", callback=_amount, metavar="N", help="What the run may cost at most; needs the prices.")
@click.option("--most-time", type=click.FloatRange(0, min_open=True), metavar="SECONDS", help="How long it may take.")
@click.option("--at-once", type=click.IntRange(1, 64), default=4, show_default=True, help="Questions at once.")
@click.option("--timeout", type=click.FloatRange(1), default=120.0, show_default=True, help="Seconds for an answer.")
def second_reader(
    endpoint: str,
    model: str,
    db: Path,
    report: str | None,
    price_in: Decimal,
    price_out: Decimal,
    most_cost: Decimal | None,
    most_time: float | None,
    at_once: int,
    timeout: float,
) -> None:
    """Let a language model read the landed passages again, to compare its readings with the rules'.

    Any server that speaks the OpenAI chat protocol does; its key stands in FAZHI_SECOND_READER_KEY. The readings are
    rows beside the rules' and never facts. Answers are kept beside the warehouse: what was answered is not asked again.
    Exit codes: 0 done, 1 failed, 3 done, but not for every passage.
    """
    from fazhi.integrity import note
    from fazhi.secondreader.cache import Cache
    from fazhi.secondreader.chat import Server
    from fazhi.secondreader.costs import Prices, Purse
    from fazhi.secondreader.passages import read_book
    from fazhi.secondreader.prompt import instructions
    from fazhi.secondreader.rounds import read_again
    from fazhi.workspace import locked, working_copy
    from ingest.secondreadings import land_second_readings

    if most_cost is not None and not (price_in or price_out):
        raise click.UsageError("--most-cost needs to know what tokens cost: --price-in and --price-out.")
    with stoppable():
        book = read_book(db, report)
        purse = Purse(Prices(price_in, price_out), most_cost, instructions(book))
        server = Server(endpoint, os.environ.get(KEY, "").strip(), at_once=at_once, timeout=timeout)
        server.until = time.monotonic() + most_time if most_time else server.until
        cache = Cache(db.resolve())
        try:
            done = read_again(book, server, model, cache, purse, at_once=at_once)
        finally:
            server.close()
            cache.close()
        new = 0
        if done.rows:
            with locked(db, wait=60), working_copy(db) as copy:
                new = land_second_readings(copy, model, done.rows)
            note(db)
    for trouble in done.unanswered[:MOST_TOLD]:
        say(printable(f"{'unanswered':<10} {on_one_line(trouble)}"), err=True)
    for name, words in _told(done, new, model):
        say(printable(f"{name:<10} {words}"))
    say(f"{'next':<10} fazhi build --db {db}")
    if done.unanswered or done.left or done.refused:
        raise SystemExit(REFUSED)


def _told(done: "Round", new: int, model: str) -> Iterator[tuple[str, str]]:
    """What was done, a line for each thing."""
    yield "passages", f"{done.asked} asked in {done.calls} calls, {done.kept} known, {len(done.unanswered)} unanswered"
    if done.refused:
        yield "refused", ", ".join(f"{count} {reason}" for reason, count in sorted(done.refused.items()))
    yield "readings", f"{len(done.rows)} by {model}, {new} new"
    costs = sorted(done.costs.items(), key=lambda cost: -cost[1])
    for source, cost in costs[:MOST_TOLD]:
        yield "cost", f"{cost:.4f} {on_one_line(source)}"
    yield "cost", f"{sum(done.costs.values()):.4f} in all: {done.tokens['in']} tokens in, {done.tokens['out']} out"
    if done.left:
        yield "left", f"{done.left} passages: {done.stopped_by or 'stopped'}; run it again to go on"
