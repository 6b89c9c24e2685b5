"""What a card costs a machine: pressed by a script in a browser, in processor time, beside a page without figures.

python -m tests.desk.pace warehouse/fazhi.duckdb --cards 60

Processor time is what the desk's own process and the browser's use up, whatever else the machine is doing; the cards
a second are by the clock, with the browser's drawing and the script's pressing in them.
"""

import argparse
import multiprocessing
import os
import shutil
import tempfile
import threading
import time
from collections.abc import Iterator
from multiprocessing.connection import Connection
from pathlib import Path
from typing import NamedTuple

from playwright.sync_api import Page, sync_playwright

from tests.conftest import FLAGS

EMPTY = "/queue/sample?sample=none"  # a page that is nothing but its frame


class Pace(NamedTuple):
    """Milliseconds of a card: processor time of desk and browser, and by the clock; the desk's of an empty page."""

    desk: float
    browser: float
    clock: float
    empty: float


def pressed(page: Page, cards: int) -> None:
    """Accepts so many cards, one after the other, each shown before the next key."""
    for _ in range(cards):
        before = page.locator("article").get_attribute("data-card")
        page.keyboard.press("Enter")
        page.wait_for_function("key => document.querySelector('article')?.dataset.card !== key", arg=before)


def measured(db: Path, cards: int) -> Pace:
    """What a card of a random sample of a warehouse costs."""
    ours, theirs = multiprocessing.Pipe()
    process = multiprocessing.get_context("spawn").Process(target=_serve, args=(str(db), theirs))
    process.start()
    try:
        address, sample, size = ours.recv()
        with sync_playwright() as playwright:
            program = os.environ.get("FAZHI_BROWSER") or shutil.which("chromium")
            browser = playwright.chromium.launch(executable_path=program, args=FLAGS)
            page = browser.new_page()
            page.goto(f"{address}/queue/sample?sample={sample}")
            pressed(page, min(10, size // 4))
            cards = min(cards, size - min(10, size // 4) - 1)
            desk, others, began = _asked(ours), _of_children(process.pid), time.perf_counter()
            pressed(page, cards)
            took = (time.perf_counter() - began, _asked(ours) - desk, _of_children(process.pid) - others)
            desk = _asked(ours)
            page.evaluate(f"async () => {{ for (let i = 0; i < {cards}; i += 1) await fetch('{EMPTY}'); }}")
            empty = _asked(ours) - desk
            browser.close()
    finally:
        ours.send("end")
        process.join()
    return Pace(*(1000 * spent / cards for spent in (took[1], took[2], took[0], empty)))


def _asked(desk: Connection) -> float:
    desk.send("time")
    return float(desk.recv())


def _serve(db: str, told: Connection) -> None:
    """The desk in a process of its own, which tells how long it has worked."""
    import uvicorn

    from desk import samples
    from desk.app import application
    from desk.serving import opened

    with tempfile.TemporaryDirectory() as folder:
        desk = opened(Path(db), f"{folder}/desk.sqlite", reader="pace", needs_accounts=False, rules=None, files=())
        with desk.warehouse.reading() as connection:
            sample = samples.draw(desk.store, connection, "pace", 1, samples.MOST, "pace")
        app = application(desk, {"127.0.0.1"})
        server = uvicorn.Server(uvicorn.Config(app, port=0, log_level="error", access_log=False))
        thread = threading.Thread(target=server.run, daemon=True)
        thread.start()
        while not server.started:
            time.sleep(0.01)
        port = server.servers[0].sockets[0].getsockname()[1]
        told.send((f"http://127.0.0.1:{port}", sample, len(samples.items(desk.store, sample))))
        while told.recv() == "time":
            told.send(time.process_time())
        server.should_exit = True
        thread.join()
        desk.close()


def _of_children(but: int | None) -> float:
    """Processor seconds of all processes below this one but the desk's, as Linux tells them; 0 elsewhere."""
    parents = dict(_processes())
    ticks = os.sysconf("SC_CLK_TCK") if parents else 1
    return sum(spent / ticks for pid, (_, spent) in parents.items() if pid != but and _is_below(pid, parents))


def _processes() -> Iterator[tuple[int, tuple[int, int]]]:
    for path in Path("/proc").glob("[0-9]*/stat"):
        try:
            told = path.read_text(encoding="utf-8", errors="replace").rpartition(")")[2].split()
        except OSError:  # it has ended
            continue
        yield int(path.parent.name), (int(told[1]), int(told[11]) + int(told[12]))


def _is_below(pid: int, parents: dict[int, tuple[int, int]]) -> bool:
    while pid in parents:
        pid = parents[pid][0]
        if pid == os.getpid():
            return True
    return False


def main() -> None:
    """Prints what was measured."""
    parser = argparse.ArgumentParser(prog="tests.desk.pace", description="What a card costs a machine.")
    parser.add_argument("db", type=Path, help="a built warehouse")
    parser.add_argument("--cards", type=int, default=60)
    args = parser.parse_args()
    pace = measured(args.db, args.cards)
    print(f"desk     {pace.desk:6.1f} ms of processor time a card; a page without figures {pace.empty:.1f}")
    print(f"browser  {pace.browser:6.1f} ms of processor time a card, with the script that presses the keys")
    print(f"clock    {1000 / pace.clock:6.1f} cards a second, one after the other")


if __name__ == "__main__":
    main()
