"""Old formats through LibreOffice: what comes out, what does not run, and what is said where it is not there."""

import http.server
import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from ground.errors import BrokenFile, ConverterMissing, EncryptedFile, TooSlow, UnsupportedFormat
from ingest.documents import bounded, conversion
from ingest.landing import land
from ingest.reading import check_format, read_document
from tests.documents import as_zip

Query = Callable[[str], list[tuple[Any, ...]]]
LINES = ["溪山市2020年法治政府建设情况报告", "全市共受理行政复议案件312件,审结298件,推进依法行政。"]
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
TEXT = "application/vnd.oasis.opendocument.text"
NAMES = " ".join(
    f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{path}:1.0"'
    for name, path in (("office", "office"), ("text", "text"), ("draw", "drawing"), ("script", "script"))
)
office = pytest.mark.skipif(
    conversion.program() is None, reason="LibreOffice is not installed: apt-get install libreoffice-writer"
)


def rtf(lines: list[str]) -> bytes:
    """An RTF file of these paragraphs, letters as numbers."""
    escaped = ["".join(letter if letter.isascii() else f"\\u{ord(letter)}?" for letter in line) for line in lines]
    return ("{\\rtf1\\ansi\\uc1 " + "\\par ".join(escaped) + "\\par}").encode("ascii")


def odt(body: str, *, kind: str = TEXT, more: dict[str, bytes | str] | None = None, manifest: str = "") -> bytes:
    """An OpenDocument file with this body."""
    link = 'xmlns:xlink="http://www.w3.org/1999/xlink"'
    content = f'<office:document-content {NAMES} {link} office:version="1.2">{body}</office:document-content>'
    entries = f'<manifest:file-entry manifest:full-path="/" manifest:media-type="{kind}"/>{manifest}'
    for name in ("content.xml", *(more or {})):
        entries += f'<manifest:file-entry manifest:full-path="{name}" manifest:media-type="text/xml"/>'
    names = 'xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"'
    listed = f"<manifest:manifest {names}>{entries}</manifest:manifest>"
    return as_zip({"mimetype": kind, "content.xml": content, "META-INF/manifest.xml": listed, **(more or {})})


