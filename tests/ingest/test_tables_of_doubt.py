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


@pytest.mark.parametrize("head", ["权重", "得分", "满分"])
def test_a_score_counts_nothing(head: str) -> None:
    assert read(f"| 指标 | {head} | 实际值 |\n| 出庭应诉率（%） | 10 | 96.5 |") == [
        ("10", None, f"{head}出庭应诉率"),
        ("96.5", "96.5", "实际值出庭应诉率"),
    ]


def test_a_share_is_not_in_the_unit_of_its_row() -> None:
    text = "| 指标 | 2021年 | 占比 |\n| 受理案件（件） | 386 | 100 |"
    found = figures_of(normal(text), text, [(0, 19), (20, len(text))], "行政复议案件情况")
    assert [(figure.value, figure.unit) for _, figure, _ in found] == [(386, "件"), (100, "%")]


def test_months_by_their_numbers_are_parts_and_their_sum_is_of_so_many() -> None:
    table = "| 月份 | 受理（件） |\n" + "".join(f"| {month} | 3{month} |\n" for month in range(1, 4))
    assert [label for _, _, label in read(f"{table}| 合计 | 96 |")] == [*(f"◆{at}月受理" for at in (1, 2, 3)), "◆受理"]
    whole = "| 月份 | 受理（件） |\n" + "".join(f"| {month} | 10 |\n" for month in range(1, 13))
    assert read(f"{whole}| 合计 | 120 |")[-1] == ("120", "120", "全年受理")


def test_a_line_that_is_but_a_year_heads_what_stands_below_it() -> None:
    table = "| 2021年 | |\n| 受理 | 386 |\n| 审结 | 352 |\n| 2020年 | |\n| 受理 | 320 |\n| 审结 | 300 |"
    assert [label for _, _, label in read(table, "情况(单位:件)")] == [
        *("2021年受理", "2021年审结", "2020年受理", "2020年审结")
    ]


def test_the_head_of_a_next_table_goes_before_the_caption_of_the_first() -> None:
    table = "| 项目 | 2021年 |\n| 受理 | 386 |\n| 项目 | 2021年（万元） |\n| 受理 | 38 |"
    assert [value for _, value, _ in read(table, "情况(单位:件)")] == ["386", "380000"]


def test_what_those_below_have_and_two_acts_under_one_number_are_no_totals() -> None:
    assert read("| 项目 | 市本级 | 县区 |\n| 受理案件（件） | 86 | 300 |")[1][2] == "◆受理案件"
    assert read("| 项目 | 数量（件） |\n| 受理行政复议案件审结行政复议案件 | 386352 |")[0][2].startswith("◆")


def test_numbers_below_the_captions_of_two_tables_are_of_neither() -> None:
    captions = "表1 行政复议(件)  表2 行政应诉(件)"
    assert all(label.startswith("◆") for _, _, label in read("| 受理 | 386 |\n| 审结 | 352 |\n| 应诉 | 88 |", captions))
