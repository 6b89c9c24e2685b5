"""The report in a web page."""

import pytest

from ground.errors import EmptyFile, UnreadableEncoding, UnsupportedFormat
from ingest import webpages
from ingest.reading import read_document

TEXT = "溪山市2020年法治政府建设情况报告\n全市共受理行政复议案件312件,审结298件。\n"


def page(body: str, charset: str = "utf-8", head: str = "") -> str:
    return f'<!DOCTYPE html><html><head><meta charset="{charset}">{head}</head><body>{body}</body></html>'


PARAGRAPHS = [
    f"({n})第{i}项工作。全市办理行政复议案件{300 + i}件,审结{280 + i}件,培训{i}.{i}万人次。"
    for i, n in enumerate("一二三四五六", 1)
]
TITLE = "溪山市2020年法治政府建设年度报告"
NAVIGATION = '<div class="nav"><a href="/">首页</a><a href="/a">新闻中心88条</a><a href="/b">领导信箱</a></div>'
FOOTER = '<div id="footer"><p>主办:溪山市人民政府办公室</p><p>网站标识码9999990001</p></div>'


def article(paragraphs: list[str]) -> str:
    return '<div class="TRS_Editor">' + "".join(f"<p>&nbsp;&nbsp;{words}</p>" for words in paragraphs) + "</div>"


@pytest.mark.parametrize(
    ("declared", "real"),
    [
        ("utf-8", "utf-8"),
        ("gb2312", "gb18030"),
        ("gbk", "gb18030"),
        ("utf-8", "gb18030"),
        ("gb2312", "utf-8"),
        ("big5", "gb18030"),
        ("iso-8859-1", "gb18030"),
        ("no-such-thing", "gb18030"),
    ],
)
def test_a_wrongly_declared_charset_does_no_harm(declared: str, real: str) -> None:
    document = read_document(page(article(PARAGRAPHS), declared).encode(real), "a.html")
    assert (document.format, document.encoding) == ("html", real)
    assert all(words in document.text for words in PARAGRAPHS)


@pytest.mark.parametrize("declared", ["big5", "big5-hkscs"])
def test_a_page_in_big5_is_read_where_it_says_so(declared: str) -> None:
    words = ["本市各級人民政府推進依法行政工作,全市共受理行政覆議案件三百一十二件(312件),其中審結298件。"] * 3
    document = read_document(page(article(words), declared).encode("big5"), "a.html")
    assert document.text.split("\n") == words
    assert document.encoding == "big5hkscs"


@pytest.mark.parametrize("declared", ["gb2312", "gbk", "gb18030", "utf-8"])
def test_a_page_in_big5_that_says_something_else_is_refused_and_never_misread(declared: str) -> None:
    words = ["本市各級人民政府推進依法行政工作,全市共受理行政覆議案件三百一十二件(312件),其中審結298件。"] * 3
    with pytest.raises(UnreadableEncoding):
        read_document(page(article(words), declared).encode("big5"), "a.html")


def test_a_page_gives_its_article_and_no_navigation_or_footer() -> None:
    body = f"{NAVIGATION}<h1>{TITLE}</h1>{article(PARAGRAPHS)}{FOOTER}"
    text = read_document(page(body).encode(), "a.html").text
    assert text.split("\n") == [TITLE, *PARAGRAPHS]


def test_paragraphs_that_repeat_are_all_kept() -> None:
    repeated = [words for paragraph in PARAGRAPHS for words in (paragraph, "共5件。")]
    text = read_document(page(f"{NAVIGATION}<div class=x>{article(repeated)}</div>").encode(), "a.html").text
    assert text.count("共5件。") == len(PARAGRAPHS)


def test_a_title_is_taken_from_the_head_where_the_article_has_none() -> None:
    head = f"<title>{TITLE}-溪山市人民政府门户网站</title>"
    text = read_document(page(article(PARAGRAPHS), head=head).encode(), "a.html").text
    assert text.split("\n")[0] == TITLE
    portal = page(article(PARAGRAPHS), head="<title>溪山市人民政府门户网站</title>")
    assert read_document(portal.encode(), "a.html").text.split("\n")[0] == PARAGRAPHS[0]


