"""Reports on several pages of a site: that the others are missing is said, at the address and in the ledger."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from ingest.fetching.holdings import Holdings
from ingest.fetching.rounds import Round
from ingest.landing import land
from ingest.paging import page_count
from tests.ingest.sites import Site

Query = Callable[[str], list[tuple[Any, ...]]]
TEXT = "<h1>溪山市2020年法治政府建设情况报告</h1><p>2020年,溪山市推进依法行政,受理行政复议案件312件,审结298件。</p>"


def page(more: str) -> str:
    return f"<html><body><div>{TEXT}{more}</div><p>举办法治政府建设培训15次。</p></body></html>"


SEVERAL = {
    "a script": ('<script>createPageHTML(3, 0, "t20210310_1", "html");</script>', 3),
    "a script with blanks": ("<script>createPageHTML( 4 , 0 , 't2021' , 'shtml' )</script>", 4),
    "words": ('<div>共3页 第1页 <a href="a_2.html">下一页</a></div>', 3),
    "words and tags": ('<p>共<b>5</b>页</p><p><a href="a_1.html">下一页</a></p>', 5),
    "a fraction": ('<div>第1/3页 <a href="a_2.html">下页</a></div>', 3),
    "a relation": ('<head><link rel="next" href="a_2.html"></head><div>共 2 页</div>', 2),
}
ONE = {
    "nothing": "",
    "a script of one page": '<script>createPageHTML(1, 0, "t20210310_1", "html");</script>',
    "one page": '<div>共1页 <a href="#">下一页</a></div>',
    "a count without a way on": "<p>印发文件汇编共3页。</p>",
    "a way on without a count": '<a href="b.html">下一页</a>',
    "a list": '<div>共412页 <a href="a_2.html">下一页</a></div>',
    "a count far from the way on": "<p>汇编共3页</p>" + "<p>办理案件。</p>" * 200 + '<a href="b.html">下一页</a>',
    "the next report": '<div>共3条 <a href="b.html">下一篇</a></div>',
}


@pytest.mark.parametrize(("more", "count"), SEVERAL.values(), ids=SEVERAL.keys())
@pytest.mark.parametrize("encoding", ["utf-8", "gb18030"])
def test_a_page_says_of_how_many_it_is_one(more: str, count: int, encoding: str) -> None:
    assert page_count(page(more).encode(encoding)) == count


@pytest.mark.parametrize("more", ONE.values(), ids=ONE.keys())
def test_a_report_on_one_page_is_whole(more: str) -> None:
    assert page_count(page(more).encode()) is None


def test_what_cannot_be_read_is_no_page_of_several() -> None:
    assert page_count(b"\x00\xff next \xfe" * 9) is None


@pytest.mark.parametrize("more", ["共3页 下一页", "<" * 300_000 + "共3页下一页", "共3页" * 100_000, "下一页" * 100_000])
def test_many_words_of_pages_are_looked_through_once(more: str) -> None:
    assert page_count(more.encode()) in (3, None)


def test_missing_pages_are_said_at_the_address_and_in_the_ledger(
    fetch: Callable[..., Round], site: Site, tmp_path: Path, db: Path, query: Query
) -> None:
    body = page(SEVERAL["words"][0]).encode()
    site.pages = {"/a.html": (200, {"ETag": '"1"', "Content-Type": "text/html"}, body)}
    done = fetch("/a.html,,,2020,")
    assert [(each.outcome, each.reason_code) for each in done.troubles] == [("found", "pages_missing")]
    land(tmp_path / "store", db)
    ((status, code, reason),) = query("select status, reason_code, reason from raw.ledger")
    assert (status, code) == ("landed", "pages_missing")
    assert reason.startswith("it is one of 3 pages and the others were not read")
    again = fetch("/a.html,,,2020,", again_after=0)
    assert [(each.outcome, each.reason_code) for each in again.troubles] == [("unchanged", "pages_missing")]
    assert Holdings(tmp_path / "store").current()[f"{site.address}/a.html"].reason_code == "pages_missing"


def test_a_saved_page_of_several_lands_with_the_word(
    write: Callable[..., Path], folder: Path, db: Path, query: Query
) -> None:
    write("a.html", page(SEVERAL["a script"][0]))
    write("b.html", page(ONE["one page"]).replace("2020", "2019"))
    land(folder, db)
    assert query("select source_uri, reason_code from raw.ledger order by 1") == [
        ("a.html", "pages_missing"),
        ("b.html", None),
    ]
