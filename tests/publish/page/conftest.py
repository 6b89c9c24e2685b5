"""A page of the synthetic warehouse, and a browser that opens it from its folder."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from publish.page import write_page
from tests.publish.page import evidence

DESK, PHONE = (1280, 900), (360, 740)
CASES = "/compare/fct_cases_handled?metric=admin_review.cases_accepted&lang={}"  # with values that compare
RATE = "360100/r1:99:mediation.success_rate"  # a figure that a check fails for

Visit = Callable[..., Page]


@pytest.fixture(scope="session")
def complete_warehouse(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A warehouse with evidence, checks, gaps and hostile text."""
    return evidence.build(tmp_path_factory.mktemp("warehouse") / "complete.duckdb")


@pytest.fixture(scope="session")
def site(complete_warehouse: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of its page; its name must do no harm in an address."""
    out = tmp_path_factory.mktemp("pages") / "网页 #1 100%"
    write_page(complete_warehouse, out, progress=False)
    return out


@pytest.fixture
def visit(browser: Browser, site: Path) -> Iterator[Callable[..., Page]]:
    """Opens an address of the page, `visit("/places?lang=en")`, and sees that nothing goes wrong while a test looks.

    What it holds against a page: an error or warning on the console, an exception, a request that leaves the folder,
    a policy violated, and a script of a report that has run.
    """
    context = browser.new_context()
    wrong: list[str] = []
    pages: list[Page] = []

    def opened(address: str = "/?lang=zh", size: tuple[int, int] = DESK, folder: Path = site) -> Page:
        page = context.new_page()
        pages.append(page)
        page.set_viewport_size({"width": size[0], "height": size[1]})
        page.on("console", lambda said: said.type in ("error", "warning") and wrong.append(f"console: {said.text}"))
        page.on("pageerror", lambda error: wrong.append(f"exception: {error}"))
        page.on("dialog", lambda dialog: (wrong.append("dialog"), dialog.dismiss()))
        inside = folder.as_uri()
        page.on("request", lambda asked: asked.url.startswith((inside, "data:")) or wrong.append(f"asked: {asked.url}"))
        page.goto(f"{inside}/index.html#{address}")
        page.wait_for_selector("html[data-ready]")
        # what fades in has faded in: its contrast is looked at
        page.wait_for_function("getComputedStyle(document.querySelector('main')).opacity === '1'")
        return page

    yield opened
    wrong += [f"ran: {hit}" for page in pages if (hit := page.evaluate("window.hit || null"))]
    context.close()
    assert not wrong
