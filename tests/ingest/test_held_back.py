"""A changed content takes the place of the one before it only where it is the same report and states no less."""

import csv
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from ground.errors import LandingError
from ingest.decisions import FILE_NAME, decide, decisions_on
from ingest.fetching.rounds import Round
from ingest.landing import LoadSummary, land
from ingest.succession import are_unlike
from tests.ingest.sites import Site

Fetch = Callable[..., Round]
Query = Callable[[str], list[tuple[Any, ...]]]

LINES = """2020年,{place}深入推进法治政府建设,坚持依法行政,现将情况报告如下。
一、行政复议
全年收到行政复议申请{cases}件,受理386件,审结352件,综合纠错率12.5%。
二、行政应诉
办理行政应诉案件88件,机关负责人出庭应诉76件,出庭率86.4%。
三、普法
举办法治培训15次,参加人员1.2万人次。"""


def page(
    title: str = "{place}2020年法治政府建设情况报告", place: str = "溪山市", cases: int = 417, more: str = ""
) -> str:
    title = title.format(place=place)
    lines = "".join(f"<p>{line}</p>" for line in LINES.format(place=place, cases=cases).splitlines())
    return f"<html><head><title>{title}</title></head><body><div><h1>{title}</h1>{lines}{more}</div></body></html>"


def notice(title: str, *lines: str) -> str:
    body = "".join(f"<p>{line}</p>" for line in lines)
    return f"<html><head><title>{title}</title></head><body><h1>{title}</h1>{body}</body></html>"


TITLE = "溪山市2020年法治政府建设情况报告"
SUBJECT = "法治政府建设,依法行政,法治政府"
SOFT = {
    "a notice that it was deleted": notice(TITLE, "文章已删除。", SUBJECT),
    "maintenance": notice("网站维护中", f"本站正在维护,稍后恢复。{SUBJECT}。", "法治政府建设专栏暂停访问。"),
    "a home page": notice("溪山市人民政府门户网站", "要闻动态", SUBJECT, "推进依法行政,建设法治政府。"),
    "a title alone": notice(TITLE),
    "a template without a body": notice(TITLE, "发布时间:2021-03-10", "来源:市司法局", SUBJECT, "打印本页"),
    "a viewer without its document": notice(TITLE, "请下载附件查看", f"{SUBJECT}报告.pdf", "您的浏览器不支持预览。"),
    "spam": notice(TITLE, "最新优惠活动,点击进入。", SUBJECT, "注册即送大礼。"),
    "a page without figures": notice(TITLE, "深入推进法治政府建设,坚持依法行政,各项工作平稳推进。", SUBJECT),
    "half of the page": page()[: page().index("二、行政应诉")],
    "a list of reports": notice("法治政府建设年度报告", "2019年法治政府建设报告", "2020年法治政府建设报告", SUBJECT),
    "a piece of news": notice(
        "市政府召开法治政府建设会议",
        "会议听取依法行政工作汇报,部署2021年法治政府建设任务。",
        "去年全市受理行政复议案件386件。",
    ),
    "another city's report": page(place="石桥市"),
    "next year's report": page().replace("2020", "2021"),
    "another report's figures": page(cases=99)
    .replace("386", "71")
    .replace("352", "66")
    .replace("88", "41")
    .replace("76", "39")
    .replace("86.4", "95.1")
    .replace("12.5", "9.9"),
    "a moved notice": notice(TITLE, "本页面已迁移至新网站,3秒后自动跳转。", SUBJECT),
}
FACTS = {"with the register's facts": ",溪山市人民政府,溪山市,2020,government", "without": ",,,,"}


@pytest.fixture
def night(fetch: Fetch, site: Site, tmp_path: Path, db: Path) -> Callable[..., LoadSummary]:
    """Fetches what the site shows now and lands it: `night(html)`."""

    def _night(html: str | bytes, facts: str = FACTS["with the register's facts"], into: Path = db) -> LoadSummary:
        site.pages["/a.html"] = (200, {}, html if isinstance(html, bytes) else html.encode())
        fetch(f"/a.html{facts}", again_after=0)
        return land(tmp_path / "store", into)

    return _night


CURRENT = """
    select number_text from raw.figures
    where report_id = (
        select report_id from raw.ledger where status in ('landed', 'new_version') order by ledger_no desc limit 1
    )
    order by char_start
"""


@pytest.fixture
def nights(fetch: Fetch, site: Site, tmp_path: Path, db: Path) -> Callable[..., LoadSummary]:
    """The same for many addresses, one of each kind: `nights({kind: html})`."""

    def _nights(shown: dict[str, str], facts: str) -> LoadSummary:
        paths = {f"/{number}.html": html for number, html in enumerate(shown.values())}
        site.pages |= {path: (200, {}, html.encode()) for path, html in paths.items()}
        fetch(*(f"{path}{facts}" for path in paths), again_after=0)
        return land(tmp_path / "store", db)

    return _nights


