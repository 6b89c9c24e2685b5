"""Layouts that parted numbers from their words: short lines, bars, cells of several lines, tables under each other."""

import html
from collections.abc import Callable

import pytest

from ingest import webpages
from ingest.documents import pdf, spreadsheet, word
from ingest.documents.grids import Cell, piped
from ingest.extraction import extract
from ingest.identity import Known
from tests.documents import as_docx, as_pdf, as_xlsx

HEAD = "云岭市2021年法治政府建设情况报告\n"
SENTENCE = "全市共受理行政复议案件1386件，审结案件352件，其中撤销37件，案件纠错率为10.5%。"


def stated(text: str) -> list[tuple[float | None, str, str]]:
    """Value, unit and label of every figure of a text below the title."""
    figures = extract("r", HEAD + text, Known(jurisdiction="云岭市", year=2021)).figures
    return [(None if row[6] is None else float(row[6]), row[7], row[17]) for row in figures]


def cut(every: int) -> str:
    return "\n".join(SENTENCE[at : at + every] for at in range(0, len(SENTENCE), every))


@pytest.mark.parametrize("every", range(3, 18))
def test_a_sentence_in_very_short_lines_is_one_and_its_broken_numbers_have_no_value(every: int) -> None:
    found = stated(cut(every))
    whole = stated(SENTENCE)
    assert [figure[1:] for figure in found] == [figure[1:] for figure in whole]
    assert all(value in (None, told) for (value, *_), (told, *_) in zip(found, whole, strict=True))
    assert sum(value is not None for value, *_ in found) >= 1


@pytest.mark.parametrize("every", range(4, 18))
def test_a_sentence_of_a_page_in_very_short_lines_is_one_too(every: int) -> None:
    lines = cut(every).replace("\n", "</span><br><span>")
    opening = "<p>全市坚持依法行政,健全工作机制,各项任务如期完成。</p>"
    page = f"<html><body><h1>{HEAD}</h1>{opening}<p><span>{lines}</span></p></body>"
    found = stated(webpages.read(page.encode()).text.partition("\n")[2])
    assert [figure[1:] for figure in found] == [figure[1:] for figure in stated(SENTENCE)]


def test_a_list_of_short_lines_stays_one() -> None:
    names = "市教育局\n市公安局\n市民政局\n市财政局"
    assert [figure[2] for figure in stated(f"{names}\n全年受理行政复议案件35件。")] == ["全年受理行政复议案件"]


UNITS = [["指标", "单位", "数值"], ["审结行政复议案件", "件", "352"], ["行政复议纠错率", "%", "10.5"]]
OF_UNITS = [(352.0, "件", "审结行政复议案件"), (10.5, "%", "行政复议纠错率")]


@pytest.mark.parametrize("between", ["\t", "\n", " | "])
@pytest.mark.parametrize("rows", [2, 3])
def test_units_in_a_column_of_their_own(between: str, rows: int) -> None:
    table = "\n".join(between.join(row) for row in UNITS[:rows])
    assert stated(f"一、工作\n{table}\n二、说明\n") == OF_UNITS[: rows - 1]


def test_tables_of_one_cell_a_line_under_each_other_are_two() -> None:
    first, second = "指标\n数值\n审结行政复议案件（件）\n352", "指标\n数值\n行政复议纠错率（%）\n10.5"
    assert stated(f"一、甲组\n{first}\n二、乙组\n{second}\n") == OF_UNITS


def test_bars_part_cells_too() -> None:
    drawn = "┌──┬──┐\n│指标│数值│\n├──┼──┤\n│审结行政复议案件（件）│352│\n│行政复议纠错率（%）│10.5│\n└──┴──┘\n"
    assert stated(drawn) == OF_UNITS


def test_entries_of_one_length_are_no_lines_of_a_sentence() -> None:
    told = (("受理", 8442), ("审结", 4419), ("撤销", 1419))
    entries = "".join(f"全市行政复议机构{act}的案件数：{count}件\n" for act, count in told)
    assert [value for value, *_ in stated(entries)] == [8442.0, 4419.0, 1419.0]
    assert extract("r", HEAD + entries, Known(jurisdiction="云岭市")).passages[1][6] == entries.split("\n")[0]


@pytest.mark.parametrize("cell", ["12 34", "12 34 42.5%", "\ufffd9705\ufffd"])
def test_several_numbers_and_doubtful_ones_in_a_cell_land_without_a_value(cell: str) -> None:
    table = f"| 指标 | 数值（件） |\n| 审结案件 | 352 |\n| 受理案件 | {cell} |\n"
    assert [value for value, *_ in stated(table)] == [352.0, *[None] * len(cell.split(" "))]


@pytest.mark.parametrize("printed", ["973\ufffd\ufffd次", "97\ufffd3次", "97,\ufffd383次", "9.\ufffd次", "\ufffd73次"])
def test_a_number_that_a_character_was_lost_from_lands_without_a_value(printed: str) -> None:
    assert [(value, unit) for value, unit, _ in stated(f"召开行政复议听证会{printed}。")] == [(None, "次")]


