"""What a card costs a machine: pressed by a script in a browser, in processor time, beside a page without figures.

python -m tests.desk.pace warehouse/fazhi.duckdb --cards 60

Processor time is what the desk's own process and the browser's use up, whatever else the machine is doing; that of the
program that presses the keys is told apart. The page tells when the next card is there; nobody asks it again and again,
for each asking draws it once more. One row of keys is pressed without a rest and one with a rest behind each card, in
which the browser is told the card's address: nobody waits for that, but it costs too.
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
REST = 500  # milliseconds behind a card
WARM = 10  # cards before anything is measured
# What a card is known by, and a promise of another one.
CARD = "document.querySelector('article')?.dataset.card"
ANOTHER = f"""key => new Promise(done => {{
  const look = () => {CARD} !== key && (watch.disconnect(), done());
  const watch = new MutationObserver(look);
  watch.observe(document.body, {{ childList: true }});
  look();
}})"""


class Cost(NamedTuple):
    """Milliseconds of a card: processor time of the desk, of the browser and of what presses keys; by the clock."""

    desk: float
    browser: float
    script: float
    clock: float


class Pace(NamedTuple):
    """A card without a rest, and with one behind it; the desk's processor time of an empty page."""

    quick: Cost
    resting: Cost
    empty: float


def pressed(page: Page, cards: int, rest: int = 0) -> None:
    """Accepts so many cards, one after the other, each shown before the next key."""
    for _ in range(cards):
        before = page.evaluate(CARD)
        page.keyboard.press("Enter")
        page.evaluate(ANOTHER, before)
        if rest:
            page.wait_for_timeout(rest)


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
            if size < WARM + 3:
                raise SystemExit(f"{db}: {size} figures are too few to measure anything")
            pressed(page, WARM)
            cards = min(cards, (size - WARM - 1) // 2)

            def row(rest: int) -> Cost:
                before = (_asked(ours), *_of_children(process.pid), time.perf_counter())
                pressed(page, cards, rest)
                after = (_asked(ours), *_of_children(process.pid), time.perf_counter())
                return Cost(*(1000 * (end - begin) / cards for begin, end in zip(before, after, strict=True)))

            quick, resting, desk = row(0), row(REST), _asked(ours)
            page.evaluate(f"async () => {{ for (let i = 0; i < {cards}; i += 1) await fetch('{EMPTY}'); }}")
            empty = 1000 * (_asked(ours) - desk) / cards
            browser.close()
    finally:
        ours.send("end")
        process.join()
    return Pace(quick, resting, empty)


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


def _of_children(but: int | None) -> tuple[float, float]:
    """Processor seconds of the browser and of the program that drives it, as Linux tells them; 0 elsewhere."""
    told = dict(_processes())
    parents, browser, script = {pid: one.parent for pid, one in told.items()}, 0.0, 0.0
    for pid, one in told.items():
        if pid == but or not _is_below(pid, parents):
            continue
        seconds = one.ticks / os.sysconf("SC_CLK_TCK")
        browser, script = (browser, script + seconds) if one.program == "node" else (browser + seconds, script)
    return browser, script


class _Process(NamedTuple):
    program: str
    parent: int
    ticks: int


def _processes() -> Iterator[tuple[int, _Process]]:
    for path in Path("/proc").glob("[0-9]*/stat"):
        try:
            told = path.read_text(encoding="utf-8", errors="replace").rpartition(")")[2].split()
            program = (path.parent / "exe").readlink().name
        except OSError:  # it has ended, or is another's
            continue
        yield int(path.parent.name), _Process(program, int(told[1]), int(told[11]) + int(told[12]))


def _is_below(pid: int, parents: dict[int, int]) -> bool:
    while pid in parents:
        pid = parents[pid]
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
    for name, cost in (("no rest", pace.quick), ("with a rest", pace.resting)):
        spent = cost.desk + cost.browser
        print(
            f"{name:<12} {spent:5.1f} ms of processor time a card: desk {cost.desk:.1f}, browser {cost.browser:.1f};"
            f" {1000 / spent:.0f} cards a second of machine time; pressing the keys {cost.script:.1f}"
        )
    print(
        f"{'empty page':<12} {pace.empty:5.1f} ms of the desk; {pace.quick.desk / pace.empty:.1f} times that for a card"
    )
    print(f"{'clock':<12} {1000 / pace.quick.clock:5.1f} cards a second, one after the other, on this machine now")


if __name__ == "__main__":
    main()
