"""The figures of a spreadsheet, in the form of the yearly tables of administrative enforcement."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook

from ground.errors import BrokenFile, EmptyFile, TooLarge
from ingest.documents import spreadsheet
from ingest.documents.spreadsheet import read
from ingest.landing import land
from tests.documents import as_xlsx, as_zip

PENALTIES = [
    ["表一 行政处罚实施情况统计表", None, None, None],
    ["填报单位:溪山市司法局 2020年度 单位:宗", None, None, None],
    ["执法部门", "行政处罚", None, "备注"],
    [None, "警告", "罚款", None],
    ["甲", 1, 2, 3],
    ["市公安局", 312, 1045, None],
    ["市城管局", None, None, None],
    ["合计", 400, 2045, None],
]


def merged(book: Workbook) -> None:
    sheet = book.worksheets[0]
    for area in ("A1:D1", "A2:D2", "A3:A4", "B3:C3", "D3:D4"):
        sheet.merge_cells(area)


def test_headings_stand_alone_and_rows_between_pipes_with_the_labels_of_merged_cells() -> None:
    text = read(as_xlsx({"行政处罚": PENALTIES}, merged)).text
    assert text.split("\n") == [
        "行政处罚",
        "表一 行政处罚实施情况统计表",
        "填报单位:溪山市司法局 2020年度 单位:宗",
        "| 执法部门 | 行政处罚 | 行政处罚 | 备注 |",
        "| 执法部门 | 警告 | 罚款 | 备注 |",
        "| 甲 | 1 | 2 | 3 |",
        "| 市公安局 | 312 | 1045 |  |",
        "| 市城管局 |  |  |  |",
        "| 合计 | 400 | 2045 |  |",
    ]


@pytest.mark.parametrize(
    ("value", "form", "shown"),
    [
        (0.685, "0.0%", "68.5%"),
        (0.685, "0%", "69%"),
        (1234567, "#,##0", "1234567"),
        (3.14159, "0.00", "3.14"),
        (3.1, "0.0#", "3.1"),
        (3.14159, "General", "3.14159"),
        (0.1 + 0.2, "General", "0.3"),
        (312, '0"件"', "312件"),
        (5, '_ * #,##0_ ;_ * -#,##0_ ;_ * "-"_ ;_ @_ ', "5"),
        (120000, "0,", ""),  # shows 120
        (120000, '0!.0,"万"', ""),
        (0.5, "# ?/?", ""),
        (True, "General", ""),
        ("#DIV/0!", "General", ""),
    ],
)
def test_numbers_are_written_as_the_sheet_shows_them_or_not_at_all(value: object, form: str, shown: str) -> None:
    def formatted(book: Workbook) -> None:
        book.worksheets[0]["B1"].number_format = form

    assert read(as_xlsx({"Sheet1": [["受理", value, "件"]]}, formatted)).text == f"| 受理 | {shown} | 件 |"


def test_what_is_hidden_is_not_read() -> None:
    def hidden(book: Workbook) -> None:
        book.worksheets[0].row_dimensions[2].hidden = True
        book.worksheets[0].column_dimensions["C"].hidden = True
        book.worksheets[1].sheet_state = "hidden"

    text = read(
        as_xlsx({"表": [["类", "受理", "草稿"], ["旧", 9, 9], ["新", 312, 9]], "底稿": [["旧", 9]]}, hidden)
    ).text
    assert text.split("\n") == ["| 类 | 受理 |", "| 新 | 312 |"]


def test_a_formula_counts_by_its_saved_value_alone() -> None:
    assert read(as_xlsx({"表": [["受理", "=1+1", 3]]})).text == "| 受理 |  | 3 |"


def test_an_empty_book_and_a_broken_one_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(EmptyFile):
        read(as_xlsx({"表": []}))
    with pytest.raises(BrokenFile, match="save it as XLSX again"):
        read(as_zip({"xl/workbook.xml": "<workbook/>"}))
    monkeypatch.setattr(spreadsheet, "MAX_CELLS", 3)
    with pytest.raises(TooLarge, match="reaches over 4 cells"):
        read(as_xlsx({"表": [[1, 2], [3, 4]]}))


def test_the_yearly_tables_of_enforcement_land_as_figures(
    write: Callable[..., Path], folder: Path, db: Path, query: Callable[[str], list[tuple[Any, ...]]]
) -> None:
    write("三张表.xlsx", as_xlsx({"行政处罚": PENALTIES}, merged))
    assert land(folder, db).refused == []
    assert query("select format, encoding, title, report_year, jurisdiction_name from raw.reports") == [
        ("xlsx", None, "表一行政处罚实施情况统计表", 2020, None)
    ]
    landed = query("select number_text, unit, list_labels[1] from raw.figures order by char_start")
    assert [(number, unit) for number, unit, _ in landed] == [
        ("312", "宗"),
        ("1045", "宗"),
        ("400", "宗"),
        ("2045", "宗"),
    ]
    assert "市公安局" in landed[0][2]
    assert "罚款" in landed[1][2]
    assert landed[0][2].startswith("◆")
    assert not landed[2][2].startswith("◆")


@pytest.mark.parametrize("width", [0.1, 0.5])
def test_columns_and_rows_too_narrow_to_be_seen_are_left_out(width: float) -> None:
    def narrow(book: Workbook) -> None:
        book.worksheets[0].column_dimensions["B"].width = width
        book.worksheets[0].row_dimensions[3].height = 0.1

    rows = [["年份", "旧数", "受理"], ["2020年", 9, 312], ["2020年", 8, 7], ["2021年", 6, 5]]
    assert read(as_xlsx({"表": rows}, narrow)).text.split("\n") == [
        "| 年份 | 受理 |",
        "| 2020年 | 312 |",
        "| 2021年 | 5 |",
    ]
