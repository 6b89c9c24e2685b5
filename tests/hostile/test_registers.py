"""Registers that are malformed: what they speak for does not land, and the message says what to correct."""

from pathlib import Path

import pytest
from click.testing import CliRunner

from fazhi.cli import main
from ground.errors import RegisterError
from ingest.sources import find_sources
from tests.documents import as_zip
from tests.hostile.kinds import report, write

BAD = {
    "nothing": b"",
    "nul": b"file,year\na\x00b.txt,2019\n",
    "binary": bytes(range(256)) * 20,
    "an open quotation": b'file,year\n"' + b"x" * 200_000,
    "a broken address": b"address,year\nhttp://[::1,2019\n",
    "an address on two lines": b'address,year\n"http://a.example/x\n/y",2019\n',
    "another scheme": b"address,year\nfile:///etc/passwd,2019\njavascript:alert(1),2018\n",
    "a year of other digits": "file,year\na.txt,２０９９\n".encode(),
    "a formula": b"file,issuer\na.txt,=cmd|' /C calc'!A0\n",
    "too many cells": b"file,year\n" + b"a.txt,2019,x\n" * 5_000,
    "thousands of columns": b",".join(b"c%d" % number for number in range(5_000)) + b"\n",
}


@pytest.mark.parametrize("content", BAD.values(), ids=BAD.keys())
def test_a_malformed_register_stops_the_load_and_says_why(tmp_path: Path, content: bytes) -> None:
    folder = tmp_path / "reports"
    write(folder, "a.txt", report("全市受理行政复议案件1件。"))
    write(folder, "register.csv", content)
    done = CliRunner(catch_exceptions=False).invoke(main, ["land", str(folder), "--db", str(tmp_path / "fazhi.duckdb")])
    assert done.exit_code == 1
    assert done.stderr.startswith("Error: ")
    assert "register.csv" in done.stderr
    assert len(done.stderr) < 4_000
    assert not (tmp_path / "fazhi.duckdb").exists()


@pytest.mark.parametrize("content", BAD.values(), ids=BAD.keys())
def test_a_malformed_register_in_an_archive_keeps_what_is_in_it_from_landing_and_nothing_else(
    tmp_path: Path, content: bytes
) -> None:
    texts = [report(f"全市受理行政复议案件{number}件。") for number in (1, 2, 3)]
    write(tmp_path, "a.txt", texts[0])
    write(tmp_path, "b.zip", as_zip({"r/register.csv": content, "b.txt": texts[1], "readme.txt": "", "c.rtf": ""}))
    write(tmp_path, "d.zip", as_zip({"register.csv": "file,year\nd.txt,2018\n", "d.txt": texts[2]}))
    found = {source.uri: source for source in find_sources(tmp_path)}
    assert {uri: source.refusal and source.refusal.reason_code for uri, source in found.items()} == {
        "a.txt": None,
        "b.zip!/b.txt": "malformed_register",
        "b.zip!/c.rtf": "unsupported_format",
        "b.zip!/r/register.csv": "malformed_register",
        "d.zip!/d.txt": None,
    }
    assert str(found["b.zip!/r/register.csv"].refusal).startswith("b.zip!/r/register.csv")
    assert len(str(found["b.zip!/r/register.csv"].refusal)) < 4_000
    assert "correct b.zip!/r/register.csv" in str(found["b.zip!/b.txt"].refusal)
    assert found["d.zip!/d.txt"].known.year == 2018


@pytest.mark.parametrize("root", ["reports", "reports/a.txt"])
def test_a_register_that_is_a_link_out_of_the_folder_is_not_read(tmp_path: Path, root: str) -> None:
    write(tmp_path, "reports/a.txt", report("全市受理行政复议案件1件。"))
    write(tmp_path, "outside.txt", "geheim,year\n")
    (tmp_path / "reports" / "register.csv").symlink_to(tmp_path / "outside.txt")
    with pytest.raises(RegisterError, match=r"register\.csv: it is a link that leads out of the folder"):
        find_sources(tmp_path / root)


def test_a_row_of_one_folder_does_not_speak_for_the_file_of_another(tmp_path: Path) -> None:
    write(tmp_path, "good.txt", report("全市受理行政复议案件1件。"))
    write(tmp_path, "sub/register.csv", "file,year\ngood.txt,2018\n/etc/passwd,2018\n../good.txt,2018\n")
    found = {source.uri: source for source in find_sources(tmp_path)}
    assert found["good.txt"].refusal is None
    assert found["good.txt"].known.year == 2018
    assert found["sub/good.txt"].refusal is not None
    assert str(found["sub/good.txt"].refusal).startswith("sub/register.csv, line 2 names")
    outside = [source.refusal for uri, source in found.items() if uri.endswith("etc/passwd")]
    assert [error and error.reason_code for error in outside] == ["unsafe_path"]


def test_a_register_named_on_the_command_line_may_name_files_anywhere(tmp_path: Path) -> None:
    write(tmp_path, "reports/a.txt", report("全市受理行政复议案件1件。"))
    register = write(tmp_path, "lists/register.csv", "file,year\n../reports/a.txt,2018\n")
    (source,) = find_sources(register)
    assert (source.refusal, source.known.year) == (None, 2018)
