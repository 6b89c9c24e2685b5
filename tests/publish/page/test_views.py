"""The page as people use it: filtered, sorted, in both languages, by keyboard, on a phone, on paper."""

import functools
import http.server
import re
import shutil
import threading
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.publish.page.conftest import DESK, PHONE
from tests.publish.page.evidence import HOSTILE, MARKED_ASTRAL, NEIGHBOUR
from tests.publish.page.test_site import read, rows

Visit = Callable[..., Page]

VIEWS = (
    *("/", "/compare/fct_cases_handled", "/compare/fct_approval_times", "/compare/fct_mediation_rates"),
    *("/compare/fct_service_capacity", "/compare/fct_cases_handled?metric=admin_review.cases_accepted"),
    *("/places", "/place/360100", "/place/360700", "/place/nowhere", "/metrics", "/metric/mediation.success_rate"),
    *("/gaps/failing", "/gaps/coverage", "/gaps/refused", "/gaps/queue", "/nowhere"),
)
CASES = "/compare/fct_cases_handled?metric=admin_review.cases_accepted&lang={}"
STATED = "r1:99:mediation.success_rate"
CHINESE = re.compile(r"[\u3400-\u9fff]")


def address(view: str, language: str) -> str:
    return f"{view}{'&' if '?' in view else '?'}lang={language}"


def places_in(page: Page) -> list[str]:
    return [name.split("\n")[0] for name in page.locator("tbody th[scope=row]").all_inner_texts()]


@pytest.mark.parametrize("language", ["zh", "en"])
def test_every_view_opens_from_the_folder_on_a_desk_and_on_a_phone(visit: Visit, language: str) -> None:
    for size in (DESK, PHONE):
        page = visit(address("/", language), size)
        for view in VIEWS:
            page.evaluate("address => { location.hash = address }", address(view, language))
            expect(page.locator("html")).to_have_attribute("data-ready", f"#{address(view, language)}")
            expect(page.locator("main h1")).to_have_count(1)
            assert page.evaluate("document.documentElement.lang") == {"zh": "zh-Hans", "en": "en"}[language]
            expect(page.locator("figure:not(.drawn)")).to_have_count(0)
            over = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
            assert over <= 0, f"{view} is {over} pixels wider than {size[0]}"


def test_the_three_questions_are_answered_within_two_clicks(visit: Visit, sample_run: Path) -> None:
    """On the sample reports, whose figures are known."""
    front = "/?lang=en"
    page = visit(front, folder=sample_run / "site")
    page.get_by_role("link", name="closes most of the administrative reviews").click()
    expect(page.locator(".verdict")).to_contain_text("largest is Nanchang 南昌市, 84.06% (427 of 508)")
    expect(page.locator("tr.set")).to_contain_text("2 comparable values")
    page.get_by_role("link", name="427: show its sentence").click()
    expect(page.locator("dialog mark")).to_have_text("427")

    page = visit(front, folder=sample_run / "site")
    page.get_by_role("link", name="differs from its own figures").click()
    expect(page.locator(".verdict")).to_contain_text("None of the 2 that have both differs by more than rounding")
    expect(page.locator("tbody tr", has_text="Nanchang")).to_contain_text("−0.38")

    page = visit(front, folder=sample_run / "site")
    page.get_by_role("link", name="limit for enterprise projects is shortest").click()
    expect(page.locator(".verdict")).to_contain_text("Only Nanchang 南昌市 states this (≤60 working days)")
    expect(page.locator("tbody tr").last).to_contain_text("not ranked")


def test_a_rate_that_differs_is_named(visit: Visit) -> None:
    page = visit("/?lang=zh")
    page.get_by_role("link", name="与它自己的数字不符").click()
    expect(page.locator(".verdict")).to_have_text("所称与推算不符的：1个（甲市）。")
    expect(page.locator(".mark.fails")).to_have_text("不符")


def test_filters_leave_what_fits_and_stand_in_the_address(visit: Visit) -> None:
    page = visit(CASES.format("en"))
    assert len(places_in(page)) == 3
    page.get_by_label("Level").select_option("prefecture")
    expect(page.locator("tbody th[scope=row]")).to_have_count(2)
    assert "level=prefecture" in page.url
    page.get_by_label("Find a place").fill("乙")
    expect(page.locator("tbody th[scope=row]")).to_have_count(1)
    expect(page.get_by_label("Find a place")).to_be_focused()
    expect(page.locator("#said")).to_have_text("1 value")
    again = visit(page.url.split("#")[1])
    assert places_in(again) == ["乙市"]
    page.get_by_role("link", name="Clear filters").click()
    expect(page.locator("tbody th[scope=row]")).to_have_count(3)
    page.get_by_label("Metric").select_option("admin_review.correction_rate")
    expect(page.locator("tbody th[scope=row]")).to_have_count(1)
    page.get_by_label("Find a place").fill("nowhere")
    expect(page.locator(".verdict")).to_have_text("No value fits these filters.")


def test_heads_sort_and_sets_stay_apart_until_they_are_mixed(visit: Visit) -> None:
    page = visit(CASES.format("zh"))
    assert places_in(page)[:2] == ["乙市", "甲市"]
    expect(page.locator("th[aria-sort=descending]")).to_contain_text("数值")
    page.get_by_role("link", name="数值").click()
    expect(page.locator("th[aria-sort=ascending]")).to_contain_text("数值")
    expect(page.locator("#sort-value")).to_be_focused()
    assert places_in(page)[:2] == ["甲市", "乙市"]
    expect(page.locator("tr.set")).to_have_count(2)
    expect(page.locator("tr.set").last).to_contain_text("不在任何可比组内")
    page.get_by_role("link", name="不分组").click()
    expect(page.locator("tr.set")).to_have_count(0)
    expect(page.locator(".toggle")).to_contain_text("不同组的数值不可直接比较")
    assert places_in(page)[1:] == ["甲市", "乙市"]  # the zone's 7 is the smallest


