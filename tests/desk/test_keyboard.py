"""The desk in a browser: by keyboard alone, on a phone, under axe, with a report that would run a script."""

from collections.abc import Callable, Iterator
from pathlib import Path

import axe_playwright_python
import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from desk import accounts, samples
from desk.context import Desk
from desk.store import open_store
from tests.desk.conftest import READER

pytestmark = pytest.mark.warehouse
SCREEN, PHONE = {"width": 1280, "height": 900}, {"width": 390, "height": 844}
AXE = (Path(axe_playwright_python.__file__).parent / "axe.min.js").read_text(encoding="utf-8")
HOSTILE = '<script>window.hit=1</script><img src=x onerror="window.hit=2">'


@pytest.fixture
def visit(browser: Browser, serve: Callable[[Desk], str]) -> Iterator[Callable[..., Page]]:
    """Opens a page of a desk; an error on the console, an exception or a request elsewhere fails the test."""
    wrong: list[str] = []
    contexts: list[BrowserContext] = []

    addresses: dict[int, str] = {}

    def _visit(desk: Desk, path: str, size: dict[str, int] = SCREEN) -> Page:
        context = browser.new_context(viewport=size, locale="zh-CN")
        contexts.append(context)
        page = context.new_page()
        page.on("console", lambda said: said.type in ("error", "warning") and wrong.append(said.text))
        page.on("pageerror", lambda error: wrong.append(str(error)))
        page.on("request", lambda asked: asked.url.startswith("http://127.0.0.1:") or wrong.append(asked.url))
        if id(desk) not in addresses:
            addresses[id(desk)] = serve(desk)
        page.goto(addresses[id(desk)] + path)
        return page

    yield _visit
    wrong += [f"ran: {hit}" for context in contexts for page in context.pages if (hit := page.evaluate("window.hit"))]
    for context in contexts:
        context.close()
    assert not wrong


def _pressed(page: Page, key: str) -> None:
    """Presses a key that leads to another card, and waits for it."""
    before = page.locator("article").get_attribute("data-card")
    page.keyboard.press(key)
    page.wait_for_selector(f'article:not([data-card="{before}"]), .nothing')


def test_by_keyboard_alone(desk: Desk, visit: Callable[..., Page]) -> None:
    page = visit(desk, "/queue/comparisons")
    expect(page.locator("mark")).to_have_text(desk.queues.items("comparisons", READER)[0].number_text)
    for _ in range(4):
        _pressed(page, "Enter")
    expect(page.get_by_role("status")).to_have_text("已存：对。")
    _pressed(page, "x")
    _pressed(page, "n")
    _pressed(page, "s")
    # another metric from the list that is searched
    card = page.locator("article").get_attribute("data-card")
    page.keyboard.press("4")
    expect(page.locator("#asked")).to_be_focused()
    page.keyboard.type("service.one_visit_items")
    page.wait_for_selector('#found[data-asked="service.one_visit_items"] [aria-selected="true"]')
    page.keyboard.press("Enter")
    page.wait_for_selector(".changed")
    # a value
    page.keyboard.press("5")
    page.keyboard.type("77")
    page.keyboard.press("Enter")
    expect(page.locator('[data-part="value"] .value')).to_contain_text("77")
    _pressed(page, "Enter")
    _pressed(page, "u")
    assert page.locator("article").get_attribute("data-card") == card
    expect(page.get_by_role("status")).to_have_text("已撤销。")
    page.keyboard.press("?")
    expect(page.locator("#help")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.locator("#help")).not_to_be_visible()
    # what is typed into the note is no key
    page.locator("#note").focus()
    page.keyboard.type("xns")
    _pressed(page, "Enter")
    standing = desk.store.heads()
    assert [one.decision for one in standing if one.part == "reading"] == [
        *["accept"] * 4,
        "reject",
        "new_wording",
        "accept",
    ]
    assert standing[-1].note == "xns"
    assert {one.part: one.value_after for one in standing if one.decision == "change"} == {
        "metric": "service.one_visit_items",
        "value": "77",
    }