@pytest.fixture
def server() -> Iterator[tuple[str, list[str]]]:
    """A server on this machine, and what it was asked for."""
    asked: list[str] = []

    class Answers(http.server.BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            asked.append(self.path)
            self.send_response(200)
            self.end_headers()

        def log_message(self, *_: object) -> None:
            pass

    running = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Answers)
    threading.Thread(target=running.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{running.server_port}", asked
    running.shutdown()


@office
def test_an_rtf_file_lands_and_the_warehouse_names_the_converter(
    write: Callable[..., Path], folder: Path, db: Path, query: Query, monkeypatch: pytest.MonkeyPatch
) -> None:
    write("深 层/法治 报告.doc", rtf(LINES))
    with monkeypatch.context() as before:
        before.setattr(conversion, "program", lambda: None)
        ((_, code, reason),) = land(folder, db).refused
        assert (code, conversion.how_to_install() in reason) == ("converter_missing", True)
        assert land(folder, db).load_id is None
    assert land(folder, db).landed == 1
    ((text, form, converter),) = query("select text, format, converter from raw.reports")
    assert (text.split("\n"), form) == (LINES, "rtf")
    assert converter.startswith("LibreOffice ")
    assert [number for (number,) in query("select number_text from raw.figures order by char_start")] == ["312", "298"]


@office
def test_no_link_is_followed_and_no_macro_runs(tmp_path: Path, server: tuple[str, list[str]]) -> None:
    address, asked = server
    secret, written = tmp_path / "secret.txt", tmp_path / "written"
    secret.write_text("机密数字4711件", encoding="utf-8")
    macro = f"Sub Main\nOpen &quot;{written}&quot; For Output As #1\nClose #1\nEnd Sub"
    names = 'xmlns:library="http://openoffice.org/2000/library" xmlns:xlink="http://www.w3.org/1999/xlink"'
    module = (
        '<script:module xmlns:script="http://openoffice.org/2000/script" script:name="M" script:language="StarBasic">'
        f"{macro}</script:module>"
    )
    library = f'<library:library {names} library:name="Standard"><library:element library:name="M"/></library:library>'
    standard = '<library:library library:name="Standard" library:link="false"/>'
    libraries = f"<library:libraries {names}>{standard}</library:libraries>"
    body = f"""
        <office:scripts><office:event-listeners><script:event-listener script:language="ooo:script"
          script:event-name="dom:load" xmlns:dom="http://www.w3.org/2001/xml-events"
          xlink:href="vnd.sun.star.script:Standard.M.Main?language=Basic&amp;location=document"/></office:event-listeners>
        </office:scripts>
        <office:body><office:text>
          <text:p>{LINES[0]}</text:p><text:p>{LINES[1]}</text:p>
          <text:section text:name="s"><text:section-source xlink:href="{secret.as_uri()}"/>
            <text:p>原样</text:p></text:section>
          <text:p><draw:frame><draw:image xlink:href="{address}/picture.png"/></draw:frame></text:p>
        </office:text></office:body>"""
    more = {"Basic/Standard/M.xml": module, "Basic/Standard/script-lb.xml": library, "Basic/script-lc.xml": libraries}
    text = read_document(odt(body, more=more), "报告.odt").text
    assert text.split("\n")[:2] == LINES
    assert "4711" not in text
    assert asked == []
    assert not written.exists()


@pytest.mark.parametrize("kind", ["doc", "xls"])
def test_without_the_program_the_refusal_says_the_one_command(monkeypatch: pytest.MonkeyPatch, kind: str) -> None:
    monkeypatch.setattr(conversion, "program", lambda: None)
    stream = {"doc": "WordDocument\0", "xls": "Workbook\0"}[kind]
    with pytest.raises(ConverterMissing, match=conversion.how_to_install()):
        read_document(OLE + bytes(512) + stream.encode("utf-16-le"), "报告.wps")


@pytest.mark.parametrize(
    ("script", "error", "said"), [("exit 3", BrokenFile, "exit code 3"), ("sleep 60", TooSlow, "more than 2 s")]
)
def test_a_program_that_fails_or_hangs_costs_one_refusal(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, script: str, error: type[Exception], said: str
) -> None:
    program = tmp_path / "soffice"
    program.write_text(f"#!/bin/sh\n{script}\n", encoding="utf-8")
    program.chmod(0o755)
    monkeypatch.setattr(conversion, "program", lambda: str(program))
    with pytest.raises(error, match=said):
        conversion.converted(rtf(LINES), "rtf", seconds=2)


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (OLE + bytes(600), "no document of Word or WPS"),
        (odt("", kind="application/vnd.oasis.opendocument.graphics"), "another kind .application/vnd.oasis"),
    ],
)
def test_other_office_files_are_refused(data: bytes, said: str) -> None:
    with pytest.raises(UnsupportedFormat, match=said):
        read_document(data, "a.doc")


def test_an_open_document_with_a_password_is_refused() -> None:
    with pytest.raises(EncryptedFile, match="asks for a password"):
        read_document(odt("", manifest="<manifest:encryption-data/>"), "a.odt")


@pytest.mark.parametrize(
    "name", ["a.doc", "a.wps", "a.rtf", "a.odt", "a.xls", "a.et", "a.ods", "a.png", "a.JPG", "a.tif"]
)
def test_these_names_are_read(name: str) -> None:
    check_format(name)


def test_the_network_can_be_taken_away_in_a_process_of_its_own() -> None:
    import subprocess
    import sys

    code = "import socket; from ingest.documents.bounded import leave_network as l; print(l(), socket.if_nameindex())"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    allowed, _, cards = done.stdout.partition(" ")
    assert bounded.NEW_NETWORK
    assert allowed == "False" or cards.strip() == "[(1, 'lo')]"