def test_each_row_says_how_far_it_compares(visit: Visit, site: Path) -> None:
    known = {row["place"]: row for row in rows(read(site, "metric/admin_review.cases_accepted")["values"])}
    for language, column in (("zh", "comparability_zh"), ("en", "comparability")):
        page = visit(CASES.format(language))
        said = page.locator("tbody td.wide").all_inner_texts()
        assert sorted(said) == sorted(row[column] for row in known.values())


def test_the_language_is_kept_on_the_way(visit: Visit) -> None:
    page = visit(f"{CASES.format('zh')}&scope=own")
    page.get_by_role("link", name="English").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Cases handled")
    assert "scope=own" in page.url
    page.get_by_role("link", name="Places", exact=True).click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Places")
    page.get_by_role("link", name="甲市", exact=True).click()
    expect(page.get_by_role("heading", name="Over the years")).to_be_visible()
    page.reload()
    expect(page.get_by_role("heading", name="Over the years")).to_be_visible()


def test_both_languages_say_everything_in_their_own_words(visit: Visit) -> None:
    words = visit("/").evaluate("window.fazhi.words")
    assert set(words["zh"]) == set(words["en"])
    used = set()
    for script in sorted((Path(__file__).parents[3] / "publish" / "page" / "assets").glob("*.js")):
        used |= set(re.findall(r"\bsay\(\"(\w+)\"", script.read_text(encoding="utf-8")))
    assert used <= set(words["en"])
    for language, wrong in (("en", CHINESE), ("zh", re.compile(r"[A-Za-z]{2,}"))):
        for key, said in words[language].items():
            told = " ".join(said.values()) if isinstance(said, dict) else said
            told = re.sub(r"\{\w+\}|Vega", "", told)
            if key not in ("tag", "other_language"):
                assert not wrong.search(told), f"{language} {key}: {told}"


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
    page = visit(f"/place/360100?lang=en&figure=360100/{STATED}")
    check = page.locator("dialog .checks li")
    expect(check).to_contain_text("The rate is the resolved of the accepted")
    expect(check).to_contain_text("stated 96, reckoned 95, gap 1")
    expect(check.locator(".mark.fails")).to_have_text("fails")


def test_a_number_that_is_not_there_is_told(visit: Visit) -> None:
    page = visit("/places?lang=zh&figure=360100/r9:1:nothing")
    expect(page.locator("dialog")).to_contain_text("找不到这个数字的出处")


def test_by_keyboard_alone(visit: Visit) -> None:
    page = visit("/?lang=en")
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Skip to content")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator("main")).to_be_focused()
    for _ in range(3):
        page.keyboard.press("Tab")
    assert page.evaluate("getComputedStyle(document.activeElement).outlineStyle") == "solid"
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("Approval times")
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
    assert "figure=" not in page.url


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


def test_text_of_reports_is_text(visit: Visit) -> None:
    """What has run or been asked for is told by the fixture."""
    shown = HOSTILE.replace("\u2028", " ")
    page = visit("/places?lang=zh")
    zone = page.locator("tbody tr", has_text="onerror").locator("a")
    assert zone.inner_text().replace("\u2028", " ") == shown
    zone.click()
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
    for view in (CASES.format("zh"), "/place/360100", "/gaps/failing", f"/metrics?figure=360100/{STATED}", "/"):
        page = visit(view)
        expect(page.locator("figure:not(.drawn)")).to_have_count(0)
        assert page.evaluate(script) == [], view


def test_tables_have_captions_and_heads_and_charts_a_text(visit: Visit) -> None:
    page = visit(CASES.format("en"))
    table = page.get_by_role("table", name=re.compile("3 values"))
    assert table.get_by_role("columnheader").all_inner_texts()[1:3] == ["Value\u2060▼", "Rank in set\u2060↕"]
    assert table.get_by_role("rowheader").count() == 3 + 2
    expect(page.get_by_role("img", name=re.compile("bar chart; the table below has the data"))).to_be_visible()
    for control in page.locator("select, input").all():
        assert control.evaluate("control => control.labels.length") == 1


def test_a_bar_leads_to_its_sentence(visit: Visit) -> None:
    page = visit(CASES.format("zh"))
    page.wait_for_selector("figure.drawn")
    page.locator("figure svg .mark-rect path").first.click()
    expect(page.locator("dialog mark")).to_have_text("1790")


def test_from_a_web_server(browser: Browser, site: Path) -> None:
    handler = functools.partial(http.server.SimpleHTTPRequestHandler, directory=str(site))
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        page = browser.new_page()
        page.goto(f"http://127.0.0.1:{server.server_port}/#{CASES.format('en')}")
        expect(page.locator("figure.drawn")).to_have_count(1)
        expect(page.locator("tbody th[scope=row]")).to_have_count(3)
        page.close()
        server.shutdown()


def test_without_its_data_the_page_says_so(visit: Visit, site: Path, tmp_path: Path, browser: Browser) -> None:
    bare = tmp_path / "bare"
    shutil.copytree(site, bare)
    shutil.rmtree(bare / "data")
    page = browser.new_page()
    page.goto(f"{bare.as_uri()}/index.html")
    expect(page.locator("main")).to_contain_text(re.compile("没有这份数据|This data is not there"))
    page.close()
