"""Tables of which a number's unit stands beside them, or of whose numbers nobody says what they count."""

from itertools import pairwise

import pytest

from ingest.normal import normal
from ingest.tables import figures_of


def read(table: str, caption: str = "行政复议案件情况") -> list[tuple[str, str | None, str]]:
    """What is printed, its value and the label of each number of the lines with pipes."""
    text = normal(table)
    starts = [0]
    for line in text.split("\n"):
        starts.append(starts[-1] + len(line) + 1)
    lines = [(start, end - 1) for start, end in pairwise(starts) if "|" in text[start:end]]
    return [
        (text[figure.start : figure.end], None if figure.value is None else f"{figure.value:f}", label.items[0])
        for _, figure, label in figures_of(text, table, lines, caption)
    ]


@pytest.mark.parametrize(
    "table",
    [
        "| 项目 | 受理 |\n| 全市 | 3.86 |\n注：本表单位均为万件。",
        "| 单位：万件 | 受理 |\n| 全市 | 3.86 |",
        "| 项目（万件） | 受理 |\n| 全市 | 3.86 |",
        "| 项目 | 受理 |\n| 全市 | 3.86 |\n（以上单位：万件）",
        "下表中案件数以万件计。\n| 项目 | 受理 |\n| 全市 | 3.86 |",
        "| 项目 | 受理 | 备注 |\n| 全市 | 3.86 | 单位：万件 |",
    ],
)
def test_the_unit_stands_beside_the_table(table: str) -> None:
    assert read(table) == [("3.86", "38600.00", "全市受理")]


def test_the_table_s_own_unit_goes_before_a_note() -> None:
    assert read("| 项目 | 受理（件） |\n| 全市 | 386 |\n注：单位为万件", "情况(单位:件)") == [
        ("386", "386", "全市受理")
    ]


def test_the_first_row_of_a_table_without_heads_has_no_corner() -> None:
    assert [value for _, value, _ in read("| 受理（万件） | 3 |\n| 审结（件） | 352 |\n| 终止 | 12 |")] == [
        *("30000", "352", "12")
    ]


def test_a_number_under_no_head_has_no_value() -> None:
    assert read("| 项目 | 2021年（件） |  |\n| 受理 | 386 | 512 |") == [
        ("386", "386", "2021年受理"),
        ("512", None, "受理"),
    ]


@pytest.mark.parametrize("share", ["0.98", "1"])
def test_a_share_under_a_head_of_per_cent_has_no_value(share: str) -> None:
    assert read(f"| 项目 | 办结率（%） |\n| 全市 | {share} |")[0][1] is None
    assert read("| 项目 | 办结率（%） |\n| 全市 | 98 |")[0][1] == "98"
    assert read("| 项目 | 同比增长（%） |\n| 受理 | 0.98 |")[0][1] == "0.98"


@pytest.mark.parametrize("acts", ["受理、审结", "受理和办结", "收到/受理数"])
def test_one_number_of_two_acts_is_of_neither(acts: str) -> None:
    assert read(f"| 项目 | 数量（件） |\n| {acts} | 386 |")[0][2].startswith("◆")
    assert read(f"| 项目 | {acts}（件） |\n| 全市 | 386 |")[0][2].startswith("◆")


def test_a_number_like_a_year_is_no_head() -> None:
    assert read("| 项目 | 数量（件） |\n| 受理 | 386 |\n| 审结 | 2018 |")[1] == ("2018", "2018", "审结")
    assert read("| 项目 | 数量（件） |\n| 受理 | 386 |\n| 县区 | 2018年 |\n| 甲县 | 3 |")[1][0] == "3"


def test_a_number_that_begins_with_nought_has_no_value() -> None:
    assert read("| 项目 | 数量（件） |\n| 受理 | 0386 |")[0][1] is None
    assert read("| 项目 | 数量（件） |\n| 受理 | 0 |")[0][1] == "0"


def test_a_column_of_increases_is_a_change() -> None:
    assert read("| 指标 | 2021年 | 增加 |\n| 受理（件） | 386 | 34 |")[1][2] == "受理同比增长"
