"""Lines broken within a sentence are one, at any width and in any format; lists, headings and cells stay apart."""

from itertools import pairwise

import pytest

from ingest import webpages
from ingest.extraction import Extraction, extract
from ingest.identity import Known
from ingest.normal import normal
from ingest.structure import passages

HEAD = "云岭市2021年法治政府建设情况报告\n\n一、行政复议工作\n"
PROSE = (
    "2021年，市政府共收到行政复议申请417{0}，经审查依法受理行政复议案件386{0}，较上年同期增加26{0}；审结行政复议案件"
    "352{0}，其中维持201{0}、撤销37{0}，纠错率为10.5%。各县（市、区）共受理行政复议案件1208{0}，审结1150{0}，有力维护了群众的"
    "合法权益，行政争议实质性化解工作取得了新的成效。全年办理行政应诉案件529{0}，机关负责人出庭应诉率达到98.2%，"
    "围绕重点领域开展行政执法监督检查，组织案卷评查并及时通报结果，督促有关部门对存在的突出问题限期整改，依法规范行政执法行为，"
    "全年共评查行政执法案卷640{0}，发出行政执法监督文书25{0}，有关单位均已按照要求整改到位并且书面报告了落实的情况。"
)


def read(text: str) -> Extraction:
    return extract("r", text, Known(jurisdiction="云岭市", year=2021))


def statements(text: str) -> list[tuple[float | None, str, str]]:
    """Value, unit and label of every figure."""
    return [(None if row[6] is None else float(row[6]), row[7], row[17]) for row in read(text).figures]


def set_in(width: int, prose: str, indent: str = "", narrow: float = 1) -> str:
    """The prose in lines of so many characters, a number never broken within its digits."""
    lines, line = [], indent
    for number, character in enumerate(prose):
        within = character.isdigit() and number and (prose[number - 1].isdigit() or prose[number - 1] == ".")
        if sum(narrow if c.isascii() else 1 for c in line) >= width and not within and character not in "，。、；%）.":
            lines.append(line)
            line = ""
        line += character
    return "\n".join([*lines, line]) + "\n"


@pytest.mark.parametrize("classifier", ["件", "宗", "起", "例"])
@pytest.mark.parametrize("width", [22, 28, 33, 40, 51])
def test_prose_set_in_lines_reads_as_prose(width: int, classifier: str) -> None:
    prose = PROSE.format(classifier)
    whole = statements(f"{HEAD}{prose}\n")
    assert len(whole) == 13
    for indent in ("", "\u3000\u3000"):
        assert statements(HEAD + set_in(width, prose, indent)) == whole
        assert statements(HEAD + set_in(width, prose, indent, narrow=0.5)) == whole
        assert statements((HEAD + set_in(width, prose, indent)).replace("\n", "\r\n")) == whole


def test_offsets_point_into_the_text() -> None:
    text = HEAD + set_in(24, PROSE.format("件"))
    found = read(text)
    for before, after in pairwise(found.passages):
        assert before[5] <= after[4]
    for row in found.figures:
        assert text[row[3] : row[4]] == row[5]
        assert found.passages[row[2]][4] <= row[3] < row[4] <= found.passages[row[2]][5]
        assert row[15] <= row[3] < row[4] <= row[16]


@pytest.mark.parametrize(
    "broken",
    [
        "市政府收到行政复议申请417\n件，受理行政复议案件\n386件，审结\n352\n件。",
        "市政府收到行政复议申请417件，\n受理行政复议案件386件、\n审结352件。",
        "市政府收到行政复议申请417件\n，受理行政复议案件386件\n，审结352件。",
    ],
)
def test_lines_that_break_off_anywhere(broken: str) -> None:
    found = statements(HEAD + broken)
    assert [value for value, _, _ in found] == [417, 386, 352]
    assert [label[-2:] for _, _, label in found] == ["申请", "案件", "审结"]


@pytest.mark.parametrize(
    "text",
    [
        "受理行政复议案件386件，审结352件\n接待来访125人次，办理来信96件\n",
        "（一）办案情况\n386件案件已经审结。\n",
        "受理行政复议案件386件，审结352件\n二、行政应诉工作\n",
        "受理行政复议案件386件，审结352件、\n\n接待来访125人次。\n",
        "受理行政复议案件386件，审结352件、\n一是接待来访125人次。\n",
    ],
)
def test_what_stands_apart_stays_apart(text: str) -> None:
    even = normal(HEAD + text)
    assert not any("\n" in even[passage.start : passage.end] for passage in passages(even))


def test_a_broken_heading_is_named_in_one_line() -> None:
    text = normal(HEAD + set_in(22, "一是严格依法办理行政复议案件，全年受理386件，审结352件，案件质量稳步提升。"))
    assert any("一是严格依法办理行政复议案件" in passage.heading_path for passage in passages(text))
    assert not any("\n" in passage.heading_path for passage in passages(text))


def test_a_page_of_broken_lines() -> None:
    prose = PROSE.format("件")
    lines = set_in(30, prose).rstrip("\n").split("\n")
    page = "<html><body><h1>云岭市2021年法治政府建设情况报告</h1><p>一、行政复议工作</p><p>{}</p></body></html>"
    assert statements(shown(page.format("<br>".join(lines)))) == statements(shown(page.format(prose)))


def shown(page: str) -> str:
    return webpages.read(page.encode()).text


def test_named_numbers_of_one_length_are_lines_of_their_own() -> None:
    lines = (
        "云岭市民服务热线2021年度运行的数据",
        "受理总量：436.2万件，日均1.2万件",
        "即时办结：301.4万件，转办4.8万件",
    )
    text = normal("\n".join((*lines, "办结总量：433.9万件，回访2.1万件")))
    assert [text[p.start : p.end] for p in passages(text)] == text.split("\n")


def test_rows_of_cells_of_one_length_are_lines_of_their_own() -> None:
    rows = (
        "行政应诉 | 出庭应诉88件，胜诉71件，败诉6件",
        "人民调解 | 调解纠纷43件，调解成功42件",
        "法律援助 | 办理案件81件，挽回损失6万元",
    )
    text = normal("\n".join(rows))
    assert all("\n" not in text[p.start : p.end] for p in passages(text))
