"""Scans read by a program that the user names."""

import io
import shlex
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from reportlab.lib.pagesizes import A4
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

from ground.errors import OcrFailed
from ingest.documents import ocr
from ingest.landing import land

Query = Callable[[str], list[tuple[Any, ...]]]
Statuses = Callable[[], list[tuple[Any, ...]]]
PAGES = (
    "    溪山市2020年法治政府建设情况报告\\n\\n"
    "    2020年,溪山市坚持依法行政,推进法治政府建设,全市共受理行政复议案\\n件312件,审结298件。\\f"
    "    举办法治培训15次。\\n"
)


@pytest.fixture
def scan() -> bytes:
    made = io.BytesIO()
    canvas = Canvas(made, pagesize=A4)
    for _ in range(2):
        canvas.drawImage(ImageReader(io.BytesIO(b"P6 1 1 255 \x80\x80\x80")), 0, 0, *A4)
        canvas.showPage()
    canvas.save()
    return made.getvalue()


@pytest.fixture
def named(monkeypatch: pytest.MonkeyPatch) -> Callable[[str], None]:
    """Names a program: a line of Python, which finds the file's path in sys.argv."""

    def _named(code: str) -> None:
        monkeypatch.setenv(ocr.VARIABLE, f"{shlex.quote(sys.executable)} -X utf8 -c {shlex.quote(code)} {{input}}")

    return _named


def test_a_scan_lands_with_a_flag_once_a_program_is_named(
    write: Callable[..., Path],
    folder: Path,
    db: Path,
    query: Query,
    statuses: Statuses,
    scan: bytes,
    named: Callable[[str], None],
) -> None:
    write("scan.pdf", scan)
    assert land(folder, db).refused[0][1] == "scanned"
    assert land(folder, db).load_id is None
    named(f"import sys; assert open(sys.argv[1], 'rb').read(4) == b'%PDF'; print('{PAGES}', end='')")
    assert land(folder, db).landed == 1
    ((text, form, is_ocr),) = query("select text, format, is_ocr from raw.reports")
    assert (form, is_ocr) == ("pdf", True)
    assert "行政复议案件312件" in text
    assert query("select page_no, basis, char_end - char_start > 5 from raw.pages order by 1") == [
        (1, "ocr", True),
        (2, "ocr", True),
    ]


@pytest.mark.parametrize(
    ("code", "said"),
    [
        ("import sys; sys.exit('no such language')", "exit code 1 .no such language"),
        ("print(' ')", "has found no text"),
        (r"import sys; sys.stdout.buffer.write(b'\xff')", "not UTF-8"),
    ],
)
def test_a_program_that_fails_says_so(scan: bytes, named: Callable[[str], None], code: str, said: str) -> None:
    named(code)
    with pytest.raises(OcrFailed, match=said):
        ocr.read(scan)


def test_a_program_that_takes_too_long_is_ended(scan: bytes, named: Callable[[str], None]) -> None:
    named("import time; time.sleep(60)")
    with pytest.raises(OcrFailed, match=r"more than 0.5 seconds"):
        ocr.read(scan, seconds=0.5)


@pytest.mark.parametrize("command", ["'", "no-such-program {input}"])
def test_a_command_that_is_none(scan: bytes, monkeypatch: pytest.MonkeyPatch, command: str) -> None:
    monkeypatch.setenv(ocr.VARIABLE, command)
    with pytest.raises(OcrFailed, match="correct it"):
        ocr.read(scan)
