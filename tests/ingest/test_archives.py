"""Archives of reports, and links and names that lead elsewhere."""

import io
import os
import stat
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from ground.errors import BrokenFile, EmptyFile, TooLarge
from ingest import archives
from ingest.archives import packed
from ingest.documents import packages
from ingest.landing import land
from ingest.sources import find_sources
from tests.documents import as_docx, as_zip

Write = Callable[..., Path]
Report = Callable[..., str]
Query = Callable[[str], list[tuple[Any, ...]]]
Statuses = Callable[[], list[tuple[Any, ...]]]


def test_every_member_is_a_source_of_its_own_and_lands_once(
    report: Report, write: Write, folder: Path, db: Path, query: Query, statuses: Statuses
) -> None:
    inner = as_zip({"c.txt": report(2018)})
    archive = as_zip({"a.txt": report(2020), "2019/b.docx": as_docx(report(2019)), "内.zip": inner, "说明.docm": "PK"})
    write("sub/reports.zip", archive)
    summary = land(folder, db)
    assert (summary.files_seen, summary.landed) == (4, 3)
    assert query("select source_uri, source_name, report_year, format from raw.reports order by report_year") == [
        ("sub/reports.zip!/内.zip!/c.txt", "c.txt", 2018, "text"),
        ("sub/reports.zip!/2019/b.docx", "b.docx", 2019, "docx"),
        ("sub/reports.zip!/a.txt", "a.txt", 2020, "text"),
    ]
    assert ("sub/reports.zip!/说明.docm", "refused", "unsupported_format") in statuses()
    assert land(folder, db).load_id is None
    write("sub/reports.zip", as_zip({"a.txt": report(2020, cases=400), "内.zip": inner}))
    assert land(folder, db).new_versions == 1
    assert land(folder / "sub" / "reports.zip", db.with_name("other.duckdb")).landed == 2


def test_a_register_in_an_archive_knows_its_members_alone(
    report: Report, write: Write, folder: Path, db: Path, query: Query
) -> None:
    write("outside.txt", report(2017))
    register = "file,issuer,year\na.txt,乙县人民政府,2019\n../outside.txt,丙县人民政府,2011\n"
    write("reports.zip", as_zip({"r/register.csv": register, "r/a.txt": report(2020)}))
    summary = land(folder, db)
    assert query("select source_name, issuer, report_year from raw.reports order by 1") == [
        ("a.txt", "乙县人民政府", 2019),
        ("outside.txt", "溪山市人民政府", 2017),
    ]
    assert [code for _, code, _ in summary.refused] == ["missing"]


def test_what_landed_stays_as_it_was_while_its_register_is_malformed(
    report: Report, write: Write, folder: Path, db: Path, query: Query
) -> None:
    write("a.txt", report(2016))

    def packed(register: str, *years: int) -> None:
        write("reports.zip", as_zip({"register.csv": register, **{f"{year}.txt": report(year) for year in years}}))

    packed("file,issuer\n2019.txt,乙县人民政府\n", 2019)
    land(folder, db)
    packed("file,isuer,year\n2019.txt,丙县人民政府,soon\n", 2019, 2020)
    summary = land(folder, db)
    assert [(uri, code) for uri, code, _ in summary.refused] == [
        ("reports.zip!/2019.txt", "malformed_register"),
        ("reports.zip!/2020.txt", "malformed_register"),
        ("reports.zip!/register.csv", "malformed_register"),
    ]
    assert "did you mean issuer?" in summary.refused[2][2]
    issuers = "select issuer from raw.reports where source_name <> 'a.txt' order by report_year"
    assert query(issuers) == [("乙县人民政府",)]
    assert land(folder, db).load_id is None
    packed("file,issuer\n2019.txt,丙县人民政府\n", 2019, 2020)
    assert (land(folder, db).refused, query(issuers)) == ([], [("丙县人民政府",), ("溪山市人民政府",)])


def test_twins_of_a_register_in_an_archive_are_no_register(write: Write, folder: Path) -> None:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        archive.writestr("register.csv", "file,year\na.txt,2019\n")
        with pytest.warns(UserWarning, match="Duplicate"):
            archive.writestr("register.csv", "file,year\na.txt,2018\n")
        archive.writestr("a.txt", "甲")
    write("a.zip", made.getvalue())
    assert [(source.uri, source.refusal and source.refusal.reason_code) for source in find_sources(folder)] == [
        ("a.zip!/a.txt", "malformed_register"),
        ("a.zip!/register.csv", "malformed_register"),
    ]


