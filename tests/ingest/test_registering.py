"""A person's word on a report goes into the register beside it, and nothing else of it is lost."""

from pathlib import Path

import pytest
from openpyxl import load_workbook

from ground.errors import MissingFile, RegisterError
from ingest.register import read_register
from ingest.registering import identify
from tests.documents import as_xlsx

SAID = {"year": "2019", "jurisdiction": "江西省南昌市东湖区", "confirmed": "yes"}


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "a.txt"
    path.write_text("x", encoding="utf-8")
    return path


def test_a_register_is_made(file: Path) -> None:
    (entry,) = read_register(identify(file, SAID))
    assert (entry.file, entry.known.year, entry.known.jurisdiction, entry.known.confirmed) == (
        *("a.txt", 2019, "江西省南昌市东湖区"),
        True,
    )


def test_a_row_is_changed_and_all_else_stays(file: Path) -> None:
    register = file.with_name("register.csv")
    before = '\ufeff文件;备注;年份\r\n"./a.txt";"一;二";2018\r\nb.txt;甲;2020\r\n\r\n'
    register.write_bytes(before.encode())
    identify(file, SAID)
    assert register.read_bytes().decode() == (
        "\ufeff文件;备注;年份;jurisdiction;confirmed\r\n"
        './a.txt;"一;二";2019;江西省南昌市东湖区;yes\r\nb.txt;甲;2020\r\n\r\n'
    )
    identify(file, SAID | {"year": "2017"})
    assert [entry.known.year for entry in read_register(register)] == [2017, 2020]


def test_its_encoding_stays(file: Path) -> None:
    register = file.with_name("register.csv")
    register.write_bytes("file,备注\nb.txt,登记的单位是司法局\n".encode("gb18030"))
    identify(file, {"issuer": "南昌市司法局"})
    assert register.read_bytes().decode("gb18030").splitlines()[1] == "b.txt,登记的单位是司法局"
    assert [entry.known.issuer for entry in read_register(register)] == [None, "南昌市司法局"]


def test_the_word_goes_into_the_workbook_that_a_landing_reads(file: Path) -> None:
    """A register.csv beside it would be read in its place, and its rows would be lost."""

    def formatted(book) -> None:
        book.worksheets[1]["B3"].number_format = "0.0"
        book.create_sheet("说明")["A1"] = "由办公室保管"

    rows = [["文件", "备注", "年份"], ["b.txt", "甲", 2020], ["./a.txt", "乙", 2018]]
    register = file.with_name("register.xlsx")
    register.write_bytes(as_xlsx({"空白": [], "目录": rows}, formatted))
    assert identify(file, SAID) == register
    assert not file.with_name("register.csv").exists()
    told = {entry.file: entry.known for entry in read_register(register)}
    assert (told["./a.txt"].year, told["./a.txt"].jurisdiction, told["./a.txt"].confirmed) == (
        *(2019, "江西省南昌市东湖区", True),
    )
    assert (told["b.txt"].year, told["b.txt"].jurisdiction) == (2020, None)
    (other := file.with_name("c.txt")).write_text("x", encoding="utf-8")
    identify(other, {"issuer": "南昌市司法局", "confirmed": "yes"})
    assert [entry.file for entry in read_register(register)] == ["b.txt", "./a.txt", "c.txt"]
    book = load_workbook(register)
    assert book["说明"]["A1"].value == "由办公室保管"
    assert [cell.value for cell in book["目录"][3]][:3] == ["./a.txt", "乙", 2019]
    assert book["目录"]["B3"].number_format == "0.0"


@pytest.mark.parametrize("name", ["register.csv", "register.xlsx"])
def test_a_title_above_the_columns_stays(file: Path, name: str) -> None:
    rows = [
        ["2019年报告登记表"],
        ["填表：法治科", "", "二〇二〇年"],
        ["序号", "文件名", "年度"],
        ["1", "a.txt", "2018"],
    ]
    register = file.with_name(name)
    lines = [";".join(row) for row in rows]
    register.write_bytes(as_xlsx({"目录": rows}) if name.endswith("x") else "\n".join(lines).encode("gbk"))
    (entry,) = read_register(register)
    assert (entry.line, entry.file, entry.known.year) == (4, "a.txt", 2018)
    assert identify(file, SAID) == register
    (entry,) = read_register(register)
    assert (entry.line, entry.known.year, entry.known.jurisdiction) == (4, 2019, "江西省南昌市东湖区")


def test_a_workbook_that_is_none_stays_as_it_is(file: Path) -> None:
    register = file.with_name("register.xlsx")
    register.write_bytes(b"PK\x03\x04 no workbook")
    with pytest.raises(RegisterError):
        identify(file, SAID)
    assert register.read_bytes() == b"PK\x03\x04 no workbook"


def test_what_is_not_allowed_is_not_written(file: Path) -> None:
    register = file.with_name("register.csv")
    register.write_text("file,year\na.txt,2018\n", encoding="utf-8")
    with pytest.raises(RegisterError, match="1066"):
        identify(file, {"year": "1066"})
    assert register.read_text(encoding="utf-8") == "file,year\na.txt,2018\n"
    with pytest.raises(MissingFile):
        identify(file.with_name("none.txt"), SAID)


@pytest.mark.parametrize("place", ["北平", "鼓楼区", "某某市"])
def test_a_place_that_is_none_or_several_is_told(file: Path, place: str) -> None:
    with pytest.raises(RegisterError, match="write it with its province and city"):
        identify(file, {"jurisdiction": place})
    assert not file.with_name("register.csv").exists()


def test_a_row_that_would_be_passed_over_is_not_written_beside_others(file: Path) -> None:
    register = file.with_name("register.csv")
    register.write_text("file,year\nb.txt,2018\n", encoding="utf-8")
    with pytest.raises(RegisterError, match="21"):
        identify(file, {"year": "21"})
    assert register.read_text(encoding="utf-8") == "file,year\nb.txt,2018\n"
