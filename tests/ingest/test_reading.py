"""Bytes to text: encodings, web pages, and what is refused."""

from pathlib import Path

import pytest

from ingest import reading
from ingest.encodings import decode
from ingest.errors import (
    EmptyFile,
    FazhiError,
    MissingFile,
    NotText,
    ReadError,
    TooLarge,
    UnreadableEncoding,
    UnsupportedFormat,
)
from ingest.reading import check_format, read_bytes, read_document

TEXT = (
    "溪山市2020年法治政府建设情况报告\r\n全市共受理行政复议案件312件,\t审结298件。\r"
    "儋州、亳州两地①½参加\n　　培训1.2万人次。\n"
)


@pytest.mark.parametrize(
    ("codec", "name"),
    [
        ("utf-8", "utf-8"),
        ("utf-8-sig", "utf-8"),
        ("gb18030", "gb18030"),
        ("utf-16", "utf-16-le"),
        ("utf-16-le", "utf-16-le"),
        ("utf-16-be", "utf-16-be"),
        ("utf-32", "utf-32-le"),
    ],
)
def test_text_is_landed_verbatim_in_every_encoding(codec: str, name: str) -> None:
    assert read_document(TEXT.encode(codec), "a.txt") == (TEXT, "text", name)


def test_gb18030_holds_characters_beyond_gbk() -> None:
    text = TEXT + "㐀𠀀"
    assert decode(text.encode("gb18030")) == (text, "gb18030")


def test_marks_of_both_byte_orders() -> None:
    assert decode(b"\xfe\xff" + TEXT.encode("utf-16-be")) == (TEXT, "utf-16-be")
    assert decode(b"\x84\x31\x95\x33" + TEXT.encode("gb18030")) == (TEXT, "gb18030")


def test_utf_16_without_mark_and_without_a_single_latin_letter() -> None:
    text = "溪山市法治政府建设情况" * 5
    assert decode(text.encode("utf-16-be")) == (text, "utf-16-be")
    assert decode(text.encode("utf-16-le")) == (text, "utf-16-le")


@pytest.mark.parametrize("mark", ["\ufeff", "\ufeff\ufeff"])
def test_only_one_mark_is_stripped(mark: str) -> None:
    assert decode((mark + TEXT).encode())[0] == mark[1:] + TEXT


@pytest.mark.parametrize("data", [b"", b" \r\n\t", "　\n\xa0".encode(), b"\xef\xbb\xbf", "\n \n".encode("utf-16")])
def test_empty_and_blank_files_are_refused(data: bytes) -> None:
    with pytest.raises(EmptyFile, match="fetch it again"):
        decode(data)


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"%PDF-1.7 ...", "a PDF"),
        (b"PK\x03\x04" + bytes(50), "zip"),
        (bytes(range(256)) * 20, "binary"),
        (TEXT.encode() + b"\x00", "NUL character at offset"),
        (TEXT.encode() + b"\x01\x02\x03\x04\x05\x06", "6 control characters"),
    ],
)
def test_binary_content_is_refused(data: bytes, said: str) -> None:
    with pytest.raises(NotText, match=said):
        decode(data)


def test_damaged_utf_8_is_refused_with_its_place_and_never_replaced() -> None:
    data = TEXT.encode()
    cut = data[: data.index("审".encode()) + 1]
    with pytest.raises(UnreadableEncoding, match=r"byte 0xe5 at offset \d+, line 2"):
        decode(cut)


def test_damaged_utf_16_is_refused() -> None:
    with pytest.raises(UnreadableEncoding, match="byte-order mark says utf-16-le"):
        decode(TEXT.encode("utf-16")[:-1])


def test_a_wrong_decoding_is_no_text() -> None:
    with pytest.raises(UnreadableEncoding, match="damaged or in another encoding"):
        decode(("本市政府依法行政,受理複議案件並審結完畢,報告如下。" * 10).encode("big5"))


def test_valid_utf_8_of_another_language_stays_utf_8() -> None:
    text = "བོད་ཡིག་གི་དཔེ་ཆ། " * 20
    assert decode(text.encode()) == (text, "utf-8")


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
        "| 行政复议 | 7 | |",
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


@pytest.mark.parametrize("name", ["a.txt", "a.TXT", "a.md", "a", "a.html", "a.HTM", "a.xhtml"])
def test_known_formats_pass(name: str) -> None:
    check_format(name)


@pytest.mark.parametrize(
    ("name", "advice"),
    [
        ("a.pdf", "pdftotext"),
        ("a.DOCX", "save it as plain text"),
        ("a.zip", "unpack"),
        ("a.xyz", r"what is read: \.txt"),
    ],
)
def test_other_formats_are_refused_with_advice(name: str, advice: str) -> None:
    with pytest.raises(UnsupportedFormat, match=advice):
        check_format(name)


def test_size_caps(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(reading, "MAX_BYTES", 10)
    path = tmp_path / "a.txt"
    path.write_bytes(b"x" * 11)
    with pytest.raises(TooLarge, match="11 bytes"):
        read_bytes(path)
    monkeypatch.setattr(reading, "MAX_CHARACTERS", 10)
    with pytest.raises(TooLarge, match="characters"):
        read_document(TEXT.encode(), "a.txt")


def test_a_missing_file_and_a_folder(tmp_path: Path) -> None:
    with pytest.raises(MissingFile):
        read_bytes(tmp_path / "none.txt")
    with pytest.raises(ReadError, match="cannot be read"):
        read_bytes(tmp_path)


def test_every_error_has_a_code_and_stands_in_the_drawn_tree() -> None:
    from ingest import errors

    def below(kind: type[FazhiError]) -> list[type[FazhiError]]:
        return [kind, *(deeper for child in kind.__subclasses__() for deeper in below(child))]

    kinds = [kind for kind in below(FazhiError) if kind.__module__ == "ingest.errors"]
    assert all(kind.__name__ in (errors.__doc__ or "") for kind in kinds)
    assert all("reason_code" in vars(kind) for kind in kinds)
