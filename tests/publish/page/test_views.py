"""The views as people use them: opened, filtered, sorted, in both languages, from a folder and from a server."""

import functools
import http.server
import re
import shutil
import threading
from pathlib import Path

import duckdb
import pytest
from playwright.sync_api import Browser, Page, expect

from publish.page import write_page
from tests.publish.page.conftest import CASES, DESK, PHONE, Visit
from tests.publish.page.test_site import read, rows

VIEWS = (
    *("/", "/compare/fct_cases_handled", "/compare/fct_approval_times", "/compare/fct_mediation_rates"),
    *("/compare/fct_service_capacity", "/compare/fct_cases_handled?metric=admin_review.cases_accepted"),
    *("/places", "/place/360100", "/place/360700", "/place/nowhere", "/metrics", "/metric/mediation.success_rate"),
    *("/gaps/failing", "/gaps/coverage", "/gaps/refused", "/gaps/queue", "/nowhere"),
)


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
    expect(page.locator("tr.set").first).to_contain_text("2 comparable values")
    page.get_by_role("link", name="427: show its sentence").click()
    expect(page.locator("dialog mark")).to_have_text("427")

    page = visit(front, folder=sample_run / "site")
    page.get_by_role("link", name="differs from its own figures").click()
    expect(page.locator(".verdict")).to_contain_text("None of the 3 that have both differs by more than rounding")
    expect(page.locator("tbody tr", has_text="Nanchang")).to_contain_text("−0.38")

    page = visit(front, folder=sample_run / "site")
    # one place alone states a limit for enterprise projects, which is no question
    page.get_by_role("link", name="which place states the most").click()
    expect(page.locator(".verdict")).to_contain_text("the largest is Guangdong 广东省, 31,392")


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
    mixed = page.locator(".toggle").filter(has=page.get_by_role("link", name="按可比组分开"))
    expect(mixed).to_contain_text("不同组的数值不可直接比较")
    assert places_in(page)[1:] == ["甲市", "乙市"]  # the zone's 7 is the smallest


def test_each_row_says_how_far_it_compares(visit: Visit, site: Path) -> None:
    known = {row["place"]: row for row in rows(read(site, "metric/admin_review.cases_accepted")["values"])}
    for language, column in (("zh", "comparability_zh"), ("en", "comparability")):
        page = visit(CASES.format(language))
        said = page.locator("tbody td.wide").all_inner_texts()
        assert sorted(said) == sorted(row[column] for row in known.values())


@pytest.mark.parametrize(
    ("language", "formula", "source", "why"),
    [
        ("zh", "人民调解成功率：成功 ÷ 受理 × 100", "某人的定义", "不排名"),
        ("en", "resolved ÷ accepted × 100", "Whoever defined it", "not ranked: alone"),
    ],
)
def test_a_derived_rate_has_its_formula_its_source_and_its_reasons(
    visit: Visit, language: str, formula: str, source: str, why: str
) -> None:
    for view in ("/metric/mediation.disputes_accepted", "/compare/fct_mediation_rates"):
        page = visit(address(view, language))
        expect(page.locator("main")).to_contain_text(formula)
        expect(page.locator("main")).to_contain_text(source)
    expect(page.locator("tbody td.wide")).to_have_text(why)


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


def test_what_a_place_stops_reporting_is_told_with_its_last_figure(visit: Visit) -> None:
    page = visit("/place/360100?lang=en")
    section = page.locator("section", has=page.get_by_role("heading", name="Metrics no longer reported"))
    expect(section.locator("p").first).to_contain_text("1 metric stands in a report of the government")
    assert section.locator("tbody td").all_inner_texts() == ["2019", "2", "2020", "3"]
    section.locator("a.figure").click()
    expect(page.locator("dialog mark")).to_have_text("508")
    other = visit("/place/360700?lang=en")
    expect(other.get_by_role("heading", name="Metrics no longer reported")).to_have_count(0)


@pytest.mark.parametrize(("last", "said"), [(3, "1 to 3 by other denominators"), (1, "the same by other denominators")])
def test_the_ranks_that_other_definitions_give(
    visit: Visit, complete_warehouse: Path, tmp_path: Path, last: int, said: str
) -> None:
    db = tmp_path / "fazhi.duckdb"
    db.write_bytes(complete_warehouse.read_bytes())
    with duckdb.connect(str(db)) as connection:
        ranks = f"rank_in_group = 1, group_size = 3, rank_from = 1, rank_to = {last}"
        connection.execute(
            f"update marts.cmp_metrics_ranked set {ranks} where metric_code = 'admin_review.cases_accepted'"
        )
    write_page(db, tmp_path / "site", progress=False)
    page = visit(CASES.format("en"), folder=tmp_path / "site")
    expect(page.locator("table").first).to_contain_text(said)