def test_a_register_beside_an_archive_names_its_members(report: Report, write: Write, folder: Path) -> None:
    write("reports.zip", as_zip({"r/a.txt": report(2020), "r/b.txt": report(2018)}))
    write("register.csv", "file,year\nreports.zip!/r/a.txt,2019\nb.txt,2017\n")
    assert [(source.uri, source.known.year) for source in find_sources(folder)] == [
        ("reports.zip!/r/a.txt", 2019),
        ("reports.zip!/r/b.txt", 2017),
    ]


def test_names_in_gb18030_are_read() -> None:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        archive.writestr("xxxx.txt", "甲")
    raw = "报告".encode("gb18030")
    with zipfile.ZipFile(io.BytesIO(made.getvalue().replace(b"xxxx.txt", raw + b".txt"))) as archive:
        assert [member.name for member in packages.members(archive)] == ["报告.txt"]


def entry(name: str, mode: int = stat.S_IFREG) -> zipfile.ZipInfo:
    info = zipfile.ZipInfo(name)
    info.external_attr = (mode | 0o644) << 16
    return info


@pytest.mark.parametrize("name", ["../a.txt", "/etc/a.txt", "C:\\a.txt", "a/../../b.txt", "..\\a.txt"])
def test_names_that_lead_out_are_refused(write: Write, folder: Path, name: str) -> None:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        archive.writestr(entry(name), "甲")
    write("a.zip", made.getvalue())
    (source,) = find_sources(folder)
    assert source.refusal is not None
    assert source.refusal.reason_code == "unsafe_path"
    assert source.uri.startswith("a.zip!/")


def test_links_passwords_and_twins_in_an_archive_are_refused(write: Write, folder: Path) -> None:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        archive.writestr(entry("link.txt", stat.S_IFLNK), "/etc/passwd")
        archive.writestr(entry("a.txt"), "甲")
        with pytest.warns(UserWarning, match="Duplicate"):
            archive.writestr(entry("a.txt"), "乙")
        archive.writestr(entry("secret.txt"), "丙")
    data = bytearray(made.getvalue())
    at = data.rindex(b"PK\x01\x02")
    data[at + 8] |= 1
    path = write("a.zip", bytes(data))
    codes = [(member, refusal and refusal.reason_code) for member, refusal in packed(path)]
    assert codes == [
        ("link.txt", "unsafe_path"),
        ("a.txt", None),
        ("a.txt", "unsafe_path"),
        ("secret.txt", "encrypted"),
    ]


def test_bombs_are_refused(write: Write, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = write("bomb.zip", as_zip({"a.txt": b"0" * 30_000_000}))
    ((_, refusal),) = packed(path)
    assert isinstance(refusal, TooLarge)
    nest = as_zip({"a.txt": "甲"})
    for _ in range(4):
        nest = as_zip({"nest.zip": nest})
    ((member, refusal),) = packed(write("nest.zip", nest))
    assert isinstance(refusal, TooLarge)
    assert member.count("!/") == archives.DEEPEST - 1
    monkeypatch.setattr(packages, "MAX_UNPACKED", 10)
    with pytest.raises(TooLarge, match="unpacks to 11 bytes"):
        packed(write("many.zip", as_zip({"a.txt": "0" * 11})))
    monkeypatch.undo()
    monkeypatch.setattr(packages, "MAX_MEMBERS", 3)
    with pytest.raises(TooLarge, match="more than 3 files"):
        packed(write("more.zip", as_zip({"1.zip": as_zip({"a": "", "b": ""}), "2.zip": as_zip({"a": "", "b": ""})})))


def test_a_broken_and_an_empty_archive_are_refused(write: Write, folder: Path) -> None:
    with pytest.raises(BrokenFile, match="get a whole copy of it"):
        packed(write("a.zip", b"PK\x03\x04"))
    with pytest.raises(EmptyFile):
        packed(write("b.zip", as_zip({"__MACOSX/._a.txt": "x", ".hidden": "x"})))
    assert [source.refusal and source.refusal.reason_code for source in find_sources(folder)] == ["broken", "empty"]


def test_links_that_lead_out_of_the_folder_are_refused(
    report: Report, write: Write, folder: Path, tmp_path: Path
) -> None:
    (tmp_path / "outside.txt").write_text(report(), encoding="utf-8")
    (tmp_path / "elsewhere").mkdir()
    write("inside.txt", report())
    (folder / "out.txt").symlink_to(tmp_path / "outside.txt")
    (folder / "in.txt").symlink_to(folder / "inside.txt")
    (folder / "folder").symlink_to(tmp_path / "elsewhere")
    found = {source.uri: source.refusal and source.refusal.reason_code for source in find_sources(folder)}
    assert found == {"folder": "unsafe_path", "in.txt": None, "inside.txt": None, "out.txt": "unsafe_path"}


def test_a_pipe_is_no_file(folder: Path, db: Path) -> None:
    os.mkfifo(folder / "a.txt")
    assert land(folder, db).refused[0][1] == "unreadable"