def test_two_numbers_of_one_unit_beside_a_label_without_heads_have_no_value() -> None:
    assert [figure[0] for figure in stated("| 受理案件 | 12 | 34 |\n| 审结案件 | 5 | 6 |\n")] == [None] * 4
    told = stated("| 受理案件 | 12件 | 34% |\n| 审结案件 | 5件 | 6% |\n")
    assert [figure[0] for figure in told] == [12.0, 34.0, 5.0, 6.0]
    prose = stated("| 全年工作 | 受理案件12件，审结案件9件 |\n| 下半年 | 受理案件5件，审结案件4件 |\n")
    assert [figure[0] for figure in prose] == [12.0, 9.0, 5.0, 4.0]


@pytest.mark.parametrize("note", ["（注1）", "(备注2)", "[3]", "〔4〕", "（见注三）", "[附注二]"])
def test_a_note_behind_the_unit_is_no_word(note: str) -> None:
    assert stated(f"审批时限由180个工作日{note}压缩至90个工作日{note}。") == stated(
        "审批时限由180个工作日压缩至90个工作日。"
    )


def test_money_and_tickets_in_chinese_numerals() -> None:
    assert [figure[:2] for figure in stated("受理工单一千一百三十四件，涉及金额四点四万元，罚款肆佰零贰元。")] == [
        (1134.0, "件"),
        (44000.0, "元"),
        (None, "元"),
    ]
    assert stated("三元里街道推进多元解纷，破除二元结构。") == []


LABELS, NUMBERS = ["审结行政复议案件", "撤销行政复议案件"], ["352", "37件"]


def _page(labels: list[str], numbers: list[str]) -> str:
    rows = "<tr><td>指标</td><td>数值（件）</td></tr>"
    rows += f"<tr><td>{'<br>'.join(labels)}</td><td>{'<br>'.join(numbers)}</td></tr>"
    title = html.escape(HEAD.strip())
    return webpages.read(
        f"<html><body><h1>{title}</h1><p>{SENTENCE}</p><table>{rows}</table></body></html>".encode()
    ).text


def _word(labels: list[str], numbers: list[str]) -> str:
    return word.read(as_docx(HEAD, [["指标", "数值（件）"], ["\n".join(labels), "\n".join(numbers)]])).text


def _sheet(labels: list[str], numbers: list[str]) -> str:
    rows: list[list[object]] = [["指标", "数值（件）"], ["\n".join(labels), "\n".join(numbers)]]
    return spreadsheet.read(as_xlsx({"表": rows})).text


@pytest.mark.parametrize("write", [_page, _word, _sheet])
def test_lines_of_cells_are_rows_where_they_say_as_many_labels_as_numbers(
    write: Callable[[list[str], list[str]], str],
) -> None:
    assert write(LABELS, NUMBERS).split("\n")[-2:] == ["| 审结行政复议案件 | 352 |", "| 撤销行政复议案件 | 37件 |"]
    for labels, numbers in ((["审结", "案件"], ["3", "52"]), (LABELS, ["352", "37", "5"]), (LABELS, ["352"])):
        assert f"| {''.join(labels)} | {' '.join(numbers)} |" in write(labels, numbers)


def test_rows_that_a_cell_reaches_over_stay_whole() -> None:
    rows = [[Cell("甲", rows=2), Cell("受理", lines=("受理",)), Cell("9")], [Cell("审结案件撤销案件"), Cell("35 37")]]
    assert piped(rows)[1] == "| 甲 | 审结案件撤销案件 | 35 37 |"


def test_a_heading_parts_the_tables_of_a_sheet_and_a_label_does_not() -> None:
    rows: list[list[object]] = [
        *(
            [HEAD.strip()],
            ["一、复议"],
            ["指标", "数值"],
            ["受理行政复议案件（件）", 12],
            ["其中："],
            ["市级（件）", 5],
        ),
        *(
            ["二、应诉"],
            ["单位：件"],
            ["指标", "2021年", "2020年"],
            ["办理行政应诉案件", 7, 6],
            ["全年共召开会议3次。"],
        ),
    ]
    assert spreadsheet.read(as_xlsx({"Sheet1": rows})).text.split("\n")[1:] == [
        "一、复议",
        "| 指标 | 数值 |  |",
        "| 受理行政复议案件（件） | 12 |  |",
        "| 其中： |  |  |",
        "| 市级（件） | 5 |  |",
        "二、应诉",
        "单位：件",
        "| 指标 | 2021年 | 2020年 |",
        "| 办理行政应诉案件 | 7 | 6 |",
        "全年共召开会议3次。",
    ]


def test_a_row_that_a_page_parts_from_its_table_is_a_row() -> None:
    rows = [[f"第{at}类行政复议案件（件）", str(at * 11)] for at in range(1, 60)]
    text = pdf.read(as_pdf(HEAD, [["指标", "数值"], *rows])).text
    assert [line for line in text.split("\n") if "行政复议案件（件）" in line] == [
        f"| {' | '.join(row)} |" for row in rows
    ]
