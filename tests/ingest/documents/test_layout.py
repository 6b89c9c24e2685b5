"""Recognised words to lines in the order of reading, and numbers that the engine is not sure of."""

import math
from pathlib import Path

import pytest

from ingest.documents import recognition
from ingest.documents.doubts import LOST
from ingest.documents.layout import Box, lines
from ingest.documents.paragraphs import joined
from ingest.documents.recognition import Found, doubtful
from ingest.documents.sheets import Sheet


def box(words: str, left: float, middle: float, size: float = 20) -> Box:
    return Box(words, left, left + size * len(words), middle - size / 2, middle + size / 2, 0.99)


def test_words_on_one_level_are_a_line_and_a_wide_gap_is_a_tab() -> None:
    found = lines([box("审结298件。", 400, 101), box("全市受理复议案件312件", 100, 100), box("纠错率", 100, 60)])
    assert [line.text for line in found] == ["全市受理复议案件312件\t审结298件。", "纠错率"]


def test_digits_in_two_boxes_side_by_side_are_neither_one_number_nor_two() -> None:
    (line,) = lines([box("受理案件31", 100, 100), box("2件", 225, 100)])
    assert line.text == f"受理案件31{LOST}2件"


def test_a_short_line_is_the_rest_of_a_paragraph_though_its_box_is_higher() -> None:
    whole = "全市各级行政机关全面推进依法行政并将年度情况报告如"
    boxes = [
        box(whole, 140, 500),
        *(box(whole + "下列", 100, 500 - 30 * at) for at in (1, 2)),
        box("下。", 100, 410, 24),
    ]
    text = joined([Sheet(720, 600, lines(boxes))]).text
    assert text.split("\n") == [f"{whole}{whole}下列{whole}下列下。"]


def test_two_columns_are_read_one_after_the_other_between_headings_over_both() -> None:
    left = [
        "全市各级行政机关受理",
        "行政复议案件三百件，审",
        "结二百件，其余正在办理",
        "之中。举办法治培训十次",
        "参加人员一千人次，覆盖",
        "全部执法单位。",
    ]
    right = [
        "年内办理行政应诉案件八",
        "十件，负责人出庭七十次",
        "，出庭率较高。修订规章",
        "二部，清理规范性文件四",
        "十件，废止五件，其余继",
        "续有效。",
    ]
    boxes = [box("某市法治政府建设年度报告全文如下请予审议并提出意见建议", 100, 500)]
    boxes += [box(words, 100, 460 - 30 * at) for at, words in enumerate(left)]
    boxes += [box(words, 400, 461 - 30 * at) for at, words in enumerate(right)]
    found = lines(boxes)
    assert [line.text for line in found] == [boxes[0].words, *left, *right]
    text = joined([Sheet(720, 600, found)]).text
    assert "受理行政复议案件三百件，审结二百件" in text
    assert "负责人出庭七十次，出庭率较高" in text


def test_a_table_is_no_page_of_two_columns() -> None:
    rows = [
        ("受理", "312"),
        ("审结", "298"),
        ("维持", "200"),
        ("撤销", "31"),
        ("驳回", "40"),
        ("终止", "27"),
        ("其他", "1"),
    ]
    boxes = [
        box(words, 100 + 400 * column, 500 - 30 * at) for at, row in enumerate(rows) for column, words in enumerate(row)
    ]
    assert [line.text for line in lines(boxes)] == ["\t".join(row) for row in rows]


def test_a_page_that_lies_askew_is_straightened(monkeypatch: pytest.MonkeyPatch) -> None:
    slope = math.radians(1)

    def corners(left: float, top: float, width: float, height: float = 24) -> list[list[float]]:
        places = [(left, top), (left + width, top), (left + width, top + height), (left, top + height)]
        return [
            [x * math.cos(slope) - y * math.sin(slope), x * math.sin(slope) + y * math.cos(slope)] for x, y in places
        ]

    words = ["受理行政复议案件312件，", "审结298件。"]
    found = [Found(corners(100 + 900 * at, 300, 400), line, 0.99, [0.99] * len(line)) for at, line in enumerate(words)]
    monkeypatch.setattr(recognition, "_found", lambda _: found)

    class Picture:
        shape = (2000, 1500, 3)

    boxes, askew = recognition.recognised(Picture())
    assert askew == pytest.approx(1, abs=0.01)
    assert boxes[0].middle == pytest.approx(boxes[1].middle, abs=0.5)
    assert len(lines(boxes)) == 1


@pytest.mark.parametrize(
    ("words", "sure", "weak", "said"),
    [
        ("受理312件，审结298件", 0.99, "1", f"受理{LOST}312{LOST}件，审结298件"),
        ("纠错率68.46%", 0.99, ".", f"纠错率{LOST}68.46%{LOST}"),
        ("资金3.2万元", 0.99, "万", f"资金{LOST}3.2万{LOST}元"),
        ("受理312件，审结298件", 0.99, "件", "受理312件，审结298件"),
        ("受理312件，审结298件", 0.70, "", f"受理{LOST}312{LOST}件，审结{LOST}298{LOST}件"),
    ],
)
def test_a_number_with_a_doubtful_digit_has_no_value(words: str, sure: float, weak: str, said: str) -> None:
    letters = [0.5 if letter == weak else 0.99 for letter in words]
    assert doubtful(Found([], words, sure, letters)) == said


def test_nothing_of_the_extra_is_loaded_before_a_picture_comes() -> None:
    modules = [Path(recognition.__file__).read_text(encoding="utf-8")]
    assert not [
        line for text in modules for line in text.splitlines() if line.startswith(("import rapid", "from rapid"))
    ]