STANDING = """
    select source_uri, list(number_text order by char_start)
    from (
        select source_uri, report_id from raw.ledger where status in ('landed', 'new_version')
        qualify row_number() over (partition by source_uri order by ledger_no desc) = 1
    ) inner join raw.figures using (report_id)
    group by all order by all
"""


@pytest.mark.parametrize("facts", FACTS.values(), ids=FACTS.keys())
def test_what_is_no_better_version_is_held_back_and_the_good_one_comes_back(
    facts: str, nights: Callable[..., LoadSummary], site: Site, query: Query
) -> None:
    kinds = {f"{site.address}/{number}.html": kind for number, kind in enumerate(SOFT)}
    good_ones = {kind: page(cases=417 + number) for number, kind in enumerate(SOFT)}  # each has its own bytes
    assert nights(good_ones, facts).landed == len(SOFT)
    before = query(STANDING)
    assert [len(numbers) > 6 for _, numbers in before] == [True] * len(SOFT)
    bad = nights(SOFT, facts)
    assert bad.landed == 0
    codes = {kinds[uri]: code for uri, code, _ in bad.refused}
    assert codes.keys() == SOFT.keys()
    assert set(codes.values()) <= {"version_suspicious", "not_a_report", "empty"}
    suspicious = {kind for kind, code in codes.items() if code == "version_suspicious"}
    assert {kinds[uri] for uri, _ in bad.held_back} == suspicious
    assert bad.newly_held == len(suspicious)
    assert query(STANDING) == before
    quiet = nights(SOFT, facts)
    assert (len(quiet.refused), quiet.newly_held) == (len(SOFT), 0)
    good = nights(good_ones, facts)
    assert (good.refused, good.unchanged) == ([], len(SOFT))
    assert query(STANDING) == before


GOOD = {
    "a corrected number": page(cases=471),
    "a paragraph more": page(more="<p>四、其他</p><p>化解矛盾纠纷1024件。</p>"),
    "a sentence less": page().replace(",出庭率86.4%", ""),
    "another wording of the title": page(title="{place}人民政府关于2020年度法治政府建设情况的报告"),
    "words without figures": page(more="<p>下一步,继续推进依法行政。</p>"),
}


@pytest.mark.parametrize("facts", FACTS.values(), ids=FACTS.keys())
def test_growth_and_small_corrections_go_through(facts: str, nights: Callable[..., LoadSummary]) -> None:
    nights({kind: page(cases=421 + number) for number, kind in enumerate(GOOD)}, facts)
    summary = nights(GOOD, facts)
    assert (summary.new_versions, summary.refused) == (len(GOOD), [])


def test_a_file_of_next_year_under_the_same_name_is_another_report(
    report: Callable[..., str], write: Callable[..., Path], folder: Path, db: Path
) -> None:
    for year in (2020, 2021):
        write("a.txt", report(year))
        assert land(folder, db).landed == 1


def test_a_file_that_loses_its_figures_is_held_back(
    report: Callable[..., str], write: Callable[..., Path], folder: Path, db: Path, query: Query
) -> None:
    write("a.txt", report())
    land(folder, db)
    write("a.txt", report().replace("15次", "多次").replace("1.2万人次", "众多"))
    ((uri, code, reason),) = land(folder, db).refused
    assert (uri, code) == ("a.txt", "version_suspicious")
    assert reason.startswith("held back: it states 3 figures, the one before it 5; the version before it stands.")
    assert query("select count(*) from raw.reports") == [(1,)]


@pytest.mark.parametrize("decision", ["accept", "reject"])
def test_a_decision_holds_also_where_the_warehouse_is_made_anew(
    decision: str, night: Callable[..., LoadSummary], query: Query, tmp_path: Path, db: Path, site: Site
) -> None:
    short = page().replace("受理386件,审结352件,综合纠错率12.5%", "依法办结")
    night(page())
    before = query(CURRENT)
    night(short)
    ((sha256,),) = query("select sha256 from raw.ledger where reason_code = 'version_suspicious'")
    decide(tmp_path / "store", f"{site.address}/a.html", sha256, decision, "looked at")
    settled = land(tmp_path / "store", db)
    assert (settled.refused, settled.held_back) == ([], [])
    assert (settled.new_versions, settled.unchanged) == ((1, 0) if decision == "accept" else (0, 1))
    assert land(tmp_path / "store", db).load_id is None
    figures = query(CURRENT)
    assert (figures == before) is (decision == "reject")
    db.unlink()
    anew = land(tmp_path / "store", db)
    assert (anew.refused, query(CURRENT)) == ([], figures)
    assert night(page(cases=418)).refused == []


