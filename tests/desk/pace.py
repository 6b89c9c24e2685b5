"""How much a card costs a machine: pressed by a script in a browser, beside a page of the same server without figures.

python -m tests.desk.pace warehouse/fazhi.duckdb --cards 60
"""

import argparse
import tempfile
import threading
import time
from pathlib import Path

import uvicorn
from playwright.sync_api import Page, sync_playwright

from desk.app import application
from desk.context import Desk
from desk.serving import opened
from tests.conftest import FLAGS


def pressed(page: Page, cards: int) -> float:
    """Seconds that it takes to accept so many cards, one after the other, each shown before the next key."""
    began = time.perf_counter()
    for _ in range(cards):
        before = page.locator("article").get_attribute("data-card")
        page.keyboard.press("Enter")
        page.wait_for_function("key => document.querySelector('article')?.dataset.card !== key", arg=before)
    return time.perf_counter() - began


def fetched(page: Page, times: int) -> float:
    """Seconds that as many round trips take to a page that is nothing but its frame, shown in the same way."""
    return float(
        page.evaluate(
            """async times => {
                const began = performance.now();
                for (let i = 0; i < 2 * times; i += 1) {
                    const answer = await fetch("/login");
                    const shown = new DOMParser().parseFromString(await answer.text(), "text/html");
                    const main = document.createElement("div");
                    main.append(document.adoptNode(shown.querySelector("main")));
                }
                return (performance.now() - began) / 1000;
            }""",
            times,
        )
    )


def measured(desk: Desk, cards: int) -> tuple[float, float]:
    """Cards a second, and what a card costs of two round trips to an empty page."""
    server = uvicorn.Server(uvicorn.Config(application(desk, {"127.0.0.1"}), port=0, log_level="error"))
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    while not server.started:
        time.sleep(0.01)
    port = server.servers[0].sockets[0].getsockname()[1]
    try:
        with sync_playwright() as playwright:
            browser = playwright.chromium.launch(executable_path=_browser(), args=FLAGS)
            page = browser.new_page()
            page.goto(f"http://127.0.0.1:{port}/queue/comparisons")
            pressed(page, 5)
            cards = min(cards, len(desk.queues.items("comparisons", "pace")) - 6)
            took, empty = pressed(page, cards), fetched(page, cards)
            browser.close()
    finally:
        server.should_exit = True
        thread.join()
    return cards / took, took / empty


def _browser() -> str | None:
    import os
    import shutil

    return os.environ.get("FAZHI_BROWSER") or shutil.which("chromium")


def main() -> None:
    """Prints what was measured."""
    parser = argparse.ArgumentParser(prog="tests.desk.pace", description="What a card costs a machine.")
    parser.add_argument("db", type=Path, help="a built warehouse")
    parser.add_argument("--cards", type=int, default=60)
    args = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        store = str(Path(folder) / "desk.sqlite")
        desk = opened(args.db, store, reader="pace", needs_accounts=False, rules=None, files=())
        try:
            pace, ratio = measured(desk, args.cards)
        finally:
            desk.close()
    print(f"{pace:.1f} cards a second; a card costs {ratio:.1f} times two round trips to an empty page")


if __name__ == "__main__":
    main()