def test_a_table_stands_between_pipes_and_every_number_keeps_its_labels() -> None:
    table = (
        "<table><tr><th rowspan=2>类型</th><th colspan=2>2020年</th></tr><tr><th>受理(件)</th><th>审结(件)</th></tr>"
        "<tr><td rowspan=2><p>行政复议</p></td><td>312</td><td>298</td></tr><tr><td colspan=2>7</td></tr></table>"
    )
    text = read_document(page(article(PARAGRAPHS[:3]) + table + article(PARAGRAPHS[3:])).encode(), "a.html").text
    assert [line for line in text.split("\n") if "|" in line] == [
        "| 类型 | 2020年 | 2020年 |",
        "| 类型 | 受理(件) | 审结(件) |",
        "| 行政复议 | 312 | 298 |",
        "| 行政复议 | 7\ufffd | |",  # over two heads: nobody says of which
    ]


def test_the_caption_of_a_table_stands_above_its_rows() -> None:
    table = "<table><caption>复议情况<br>单位：万件</caption><tr><th>年份<th>受理<tr><td>2018年<td>0.03</table>"
    page = f"<html><body><p>{'推进依法行政，规范行政执法，各项任务如期完成。' * 3}</p>{table}</body></html>"
    assert webpages.read(page.encode()).text.splitlines()[1:] == [
        "复议情况",
        "单位：万件",
        "| 年份 | 受理 |",
        "| 2018年 | 0.03 |",
    ]


def test_a_table_for_the_layout_gives_paragraphs() -> None:
    cells = "".join(f"<p>{words}</p>" for words in PARAGRAPHS)
    inner = f"<table><tr><td>{TITLE}</td></tr><tr><td>{cells}</td></tr></table>"
    body = f"<table><tr><td>{NAVIGATION}</td><td>{inner}</td></tr></table>"
    text = read_document(page(body).encode(), "a.html").text
    assert text.split("\n") == [TITLE, *PARAGRAPHS]


def test_figures_split_over_spans_and_source_lines_stay_whole() -> None:
    body = (
        "<div><p>全市共办理\n      行政复议案件<span>3</span><span>12</span>件。<br>审结298件。</p>"
        + article(PARAGRAPHS)
        + "</div>"
    )
    lines = read_document(page(body).encode(), "a.html").text.split("\n")
    assert "全市共办理行政复议案件312件。" in lines
    assert "审结298件。" in lines


NEXT = "市政府受理行政复议案件427{}件，审结行政复议案件398{}件。"


@pytest.mark.parametrize(
    "note", ["<sup>[1]</sup>", "<sup>2</sup>", '<span style="vertical-align:super">③</span>', "<sub>a</sub>"]
)
def test_a_page_does_not_end_before_a_paragraph_with_raised_notes(note: str) -> None:
    """What judges which part is the article writes such a paragraph otherwise than it is read."""
    body = f"<p>2021年，全市依法行政工作取得新的进展，现报告如下。</p><p>{NEXT.format(note, note)}</p>"
    found = webpages.read(f"<html><body><h1>某市2021年法治政府建设情况报告</h1>{body}</body></html>".encode())
    assert found.text.endswith(NEXT.format("", ""))


def test_a_page_does_not_end_before_a_table_with_merged_heads() -> None:
    rows = "<tr><th rowspan=2>项目<th colspan=2>行政复议（件）<tr><th>2021年<th>2020年<tr><td>受理<td>427<td>389"
    intro = "<p>2021年，全市依法行政工作取得新的进展，现报告如下。</p>"
    page = f"<html><body><h1>某市2021年法治政府建设情况报告</h1>{intro}<table>{rows}</table></body></html>"
    assert webpages.read(page.encode()).text.endswith("| 受理 | 427 | 389 |")


def test_a_page_under_a_text_name_is_read_as_a_page() -> None:
    assert read_document(page(article(PARAGRAPHS)).encode(), "a.txt").format == "html"
    assert read_document(TEXT.encode(), "a.html").format == "text"


def test_xhtml_with_a_declaration_is_read() -> None:
    source = '<?xml version="1.0" encoding="gb2312"?>\n' + page(article(PARAGRAPHS), "gb2312")
    assert PARAGRAPHS[0] in read_document(source.encode("gb18030"), "a.xhtml").text


def test_a_page_without_text_is_refused() -> None:
    with pytest.raises(EmptyFile, match="a script or a picture"):
        read_document(page("<script>load()</script><img src='a.png'>").encode(), "a.html")


def test_a_page_that_nests_too_deeply_is_refused_rather_than_cut() -> None:
    with pytest.raises(UnsupportedFormat, match=r"save its text as \.txt"):
        read_document(page("<font>" * 3000 + TEXT).encode(), "a.html")
