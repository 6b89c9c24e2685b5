"""The formats that reports come in, how the tests make each, and the table of docs/formats.md, made from this."""

import io
import subprocess
import tempfile
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import NamedTuple

from ingest.documents import conversion
from tests.documents import as_docx, as_html, as_pdf
from tests.ofdfiles import as_ofd

Rows = list[list[object]]
OFFICE, OCR = "LibreOffice", "the extra ocr"


class Form(NamedTuple):
    """A format: the endings of its names, who makes it here and how, as what it lands, what must be installed."""

    name: str
    suffixes: tuple[str, ...]
    made_by: str
    make: Callable[[str], bytes]
    lands_as: str
    needs: str = ""


def by_office(data: bytes, given: str, wanted: str) -> bytes:
    """A file as LibreOffice saves it in another format."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        (folder / f"report.{given}").write_bytes(data)
        profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
        command = [str(conversion.program()), profile, "--headless", "--convert-to", wanted]
        command += ["--outdir", str(folder / "made")]
        subprocess.run([*command, str(folder / f"report.{given}")], capture_output=True, check=True, timeout=300)
        return (folder / "made" / f"report.{wanted.split(':')[0]}").read_bytes()


def word(wanted: str) -> Callable[[str], bytes]:
    """A maker of a text in one of the formats of word processors."""
    return lambda text: by_office(as_docx(text), "docx", wanted)


def wps(text: str) -> bytes:
    """A text in the structure that WPS uses, which is Word's of before 2007; of other bytes than a `.doc`."""
    return by_office(word("odt")(text), "odt", "doc")


def sheet(wanted: str) -> Callable[[str], bytes]:
    """A maker of the sheets of `tests.formats.sheets` in a format of spreadsheets; the text is their place."""
    from tests.formats.sheets import book

    return lambda place: book(place) if wanted == "xlsx" else by_office(book(place), "xlsx", wanted)


def scanned(form: str) -> Callable[[str], bytes]:
    """A maker of a text printed and scanned."""
    from tests.scans.printing import pages

    def make(text: str) -> bytes:
        first, *others = pages(text, 200, 1.0)
        made = io.BytesIO()
        more = {"save_all": True, "append_images": others} if form in ("PDF", "TIFF") else {}
        first.save(made, form, **more)
        return made.getvalue()

    return make


TEXTS = (
    Form("text", (".txt", ".md"), "UTF-8", str.encode, "text"),
    Form("text", (".txt",), "GB18030", lambda text: text.encode("gb18030"), "text"),
    Form("web page", (".html", ".htm", ".shtml"), "UTF-8", as_html, "html"),
    Form(
        "web page", (".html",), "GB18030 under gb2312", partial(as_html, charset="gb18030", declared="gb2312"), "html"
    ),
    Form("PDF", (".pdf",), "reportlab", as_pdf, "pdf"),
    Form("PDF", (".pdf",), "LibreOffice", word("pdf"), "pdf"),
    Form("Word", (".docx",), "python-docx", as_docx, "docx"),
    Form("Word", (".docx",), "LibreOffice", word("docx"), "docx"),
    Form("Word 97 to 2003", (".doc",), "LibreOffice", word("doc"), "doc", OFFICE),
    Form("WPS text", (".wps",), "LibreOffice, in the structure that WPS uses", wps, "doc", OFFICE),
    Form("RTF", (".rtf",), "LibreOffice", word("rtf"), "rtf", OFFICE),
    Form("OpenDocument text", (".odt",), "LibreOffice", word("odt"), "odt", OFFICE),
    Form("OFD", (".ofd",), "the test, set in lines and pages", as_ofd, "ofd"),
)
SHEETS = (
    Form("Excel", (".xlsx",), "openpyxl", sheet("xlsx"), "xlsx"),
    Form("Excel 97 to 2003", (".xls",), "LibreOffice", sheet("xls"), "xls", OFFICE),
    Form("WPS sheet", (".et",), "LibreOffice, in the structure that WPS uses", sheet("xls"), "xls", OFFICE),
    Form("OpenDocument sheet", (".ods",), "LibreOffice", sheet("ods"), "ods", OFFICE),
)
SCANS = (
    Form("scanned PDF", (".pdf",), "Chromium, turned into pictures askew", scanned("PDF"), "pdf", OCR),
    Form("picture", (".tif", ".tiff"), "the same, a frame a page", scanned("TIFF"), "tiff", OCR),
    Form("picture", (".png", ".jpg", ".jpeg"), "the same, one page", scanned("PNG"), "png", OCR),
)


def table() -> list[str]:
    """The table of the formats, a line each, as docs/formats.md has it."""
    same = "the same observations as the text"
    lines = ["| format | names | made in the test by | `format` | needs | what is held |", "|---|---|---|---|---|---|"]
    for forms, held in (
        (TEXTS, same),
        (SHEETS, "the totals of all sheets and years"),
        (SCANS, "no other, some left out"),
    ):
        for form in forms:
            names = " ".join(f"`{suffix}`" for suffix in form.suffixes)
            lines.append(f"| {form.name} | {names} | {form.made_by} | `{form.lands_as}` | {form.needs} | {held} |")
    return lines
