"""A figure and its sentence; and that the text of reports is text, whatever it is."""

from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from tests.publish.page.conftest import CASES, RATE, Visit
from tests.publish.page.evidence import HOSTILE, MARKED_ASTRAL, NEIGHBOUR


@pytest.mark.parametrize("language", ["zh", "en"])
def test_a_number_leads_to_its_sentence(visit: Visit, language: str) -> None:
    page = visit(CASES.format(language))
    page.locator("tbody tr", has_text="甲市").locator("a.figure").click()
    dialog = page.locator("dialog")
    expect(dialog.locator("mark")).to_have_text("508")
    expect(dialog.locator(".own")).to_have_text("市政府受理508件。")
    expect(dialog.locator(".near")).to_have_text(NEIGHBOUR.replace("\u2028", " "))
    for told in ("jia_2019.txt", "admin_review.cases_accepted.1", "0.75", "c1: ", "fazhi show jia_2019.txt:10"):
        expect(dialog).to_contain_text(told)
    expect(dialog.locator(".path")).to_contain_text("(一)复议")
    shared = visit(page.url.split("#")[1])
    expect(shared.locator("dialog mark")).to_have_text("508")
    page.go_back()
    expect(dialog).not_to_be_visible()


def test_the_mark_is_where_the_offset_says_also_behind_a_rare_character(visit: Visit) -> None:
    page = visit(CASES.format("en"))
    page.locator("tbody tr", has_text="7 cases").locator("a.figure").click()
    expect(page.locator("dialog mark")).to_have_text("7")
    expect(page.locator("dialog .own")).to_have_text(MARKED_ASTRAL)


def test_the_checks_that_touch_a_number_are_told(visit: Visit) -> None:
    page = visit(f"/place/360100?lang=en&figure={RATE}")
    check = page.locator("dialog .checks li")
    expect(check).to_contain_text("The rate is the resolved of the accepted")
    expect(check).to_contain_text("stated 96, reckoned 95, gap 1")
    expect(check.locator(".mark.fails")).to_have_text("fails")


def test_a_number_that_is_not_there_is_told(visit: Visit) -> None:
    page = visit("/places?lang=zh&figure=360100/r9:1:nothing")
    expect(page.locator("dialog")).to_contain_text("找不到这个数字的出处")


def test_a_bar_leads_to_its_sentence(visit: Visit) -> None:
    page = visit(CASES.format("zh"))
    page.wait_for_selector("figure.drawn")
    page.locator("figure svg .mark-rect path").first.click()
    expect(page.locator("dialog mark")).to_have_text("1790")


def test_text_of_reports_is_text(visit: Visit) -> None:
    """What has run or been asked for is told by the fixture."""
    shown = HOSTILE.replace("\u2028", " ")
    page = visit("/places?lang=zh")
    zone = page.locator("tbody tr", has_text="onerror").locator("a")
    assert zone.inner_text().replace("\u2028", " ") == shown
    zone.click()
    # the place's data comes from a file of its own
    expect(page.get_by_role("heading", level=1)).not_to_have_text("地区")
    assert page.get_by_role("heading", level=1).inner_text().replace("\u2028", " ") == shown
    assert page.locator("a[href^='javascript']").count() == 0
    page.locator("a.figure").click()
    expect(page.locator("dialog mark")).to_have_text("7")
    for view in ("/gaps/queue", "/gaps/refused", CASES.format("zh")):
        page = visit(view)
        expect(page.locator("tbody")).not_to_have_count(0)
        assert "onerror" in page.locator("main").inner_text()
        assert page.locator("main img, main script").count() == 0


def test_scripts_that_the_policy_forbids_do_not_run(browser: Browser, site: Path) -> None:
    page = browser.new_page()
    page.goto(f"{site.as_uri()}/index.html")
    page.evaluate("""() => {
        const script = document.createElement('script');
        script.textContent = "window.hit = 'inline'";
        document.body.append(script);
        document.body.insertAdjacentHTML('beforeend', "<img src=x onerror=\\"window.hit = 'handler'\\">");
    }""")
    page.wait_for_timeout(200)
    assert page.evaluate("window.hit || null") is None
    page.close()
