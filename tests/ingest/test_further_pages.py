"""The further pages of a report: fetched, joined and landed as one text; nothing is taken that may be another's."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from ground.errors import BrokenFile
from ingest.fetching.holdings import Holdings
from ingest.fetching.rounds import Round
from ingest.gathered import Part, gathered, joined, parts
from ingest.landing import land
from ingest.reading import read_document
from tests.ingest.sites import Site

Query = Callable[[str], list[tuple[Any, ...]]]
TITLE = "溪山市2020年法治政府建设情况报告"
FIRST = "2020年,溪山市推进依法行政,健全制度,强化监督。一、行政复议。市政府共受理行政复议申请312件,审结298件。"
SECOND = "二、行政应诉。全年共办理行政应诉案件88件,行政机关负责人出庭应诉率为96.5%,较上年有所提高。"
THIRD = "三、能力建设。全年举办法治专题培训15次,组织行政执法人员考试21场次,办理调解案件1045件。"
BODIES = (FIRST, SECOND, THIRD)
HTML = {"Content-Type": "text/html"}
ROW = "/zw/a.html,溪山市人民政府,溪山市,2020,government"


def page(body: str, way: str, title: str = TITLE) -> bytes:
    return (
        f"<html><head><meta charset='utf-8'><title>{title}</title></head><body><div class='article'><h1>{title}</h1>"
        f"<p>发布时间：2021-02-09</p><p>{body}</p><p>(此件公开发布)</p></div>{way}</body></html>"
    ).encode()


def words(number: int, count: int = 3, name: str = "a_{}.html") -> str:
    on = f'<a href="{name.format(number + 1)}">下一页</a>' if number < count else "<span>下一页</span>"
    back = f'<a href="{name.format(number - 1)}">上一页</a>' if number > 1 else ""
    return f"<div>共{count}页 第{number}页 {back} {on}</div>"


def script(number: int, count: int = 3) -> str:
    return f'<script>createPageHTML({count}, {number - 1}, "a", "html");</script>'


def numbers(number: int, count: int = 3) -> str:
    links = "".join(f'<a href="./a_{other}.html">{other}</a>' for other in range(1, count + 1) if other != number)
    last = '<a href="javascript:go()">下一页</a>'
    return f"<div>第{number}/{count}页 {links} {last}</div>"


def site_of(way: Callable[[int], str], **instead: tuple[int, dict[str, str], bytes]) -> dict[str, Any]:
    """A report on three pages in the folder /zw; `instead` gives other answers for the second or the third."""
    names = ["/zw/a.html", "/zw/a_1.html" if way is script else "/zw/a_2.html"]
    names.append("/zw/a_2.html" if way is script else "/zw/a_3.html")
    made: dict[str, Any] = {
        name: (200, HTML, page(body, way(number)))
        for number, (name, body) in enumerate(zip(names, BODIES, strict=True), 1)
    }
    made |= {names[int(key[1:]) - 1]: answer for key, answer in instead.items()}
    return made


@pytest.mark.parametrize("way", [words, script, numbers])
def test_all_pages_are_one_report(
    way: Callable[[int], str], fetch: Callable[..., Round], site: Site, tmp_path: Path, db: Path, query: Query
) -> None:
    site.pages = site_of(way)
    done = fetch(ROW)
    assert (dict(done.outcomes), done.troubles) == ({"found": 1}, [])
    assert len(site.paths()) == 3
    land(tmp_path / "store", db)
    ((text, code),) = query("select text, reason_code from raw.reports join raw.ledger using (report_id)")
    assert code is None
    assert text.split("\n") == [TITLE, "发布时间：2021-02-09", FIRST, SECOND, THIRD, "(此件公开发布)"]
    values = {row[0] for row in query("select cast(value as double) from raw.figures")}
    assert values >= {312, 298, 88, 96.5, 15, 21, 1045}
    ((count, whole),) = query("select count(*), max(char_end) from raw.pages")
    assert (count, whole) == (3, len(text))
    again = fetch(ROW, again_after=0)
    assert dict(again.outcomes) == {"unchanged": 1}
    assert len(site.paths()) == 6, "each page may have changed"


OTHER = (200, HTML, page(SECOND, words(2), title="溪山市2020年政务公开工作报告"))
FAULTS: dict[str, dict[str, tuple[int, dict[str, str], bytes]]] = {
    "not there": {"p2": (404, {}, b"")},
    "the last is not there": {"p3": (404, {}, b"")},
    "the first again": {"p2": (200, HTML, page(FIRST, words(1)))},
    "the second twice": {"p3": (200, HTML, page(SECOND, words(2)))},
    "another report": {"p2": OTHER},
    "of another count": {"p2": (200, HTML, page(SECOND, words(2, 4)))},
    "an error page": {"p2": (200, HTML, "<html><title>出错了</title><p>您访问的页面不存在。</p></html>".encode())},
    "a page without a number": {"p2": (200, HTML, page(SECOND, ""))},
    "led home": {"p2": (302, {"Location": "/index.html"}, b"")},
    "led to another folder": {"p2": (302, {"Location": "/other/a_2.html"}, b"")},
    "a document": {"p2": (200, {}, b"%PDF-1.7 no page")},
}


@pytest.mark.parametrize("fault", FAULTS.values(), ids=FAULTS.keys())
def test_what_may_be_another_page_is_not_joined(
    fault: dict[str, Any], fetch: Callable[..., Round], site: Site, tmp_path: Path, db: Path, query: Query
) -> None:
    site.pages = site_of(words, **fault)
    site.pages["/other/a_2.html"] = site.pages["/index.html"] = (200, HTML, page(SECOND, words(2)))
    done = fetch(ROW)
    assert [(each.outcome, each.reason_code) for each in done.troubles] == [("found", "pages_missing")]
    land(tmp_path / "store", db)
    assert query("select reason_code from raw.ledger") == [("pages_missing",)]
    assert query("select count(*) from raw.reports where contains(text, '1045') or contains(text, '88件')") == [(0,)]


@pytest.mark.parametrize("name", ["http://example.org/zw/a_{}.html", "../a_{}.html", "/zw/b/a_{}.html", "#{}"])
def test_no_link_to_another_site_or_folder_is_followed(name: str, fetch: Callable[..., Round], site: Site) -> None:
    site.pages = {"/zw/a.html": (200, HTML, page(FIRST, words(1, name=name)))}
    assert [each.reason_code for each in fetch(ROW).troubles] == ["pages_missing"]
    assert site.paths() == ["/zw/a.html"]


def test_pages_are_asked_for_one_after_the_other_with_pauses_and_not_without_end(
    fetch: Callable[..., Round], site: Site, waits: list[float]
) -> None:
    site.pages = {f"/zw/a_{number}.html": (200, HTML, page(FIRST, words(number, 59))) for number in range(2, 60)}
    site.pages["/zw/a.html"] = (200, HTML, page(FIRST, words(1, 59)))
    assert [each.reason_code for each in fetch(ROW).troubles] == ["pages_missing"]
    assert site.paths() == ["/zw/a.html"]
    site.pages = site_of(words)
    before = len(waits)
    fetch(ROW, again_after=0)
    assert [wait >= 1 for wait in waits[before:]].count(True) >= 2
    assert site.most_at_once == 1


def test_what_robots_forbid_is_not_followed(fetch: Callable[..., Round], site: Site) -> None:
    site.pages = site_of(words)
    site.pages["/robots.txt"] = (200, {}, b"User-agent: *\nDisallow: /zw/a_3.html")
    assert [each.reason_code for each in fetch(ROW).troubles] == ["pages_missing"]
    assert site.paths() == ["/zw/a.html", "/zw/a_2.html"]


def test_a_page_that_fails_later_leaves_the_whole_report_as_it_was(
    fetch: Callable[..., Round], site: Site, tmp_path: Path, db: Path, query: Query
) -> None:
    site.pages = site_of(words)
    fetch(ROW)
    before = Holdings(tmp_path / "store").contents(f"{site.address}/zw/a.html")
    site.pages["/zw/a_3.html"] = (404, {}, b"")
    again = fetch(ROW, again_after=0)
    assert [(each.outcome, each.reason_code) for each in again.troubles] == [("failed", "pages_missing")]
    assert Holdings(tmp_path / "store").contents(f"{site.address}/zw/a.html") == before
    site.pages = site_of(words)
    site.pages["/zw/a_3.html"] = (200, HTML, page(THIRD.replace("1045", "1046"), words(3)))
    assert dict(fetch(ROW).outcomes) == {"changed": 1}
    land(tmp_path / "store", db)
    assert query("select count(*) from raw.reports where contains(text, '1046')") == [(1,)]


def test_pages_that_come_at_last_are_asked_for_although_the_first_has_not_changed(
    fetch: Callable[..., Round], site: Site
) -> None:
    site.pages = site_of(words, p3=(404, {}, b""))
    site.pages["/zw/a.html"] = (200, HTML | {"ETag": '"1"'}, page(FIRST, words(1)))
    fetch(ROW)
    site.pages = site_of(words) | {"/zw/a.html": site.pages["/zw/a.html"]}
    assert dict(fetch(ROW, again_after=0).outcomes) == {"changed": 1}


@pytest.mark.parametrize(
    ("first", "second", "text"),
    [
        ("全市各级行政复议机构今年以来共受理行政复议申请", "案件312件。", "申请案件312件。"),
        ("全市各级行政复议机构今年以来共受理行政复议案件3", "12件。", "案件3\n12件。"),
        ("全市各级行政复议机构今年以来共受理行政复议案件三", "百件。", "案件三\n百件。"),
        ("各项工作取得新进展，办理了一批案件，成效明显。", "受理12件。", "明显。\n受理12件。"),
        ("第一章", "总体情况良好。", "第一章\n总体情况良好。"),
        ("各级行政机关认真落实法治政府建设各项要求如下", "一、总体情况", "如下\n一、总体情况"),
    ],
)
def test_a_paragraph_over_two_pages_is_whole_but_for_its_numbers(first: str, second: str, text: str) -> None:
    assert joined([first, second]).text.endswith(text)


def test_heads_feet_and_pagers_stand_once() -> None:
    pages = [f"{TITLE}\n日期\n正文{number}完毕。\n共3页 第{number}页 上一页 1 2 3 下一页\n责编" for number in (1, 2, 3)]
    whole = joined(pages)
    assert whole.text.split("\n") == [TITLE, "日期", "正文1完毕。", "正文2完毕。", "正文3完毕。", "责编"]
    assert [whole.text[start:].lstrip("\n")[:3] for start in whole.starts] == [TITLE[:3], "正文2", "正文3"]


def test_a_content_of_several_pages_that_was_cut_is_refused() -> None:
    data = gathered([Part("http://a/1", page(FIRST, "")), Part("http://a/2", page(SECOND, ""))])
    assert [part.body for part in parts(data)] == [page(FIRST, ""), page(SECOND, "")]
    assert SECOND in read_document(data, "a.html").text
    for damaged in (data[:-1], data[:300], data.replace(b"page 2 of 2", b"page 3 of 3"), data + b"x"):
        with pytest.raises(BrokenFile):
            read_document(damaged, "a.html")
