"""The page by keyboard, on paper, to a screen reader, in contrast, and in the words of each language."""

import re
from pathlib import Path

import axe_playwright_python
from playwright.sync_api import expect

from publish.page.site import ASSETS
from tests.publish.page.conftest import CASES, DESK, PHONE, RATE, Visit

AXE = (Path(axe_playwright_python.__file__).parent / "axe.min.js").read_text(encoding="utf-8")
CHINESE = re.compile(r"[\u3400-\u9fff]")
LATIN = re.compile(r"[A-Za-z]{2,}")


def test_by_keyboard_alone(visit: Visit) -> None:
    page = visit("/?lang=en")
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Skip to content")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator("main")).to_be_focused()
    question = page.get_by_role("link", name="which place states the most")
    for _ in range(30):
        page.keyboard.press("Tab")
        if question.evaluate("element => element === document.activeElement"):
            break
    assert page.evaluate("getComputedStyle(document.activeElement).outlineStyle") == "solid"
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("Cases handled")
    expect(page.get_by_role("heading", level=1)).to_be_focused()

    page = visit(CASES.format("en"))
    figure = page.locator("a.figure").first
    for _ in range(40):
        page.keyboard.press("Tab")
        if figure.evaluate("element => element === document.activeElement"):
            break
    page.keyboard.press("Enter")
    expect(page.get_by_role("button", name="Close")).to_be_focused()
    page.keyboard.press("Escape")
    expect(page.locator("dialog")).not_to_be_visible()
    expect(figure).to_be_focused()
    expect(page).not_to_have_url(re.compile("figure="))


def test_on_paper(visit: Visit) -> None:
    page = visit(CASES.format("zh"))
    page.emulate_media(media="print")
    for hidden in ("nav", ".filters", ".language", ".skip"):
        assert not page.locator(hidden).first.is_visible(), hidden
    expect(page.locator("table")).to_be_visible()
    assert page.pdf().startswith(b"%PDF")
    page.locator("tbody tr", has_text="甲市").locator("a.figure").evaluate("link => link.click()")
    expect(page.locator("dialog mark")).to_be_visible()
    assert not page.locator("main").is_visible()


def test_contrast(visit: Visit) -> None:
    """WCAG AA: 4.5 to 1 for every text on its background."""
    script = """() => {
        const channel = (value) => (value /= 255) <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
        const parts = (color) => color.match(/[\\d.]+/g).map(Number);
        const light = ([r, g, b]) => 0.2126 * channel(r) + 0.7152 * channel(g) + 0.0722 * channel(b);
        const behind = (element) => {
            for (; element; element = element.parentElement) {
                const color = parts(getComputedStyle(element).backgroundColor);
                if (color.length < 4 || color[3] === 1) return color;
            }
            return [255, 255, 255];
        };
        const poor = [];
        const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
        while (walker.nextNode()) {
            const element = walker.currentNode.parentElement;
            if (!walker.currentNode.data.trim() || !element.checkVisibility() || element.closest('script')) continue;
            const style = getComputedStyle(element);
            const color = element.closest('svg') ? style.fill : style.color;
            const [one, other] = [light(parts(color)), light(behind(element))].sort((a, b) => b - a);
            const ratio = (one + 0.05) / (other + 0.05);
            if (ratio < 4.5) poor.push(`${walker.currentNode.data.trim()} ${ratio.toFixed(2)}`);
        }
        return poor;
    }"""
    for view in (CASES.format("zh"), "/place/360100", "/gaps/failing", f"/metrics?figure={RATE}", "/"):
        page = visit(view)
        expect(page.locator("figure:not(.drawn)")).to_have_count(0)
        assert page.evaluate(script) == [], view


def test_under_axe(visit: Visit) -> None:
    views = ("/?lang=zh", CASES.format("zh"), "/place/360700?lang=en", "/pair/360100/360700?lang=zh")
    for size, some in ((DESK, (*views, "/metric/admin_review.cases_accepted?lang=zh")), (PHONE, views[:3])):
        page = visit(some[0], size)
        page.evaluate(AXE)
        for view in some:
            page.evaluate("address => { location.hash = address }", view)
            expect(page.locator("html")).to_have_attribute("data-ready", f"#{view}")
            expect(page.locator("figure:visible:not(.drawn)")).to_have_count(0)
            found = page.evaluate("axe.run({ preload: false })")  # what it would load is the page's own styles
            wrong = [(one["id"], one["nodes"][0]["html"][:120]) for one in found["violations"]]
            assert not [one for one in found["violations"] if one["impact"] in ("serious", "critical")], (view, wrong)


def test_a_wide_table_is_scrolled_by_keyboard(visit: Visit) -> None:
    page = visit(CASES.format("zh"), (760, 700))
    frame = page.locator(".tabular").first
    frame.evaluate("frame => { frame.style.width = '300px' }")
    expect(frame).to_have_attribute("tabindex", "0")
    expect(frame).to_have_attribute("aria-label", re.compile("个数值"))
    frame.evaluate("frame => { frame.style.width = '3000px' }")
    expect(frame).not_to_have_attribute("tabindex", "0")


def test_tables_have_captions_and_heads_and_charts_a_text(visit: Visit) -> None:
    page = visit(CASES.format("en"))
    table = page.get_by_role("table", name=re.compile("3 values"))
    assert table.get_by_role("columnheader").all_inner_texts()[1:3] == ["Value\u2060▼", "Rank in set\u2060↕"]
    assert table.get_by_role("rowheader").count() == 3 + 2
    expect(page.get_by_role("img", name=re.compile("bar chart; the table below has the data"))).to_be_visible()
    for control in page.locator("select, input").all():
        assert control.evaluate("control => control.labels.length") == 1


def test_both_languages_say_everything_in_their_own_words(visit: Visit) -> None:
    words = visit("/").evaluate("window.fazhi.words")
    assert set(words["zh"]) == set(words["en"])
    used = set()
    for script in ASSETS.glob("*.js"):
        used |= set(re.findall(r"\bsay\(\s*\"(\w+)\"", script.read_text(encoding="utf-8")))
    assert used <= set(words["en"])
    for language, wrong in (("en", CHINESE), ("zh", LATIN)):
        for key, said in words[language].items():
            told = " ".join(said.values()) if isinstance(said, dict) else said
            told = re.sub(r"\{\w+\}|Vega|CSV|SVG|PNG", "", told)
            if key not in ("tag", "other_language"):
                assert not wrong.search(told), f"{language} {key}: {told}"
