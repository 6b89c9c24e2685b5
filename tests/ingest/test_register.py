"""The register and the sources: which files there are and what is known of them."""

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from ground.errors import AmbiguousRegister, MissingFile, RegisterError, UnsupportedFormat
from ingest.identity import Known
from ingest.register import read_register
from ingest.sources import find_sources

Write = Callable[..., Path]


def test_a_register_gives_the_known_facts(write: Write) -> None:
    path = write(
        "register.csv",
        "file,issuer,jurisdiction,year,address\na.txt,溪山市人民政府,溪山市,2019,https://example.org/a\nb.txt,,,2020,\n",
    )
    entries = read_register(path)
    assert [(entry.line, entry.file) for entry in entries] == [(2, "a.txt"), (3, "b.txt")]
    assert entries[0].known == Known("溪山市人民政府", "溪山市", 2019, "https://example.org/a", admitted="listed")
    assert entries[1].known == Known(year=2020, admitted="listed")


@pytest.mark.parametrize("codec", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_chinese_headings_and_what_spreadsheets_save(write: Write, codec: str, delimiter: str) -> None:
    rows = [
        ["文件名", "发布机关", "地区", "年份", "备注"],
        ["a.txt", "溪山市人民政府", "溪山市", "2019年", "收到两份"],
        [""] * 5,
    ]
    path = write("register.csv", "\r\n".join(delimiter.join(row) for row in rows).encode(codec))
    assert [entry.known for entry in read_register(path)] == [
        Known("溪山市人民政府", "溪山市", 2019, admitted="listed")
    ]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "the file has no bytes"),
        ("\n\n", "nothing but blanks"),
        ("name,year\na,2019\n", "no column file or address among “name, year”"),
        ("file,yaer\na.txt,2019\n", "no column “yaer”; did you mean year"),
        ("file,year,年份\na.txt,2019,2019\n", "two columns say year"),
        ("file,year\na.txt,last\n", "line 2, column year: “last”; allowed is a year from 1990"),
        ("file,year\na.txt,2919\n", "line 2, column year: “2919”"),
        ("file,jurisdiction\na.txt,Xishan\n", "line 2, column jurisdiction: “Xishan”; allowed is the Chinese name"),
        ("address\nwww.example.org/a\n", "line 2, column address: “www.example.org/a”; allowed is a web address"),
        ("file,year\n,2019\n", "line 2: neither file nor address"),
        ("file,year\na.txt,2019,more\n", "line 2: “more” stands in no column"),
    ],
)
def test_faults_name_line_column_value_and_what_is_allowed(write: Write, text: str, said: str) -> None:
    path = write("register.csv", text)
    with pytest.raises(RegisterError) as caught:
        read_register(path)
    assert said in str(caught.value)
    assert str(path) in str(caught.value)


def test_all_faults_are_listed_at_once(write: Write) -> None:
    path = write("register.csv", "file,year\n" + "a.txt,x\n" * 12)
    with pytest.raises(RegisterError) as caught:
        read_register(path)
    assert str(caught.value).count("column year") == 10
    assert "and 2 more" in str(caught.value)


def test_a_folder_gives_its_files_in_order_and_passes_over_paperwork(write: Write, folder: Path) -> None:
    for name in ("b.txt", "sub/a.HTML", ".hidden.txt", ".git/x.txt", "README.md", "~$b.txt", "Thumbs.db", "c.ppt"):
        write(name, "x")
    sources = find_sources(folder)
    assert [source.uri for source in sources] == ["b.txt", "c.ppt", "sub/a.HTML"]
    assert [source.name for source in sources] == ["b.txt", "c.ppt", "a.HTML"]
    assert [type(source.refusal) for source in sources] == [type(None), UnsupportedFormat, type(None)]


def test_a_folder_with_a_register_lands_files_that_it_does_not_list_all_the_same(write: Write, folder: Path) -> None:
    write("a.txt", "x")
    write("sub/b.txt", "x")
    write("sub/c.txt", "x")
    write("register.csv", "file,year\na.txt,2019\n")
    write("sub/register.csv", "file,year\nb.txt,2020\n")
    assert [(source.uri, source.known.year) for source in find_sources(folder)] == [
        ("a.txt", 2019),
        ("sub/b.txt", 2020),
        ("sub/c.txt", None),
    ]


def test_a_register_alone_lands_what_it_lists(write: Write, folder: Path) -> None:
    write("a.txt", "x")
    write("b.txt", "x")
    listed = write("list.csv", "file,address,year\na.txt,,2019\n,https://example.org/2020/report.html,2020\n")
    sources = find_sources(listed)
    assert [(source.uri, source.name) for source in sources] == [
        ("a.txt", "a.txt"),
        ("https://example.org/2020/report.html", "report.html"),
    ]
    assert sources[1].path is None


def test_one_file_takes_its_facts_from_the_register_beside_it(write: Write) -> None:
    path = write("a.txt", "x")
    write("b.txt", "x")
    write("register.csv", "file,year\na.txt,2019\nb.txt,2020\n")
    assert [(source.uri, source.known.year) for source in find_sources(path)] == [("a.txt", 2019)]


def test_a_file_is_found_by_its_base_name_where_only_one_has_it(write: Write, folder: Path) -> None:
    write("sub/a.txt", "x")
    write("register.csv", "file,year\nA.TXT,2019\n")
    assert [(source.uri, source.known.year) for source in find_sources(folder)] == [("sub/a.txt", 2019)]


def test_a_row_that_fits_several_files_and_one_that_fits_none_are_refused(write: Write, folder: Path) -> None:
    write("x/a.txt", "x")
    write("y/a.txt", "x")
    write("register.csv", "file,year\na.txt,2019\nnone.txt,2020\n")
    refusals = {source.uri: source.refusal for source in find_sources(folder)}
    assert isinstance(refusals["a.txt"], AmbiguousRegister)
    assert "register.csv, line 2: “a.txt” fits 2 files (x/a.txt, y/a.txt)" in str(refusals["a.txt"])
    assert isinstance(refusals["none.txt"], MissingFile)
    assert "register.csv, line 3 names “none.txt”" in str(refusals["none.txt"])
    assert refusals["x/a.txt"] is None


def test_rows_that_disagree_refuse_the_file(write: Write, folder: Path) -> None:
    write("a.txt", "x")
    write("register.csv", "file,year\na.txt,2019\na.txt,2019\n./a.txt,2020\n")
    (source,) = find_sources(folder)
    assert isinstance(source.refusal, AmbiguousRegister)
    assert "year “2019” and “2020”; keep one row" in str(source.refusal)


def test_names_from_a_chinese_archive_are_printed_in_chinese(folder: Path) -> None:
    raw = os.fsencode(folder) + b"/" + "报告.txt".encode("gb18030")
    try:
        with open(raw, "wb") as file:  # noqa: PTH123 - a name in bytes
            file.write(b"x")
    except OSError:
        pytest.skip("this file system keeps names in UTF-8")
    assert [source.uri for source in find_sources(folder)] == ["报告.txt"]


def test_a_folder_that_is_not_there() -> None:
    with pytest.raises(MissingFile, match="no such file or folder"):
        find_sources(Path("no-such-folder"))