def test_escape_loses_nothing_that_was_typed(desk: Desk, visit: Callable[..., Page]) -> None:
    page = visit(desk, "/queue/comparisons")
    card = page.locator("article").get_attribute("data-card")
    page.locator("#note").focus()
    page.keyboard.type("a doubt")
    page.keyboard.press("Escape")
    for key, typed in (("4", "one_visit"), ("5", "77")):
        page.keyboard.press(key)
        expect(page.locator("#asked")).to_be_focused()
        expect(page.locator("#asked")).to_have_value("")
        page.keyboard.type(typed)
        page.keyboard.press("Escape")
        expect(page.locator("#choose")).not_to_be_visible()
        page.keyboard.press(key)
        expect(page.locator("#asked")).to_have_value(typed)
        page.keyboard.press("Escape")
    assert page.locator("#note").input_value() == "a doubt"
    assert desk.store.all() == []
    # the value is chosen after all; the note stays with its card
    page.keyboard.press("5")
    expect(page.locator("#asked")).to_have_value("77")
    page.keyboard.press("Enter")
    page.wait_for_selector(".changed")
    assert page.locator("article").get_attribute("data-card") == card
    assert page.locator("#note").input_value() == "a doubt"
    _pressed(page, "Enter")
    assert page.locator("#note").input_value() == ""
    assert [one.note for one in desk.store.heads() if one.part == "reading"] == ["a doubt"]


def test_keys_that_are_held_and_capitals(desk: Desk, visit: Callable[..., Page]) -> None:
    page = visit(desk, "/queue/comparisons")
    page.keyboard.press("3")
    page.wait_for_selector('#found [aria-selected="true"]')
    page.keyboard.down("ArrowDown")
    page.keyboard.down("ArrowDown")  # held: the browser repeats it
    expect(page.locator("#found-2")).to_have_attribute("aria-selected", "true")
    page.keyboard.up("ArrowDown")
    page.keyboard.press("Escape")
    expect(page.locator("#asked")).not_to_be_visible()
    chinese = "document.activeElement.dispatchEvent(new KeyboardEvent('keydown', {key: '？', bubbles: true}))"
    page.evaluate(chinese)
    expect(page.locator("#help")).to_be_visible()
    page.evaluate(chinese)
    expect(page.locator("#help")).not_to_be_visible()
    _pressed(page, "S")
    _pressed(page, "X")
    assert [one.decision for one in desk.store.heads()] == ["reject"]


def test_an_account_and_signing_in_under_axe(
    warehouse: Path, tmp_path: Path, opened_desk: Callable[..., Desk], visit: Callable[..., Page]
) -> None:
    password = "一个够长的口令，十二字"  # noqa: S105 - of an account of the tests
    store = open_store(str(tmp_path / "desk.sqlite"))
    accounts.add(store, READER, "reader", password)
    store.close()
    office = opened_desk(warehouse, reader=None)
    for size in (SCREEN, PHONE):
        for language in ("zh", "en"):
            page = visit(office, f"/login?lang={language}", size)
            _looked_at(page, "signing in")
            page.locator("#name").fill(READER)
            page.locator("#password").fill(password)
            page.keyboard.press("Enter")
            page.wait_for_selector(".queues")
            page.locator(".who a").first.click()
            page.wait_for_selector("#old")
            _looked_at(page, "an account")
            page.locator("#old").fill("another one")
            page.locator("#new").fill(password)
            page.locator("#again").fill(password)
            _looked_at(page, "a password")


def test_a_row_of_keys(desk: Desk, visit: Callable[..., Page]) -> None:
    """Every key of a long row is one verdict, counted in the store."""
    _keys(desk, visit, 25)