def test_a_new_warehouse_from_the_same_store_judges_as_the_nights_did(
    night: Callable[..., LoadSummary], query: Query, tmp_path: Path, db: Path
) -> None:
    for html in (
        page(),
        page(cases=418),
        SOFT["a notice that it was deleted"],
        "<html><body>您访问的页面不存在。</body></html>",
    ):
        night(html)
    told = "select sha256, status, reason_code, reason, report_id from raw.ledger order by ledger_no"
    before = (query(told), query(CURRENT), query("select report_id from raw.reports order by 1"))
    assert [row[1] for row in before[0]] == ["landed", "new_version", "refused", "refused"]
    db.unlink()
    summary = land(tmp_path / "store", db)
    assert (summary.earlier, len(summary.refused)) == (2, 1)
    assert (query(told), query(CURRENT), query("select report_id from raw.reports order by 1")) == before
    assert land(tmp_path / "store", db).load_id is None


def test_contents_that_came_between_two_landings_land_in_their_order(
    fetch: Fetch, site: Site, night: Callable[..., LoadSummary], query: Query, tmp_path: Path, db: Path
) -> None:
    night(page())
    for html in (page(cases=418), page(cases=419), "<html><body>error</body></html>"):
        site.pages["/a.html"] = (200, {}, html.encode())
        fetch(f"/a.html{FACTS['without']}", again_after=0)
    land(tmp_path / "store", db)
    assert [row[0] for row in query(CURRENT)].count("419") == 1
    assert query("select count(*) from raw.reports") == [(3,)]


def test_an_archive_in_the_store_is_found_behind_an_error_page(
    fetch: Fetch, site: Site, tmp_path: Path, db: Path, report: Callable[..., str], query: Query
) -> None:
    from tests.documents import as_zip

    for body in (as_zip({"a.txt": report(), "b.txt": report(2019)}), b"<html><body>error</body></html>"):
        site.pages["/a.zip"] = (200, {}, body)
        fetch("/a.zip,,,,", again_after=0)
    land(tmp_path / "store", db)
    assert query("select count(*) from raw.reports") == [(2,)]
    assert land(tmp_path / "store", db).load_id is None


def test_decisions_are_rows_that_people_can_read_and_write(tmp_path: Path) -> None:
    path = decide(tmp_path, "a.txt", "ab", "accept", "line\nend, and comma")
    path.write_bytes(path.read_bytes().rstrip() + b"\nb.txt,cd,reject")
    decide(tmp_path, "a.txt", "ab", "reject")
    assert decisions_on(tmp_path) == {("a.txt", "ab"): "reject", ("b.txt", "cd"): "reject"}
    rows = list(csv.DictReader((tmp_path / FILE_NAME).open(encoding="utf-8")))
    assert rows[0]["note"] == "line end, and comma"


@pytest.mark.parametrize("content", ["source,sha256\na,b\n", "source,sha256,decision\na,b,perhaps\n", "\0\0"])
def test_a_malformed_file_of_decisions_is_said(content: str, tmp_path: Path) -> None:
    (tmp_path / FILE_NAME).write_text(content)
    with pytest.raises(LandingError, match=FILE_NAME):
        decisions_on(tmp_path)
    with pytest.raises(LandingError, match=FILE_NAME):
        decide(tmp_path, "a.txt", "ab", "accept")


def test_the_file_of_decisions_is_no_report(
    report: Callable[..., str], write: Callable[..., Path], folder: Path, db: Path
) -> None:
    write("a.txt", report())
    decide(folder, "b.txt", "ab", "accept")
    summary = land(folder, db)
    assert (summary.files_seen, summary.refused) == (1, [])


@pytest.mark.parametrize(
    ("one", "other", "unlike"),
    [
        ("溪山市2020年法治政府建设情况报告", "溪山市2020年法治政府建设情况报告(修订)", False),
        ("溪山市2020年法治政府建设情况报告", "溪山市人民政府关于2020年度法治政府建设工作情况的报告", False),
        ("溪山市2020年法治政府建设情况报告", "溪山市二〇二〇年法治政府建设情况报告", False),
        ("溪山市2020年法治政府建设情况报告", "2020年法治政府建设情况报告", False),
        ("甲省溪山市2020年法治政府建设情况报告", "溪山市2020年法治政府建设情况报告", False),
        ("溪山市2020年法治政府建设情况报告", "溪山市2021年法治政府建设情况报告", True),
        ("溪山市2020年法治政府建设情况报告", "溪山市二〇一九年法治政府建设情况报告", True),
        ("溪山市2020年法治政府建设情况报告", "石桥县2020年法治政府建设情况报告", True),
        ("溪山市2020年法治政府建设情况报告", "网站维护公告", True),
    ],
)
def test_which_titles_are_of_two_things(one: str, other: str, unlike: bool) -> None:
    assert are_unlike(one, other) is are_unlike(other, one) is unlike
