"""A register that people keep in a spreadsheet, or as a spreadsheet saves it."""

from collections.abc import Callable
from pathlib import Path

import pytest

from ground.errors import RegisterError
from ingest.identity import Known
from ingest.landing import land
from ingest.register import read_register
from ingest.sources import find_sources
from tests.documents import as_xlsx

Write = Callable[..., Path]


def test_a_workbook_is_read_as_a_register(write: Write) -> None:
    rows = [
        ["文件", "地区", "年份", "备注"],
        ["甲 市/报告.txt", "溪山市", 2019, "x"],
        [None] * 4,
        ["b.txt", None, "2020年", None],
    ]
    entries = read_register(write("register.xlsx", as_xlsx({"目录": rows})))
    assert [(entry.line, entry.file, entry.known) for entry in entries] == [
        (2, "甲 市/报告.txt", Known(jurisdiction="溪山市", year=2019, admitted="listed")),
        (4, "b.txt", Known(year=2020, admitted="listed")),
    ]


@pytest.mark.parametrize("year", ["2021.0", "2021年", "2021年度", "2021 年", "2021.00"])
@pytest.mark.parametrize("codec", ["gbk", "utf-8"])
def test_years_as_people_and_spreadsheets_write_them(write: Write, year: str, codec: str) -> None:
    (entry,) = read_register(write("register.csv", f"文件名,年度\na.txt,{year}\n".encode(codec)))
    assert (entry.known.year, entry.fault) == (2021, None)


def test_a_year_of_a_cell_with_a_point(write: Write) -> None:
    def formatted(book) -> None:
        book.worksheets[0]["B2"].number_format = "0.0"

    (entry,) = read_register(write("register.xlsx", as_xlsx({"目录": [["file", "year"], ["a.txt", 2021]]}, formatted)))
    assert entry.known.year == 2021


def test_one_bad_row_costs_that_row(write: Write, report: Callable[..., str], folder: Path, db: Path) -> None:
    write("甲 市/深 层/2020 报告.txt", report())
    write("b.txt", report(2019, 400))
    rows = [["文件", "年份"], ["甲 市/深 层/2020 报告.txt", "2020.0"], ["b.txt", "去年"], ["没有.txt", 2020]]
    write("register.xlsx", as_xlsx({"目录": rows}))
    done = land(folder, db)
    assert done.landed == 1
    assert [(uri, code) for uri, code, _ in done.refused] == [("b.txt", "malformed_register"), ("没有.txt", "missing")]


def test_the_workbook_alone_names_what_is_to_be_read(write: Write, report: Callable[..., str]) -> None:
    write("a.txt", report())
    write("b.txt", report(2019, 400))
    path = write("register.xlsx", as_xlsx({"目录": [["文件", "年份"], ["a.txt", 2020]]}))
    assert [source.uri for source in find_sources(path)] == ["a.txt"]


def test_a_workbook_without_the_columns_is_told(write: Write) -> None:
    with pytest.raises(RegisterError, match="no column file or address among “名称, 年份”"):
        read_register(write("register.xlsx", as_xlsx({"目录": [["名称", "年份"], ["a.txt", 2020]]})))