@pytest.mark.proof
def test_two_hundred_cards(desk: Desk, visit: Callable[..., Page]) -> None:
    _keys(desk, visit, 200)


def _keys(desk: Desk, visit: Callable[..., Page], count: int) -> None:
    with desk.warehouse.reading() as connection:
        sample = samples.draw(desk.store, connection, "all", 1, 1000, READER)
    done = 0
    for path, key in (("/queue/wordings", "x"), (f"/queue/sample?sample={sample}", "Enter")):
        page = visit(desk, path)
        until = count // 2 if key == "x" else count
        while done < until and page.locator("article").count():
            _pressed(page, key)
            done += 1
    assert done == count
    assert len(desk.store.all()) == len(desk.store.heads()) == count
    assert len({one.place for one in desk.store.heads()}) == count


def test_on_a_phone_and_under_axe(desk: Desk, visit: Callable[..., Page]) -> None:
    key = desk.queues.items("wordings", READER)[0].key
    for size in (SCREEN, PHONE):
        page = visit(desk, "/?lang=en", size)
        home = page.url.partition("/?")[0]
        for path in ("/", "/queue/comparisons", "/queue/checks?lang=zh", "/progress", "/samples", f"/rule/{key}"):
            page.goto(home + path)
            _looked_at(page, path)
        page.goto(f"{home}/queue/comparisons")
        page.keyboard.press("4")
        page.wait_for_selector('#found [aria-selected="true"]')
        _looked_at(page, "the list")


def _looked_at(page: Page, what: str) -> None:
    page.evaluate(AXE)
    found = page.evaluate("axe.run()")
    assert [one["id"] for one in found["violations"]] == [], what
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth"), f"{what}: wider than the screen"


def test_a_rule_is_tried_in_view(desk: Desk, visit: Callable[..., Page]) -> None:
    """What it would do is on the screen once it is tried, and no word of the session stands in the address."""
    key = desk.queues.items("wordings", READER)[0].key
    for size in (SCREEN, PHONE):
        page = visit(desk, f"/rule/{key}", size)
        page.locator("#metric_code").fill("service.one_visit_items")
        page.get_by_role("button", name="试", exact=True).click()
        expect(page.locator("#effects")).to_be_in_viewport()
        expect(page.locator('[data-effect="claims"]')).to_be_visible()
        assert "csrf" not in page.url
        _looked_at(page, "a rule")


def test_the_browser_is_told_of_the_card_once_the_reader_rests(desk: Desk, visit: Callable[..., Page]) -> None:
    page = visit(desk, "/queue/comparisons")
    before = page.evaluate("history.length")
    _pressed(page, "Enter")
    _pressed(page, "s")
    key = page.locator("article").get_attribute("data-card")
    page.wait_for_url("**after=*")
    assert page.evaluate("history.length") > before, "there is a way back"
    page.reload()
    assert page.locator("article").get_attribute("data-card") == key


def test_no_script_of_a_report_runs(
    copied: Callable[..., Path], opened_desk: Callable[..., Desk], visit: Callable[..., Page]
) -> None:
    words = HOSTILE.replace("'", "''")
    desk = opened_desk(
        copied(
            f"update raw.passages set text = concat(text, '{words}'), heading_path = '{words}'",
            f"update marts.dim_report set title = '{words}', source_name = '{words}', jurisdiction_clues = '{words}'",
            f"update marts.dim_metric set name_zh = '{words}'",
            f"update marts.dim_jurisdiction set name_zh = '{words}'",
        )
    )
    page = visit(desk, "/queue/comparisons")
    assert "window.hit" in page.locator("blockquote").inner_text()
    page.keyboard.press("4")
    page.wait_for_selector('#found [aria-selected="true"]')
    assert "window.hit" in page.locator("#found").inner_text()
    page.keyboard.press("Enter")
    page.wait_for_selector(".changed")
    assert page.evaluate("window.hit || null") is None
