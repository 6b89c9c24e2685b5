"""Files that are damaged or made to do harm: each ends as a refusal, and the reading goes on."""

import io
import os
import signal
import zipfile
from pathlib import Path

import pytest

from ground.errors import BrokenFile, EncryptedFile, ReadError, TooLarge, TooSlow, UnsupportedFormat
from ingest.documents import sandbox
from ingest.documents.sandbox import sandboxed
from ingest.reading import read_document
from tests.documents import as_docx, as_pdf, as_xlsx, as_zip, replaced
from tests.ofdfiles import as_ofd, package, path

SENTENCE = "全市共受理行政复议案件312件,审结298件。"
W = "xmlns:w='http://schemas.openxmlformats.org/wordprocessingml/2006/main'"
S = "xmlns='http://schemas.openxmlformats.org/spreadsheetml/2006/main'"
ENTITIES = (
    "<!DOCTYPE d [<!ENTITY a '哈哈哈哈哈哈哈哈哈哈'><!ENTITY b '&a;&a;&a;'><!ENTITY c SYSTEM 'file:///etc/passwd'>]>"
)
CELL = "<row r='1'><c r='A1' t='inlineStr'><is><t>&b;&c;</t></is></c></row>"
SHEET = f"{ENTITIES}<worksheet {S}><sheetData>{CELL}</sheetData></worksheet>"
DOCX, PDF, XLSX = as_docx(SENTENCE), as_pdf(SENTENCE, head=""), as_xlsx({"表": [["受理", 312], ["审结", 298]]})
READS = {
    "docx": (DOCX, SENTENCE),
    "pdf": (PDF, SENTENCE),
    "xlsx": (XLSX, "| 受理 | 312 |\n| 审结 | 298 |"),
    "ofd": (as_ofd(SENTENCE), SENTENCE),
}


@pytest.mark.parametrize("kind", READS)
def test_what_a_file_is_its_bytes_say(kind: str) -> None:
    data, text = READS[kind]
    for name in (f"a.{kind}", "a.doc", "download", "a.txt"):
        assert read_document(data, name)[:3] == (text, kind, None)


def test_a_page_and_a_text_under_an_old_name_are_read() -> None:
    assert read_document(SENTENCE.encode(), "a.doc").format == "text"
    assert read_document(f"<html><body><p>{SENTENCE}</p></body></html>".encode("gb18030"), "a.wps").format == "html"


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "no document of Word or WPS.*as DOCX"),
        (package([path(0, 0, 210, 297).replace("PathObject", "ImageObject")]), "pictures without text.*as PDF"),
        (as_zip({"a.txt": "x"}), "an archive; name it .zip"),
    ],
)
def test_other_formats_are_refused_with_the_way_out(data: bytes, said: str) -> None:
    with pytest.raises(UnsupportedFormat, match=said):
        read_document(data, "a.doc")


def test_an_office_file_with_a_password_is_refused() -> None:
    data = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(512) + "EncryptedPackage".encode("utf-16-le")
    with pytest.raises(EncryptedFile, match="asks for a password"):
        read_document(data, "a.docx")


@pytest.mark.parametrize("content", [b"", b"<w:document", b"<x/>", bytes(100), b"<a>" * 100_000])
@pytest.mark.parametrize(("data", "part"), [(DOCX, "word/document.xml"), (XLSX, "xl/worksheets/sheet1.xml")])
def test_a_damaged_part_is_refused(data: bytes, part: str, content: bytes) -> None:
    with pytest.raises(ReadError):
        read_document(replaced(data, part, content), "a")


@pytest.mark.parametrize("kind", ["docx", "xlsx", "pdf"])
@pytest.mark.parametrize("share", [0.1, 0.5, 0.95])
def test_a_file_cut_off_is_refused(kind: str, share: float) -> None:
    data = READS[kind][0]
    with pytest.raises(ReadError):
        read_document(data[: int(share * len(data))], f"a.{kind}")


@pytest.mark.parametrize(
    ("data", "part", "content"),
    [
        (
            DOCX,
            "word/document.xml",
            f"{ENTITIES}<w:document {W}><w:body><w:p><w:r><w:t>前&b;&c;后</w:t></w:r></w:p></w:body></w:document>",
        ),
        (XLSX, "xl/worksheets/sheet1.xml", SHEET),
    ],
)
def test_entities_are_not_resolved(data: bytes, part: str, content: str) -> None:
    try:
        text = read_document(replaced(data, part, content.encode()), "a").text
    except ReadError:
        return
    assert "哈" not in text
    assert "root" not in text


def test_a_bomb_in_a_package_is_refused_before_it_unfolds() -> None:
    bomb = replaced(DOCX, "word/document.xml", b"<w:document>" + b" " * 60_000_000)
    assert len(bomb) < 200_000
    with pytest.raises(TooLarge, match="as no report does"):
        read_document(bomb, "a.docx")


def test_a_reader_that_takes_too_long_is_ended_and_the_next_file_is_read() -> None:
    end_of_reader()  # one that has read such a file may be as quick as that
    with pytest.raises(TooSlow, match="more than 0 seconds"):
        sandboxed("pdf", PDF, seconds=0)
    assert sandboxed("pdf", PDF).text == SENTENCE


def test_a_reader_that_needs_too_much_memory_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sandbox, "MEMORY", 64 * 1024**2)
    end_of_reader()
    with pytest.raises(BrokenFile):
        sandboxed("xlsx", XLSX)
    monkeypatch.undo()
    end_of_reader()
    assert sandboxed("xlsx", XLSX).text


def test_a_reader_that_dies_costs_one_refusal() -> None:
    sandboxed("pdf", PDF)
    reader = sandbox._readers[os.getpid()]
    reader.send_signal(signal.SIGSEGV)
    with pytest.raises(BrokenFile, match=r"broke down on it \(exit code -11\)"):
        sandbox._asked(reader, "pdf", PDF, 5)
    assert sandboxed("pdf", PDF).text == SENTENCE


def test_many_files_are_read_by_one_process() -> None:
    sandboxed("pdf", PDF)
    process = sandbox._readers[os.getpid()].pid
    for kind, (data, _) in READS.items():
        sandboxed(kind, data)
    assert sandbox._readers[os.getpid()].pid == process


def test_a_member_that_lies_about_its_size_is_refused(tmp_path: Path) -> None:
    data = bytearray(as_docx(SENTENCE))
    with zipfile.ZipFile(io.BytesIO(bytes(data))) as archive:
        info = archive.getinfo("word/document.xml")
    at = data.index(b"PK\x01\x02", info.header_offset)
    while data[at + 46 : at + 46 + len(info.filename)] != info.filename.encode():
        at = data.index(b"PK\x01\x02", at + 4)
    data[at + 24 : at + 28] = (info.file_size - 100).to_bytes(4, "little")
    with pytest.raises(ReadError, match="cannot be unpacked"):
        read_document(bytes(data), "a.docx")


def end_of_reader() -> None:
    if reader := sandbox._readers.get(os.getpid()):
        sandbox._end(reader)
