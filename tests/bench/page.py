"""The page of 3,000 places and 100,000 facts against that of a few: what a reader waits for, and how much is loaded.

Times are ratios of visits that take turns; numbers of elements and sizes of files are what they are.
"""

import os
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path
from time import perf_counter

from playwright.sync_api import Browser, sync_playwright

from publish.page import write_page
from tests.bench import pages
from tests.bench.ratios import Ratio

SMALL, LARGE = (5, 160), (3_000, 100_000)  # places, facts
REPEATS = 5
MEGABYTE = 1_000_000
CHARTED = "the metric with most values"
FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"]


class Shown:
    """A generated page in a browser."""

    def __init__(self, browser: Browser, folder: Path, places: int, facts: int) -> None:
        self.browser, self.facts, self.folder = browser, facts, folder / str(places)
        db = pages.build(folder / f"{places}.duckdb", places, facts)
        started = perf_counter()
        write_page(db, self.folder, progress=False)
        self.seconds = perf_counter() - started
        largest = max((self.folder / "data" / "metric").iterdir(), key=lambda path: path.stat().st_size)
        place = max((self.folder / "data" / "place").iterdir(), key=lambda path: path.stat().st_size)
        self.views = {
            "overview": "/?lang=zh",
            CHARTED: f"/compare/fct_cases_handled?metric={largest.stem}&lang=zh",
            "mediation rates": "/compare/fct_mediation_rates?lang=zh",
            "list of places": "/places?lang=zh",
            "a place": f"/place/{place.stem}?lang=zh",
        }

    def visit(self, view: str, *, drawn: bool = False) -> tuple[float, int]:
        """Opens a view from nothing until it can be used (and its chart is drawn): seconds, and how many elements."""
        page = self.browser.new_page()
        started = perf_counter()
        page.goto(f"{self.folder.as_uri()}/index.html#{self.views[view]}")
        page.wait_for_selector("html[data-ready]", state="attached")
        if drawn:
            page.wait_for_selector("figure.drawn")
        seconds = perf_counter() - started
        elements = page.evaluate("document.querySelectorAll('*').length")
        page.close()
        return seconds, int(elements)

    def largest_file(self) -> float:
        """The size of the largest data file in megabytes."""
        return max(path.stat().st_size for path in (self.folder / "data").rglob("*.js")) / MEGABYTE


class Empty:
    """A page with nothing in it, in the same browser."""

    def __init__(self, browser: Browser, folder: Path) -> None:
        self.browser, self.path = browser, folder / "empty.html"
        self.path.write_text("<!doctype html><title>.</title>", encoding="utf-8")

    def visit(self) -> float:
        """Opens it: seconds."""
        page = self.browser.new_page()
        started = perf_counter()
        page.goto(self.path.as_uri())
        page.wait_for_selector("html", state="attached")
        seconds = perf_counter() - started
        page.close()
        return seconds


def measure() -> Iterator[Ratio]:
    """The ratios of time, the elements and the largest file."""
    program = os.environ.get("FAZHI_BROWSER") or shutil.which("chromium")
    assert program, "there is no browser: run `bash requirements/browser.sh`, or name one in FAZHI_BROWSER"
    with tempfile.TemporaryDirectory(prefix="fazhi-bench-") as name, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program, args=FLAGS)
        small, large = (Shown(browser, Path(name), *size) for size in (SMALL, LARGE))
        note = f"{LARGE[0]:,} places, {LARGE[1]:,} facts, against {SMALL[0]} and {SMALL[1]}"
        most = 0
        for view in large.views:
            # They take turns, so that both meet the same weather.
            visits = [(large.visit(view), small.visit(view)) for _ in range(REPEATS)]
            times = [min(visit[which][0] for visit in visits) for which in (0, 1)]
            most = max(most, visits[0][0][1])
            yield Ratio(f"{view}: time until usable", times[0] / times[1], most=3.0, note=note)
        drawn = [min(page.visit(CHARTED, drawn=True)[0] for _ in range(REPEATS)) for page in (large, small)]
        yield Ratio("the same with its chart", drawn[0] / drawn[1], most=3.0, note=CHARTED)
        empty, front = Empty(browser, Path(name)), []
        for _ in range(REPEATS):
            front.append((large.visit("overview")[0], empty.visit()))
        usable, bare = (min(visit[which] for visit in front) for which in (0, 1))
        yield Ratio(
            "overview against an empty page", usable / bare, most=12.0, note="a page with no script and no data"
        )
        yield Ratio("most elements in a view", most, most=5_000, note="before its chart is drawn")
        yield Ratio("largest data file, in MB", large.largest_file(), most=1.5, note="loaded only where it is shown")
        yield Ratio(
            "writing the page: time for a fact", large.seconds / large.facts / (small.seconds / small.facts), most=1.0
        )
        browser.close()
