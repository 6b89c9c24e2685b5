"""PDF files that are damaged, locked, active, or made to be slow."""

import io
import zlib
from pathlib import Path

from reportlab.lib.pdfencrypt import StandardEncryption
from reportlab.pdfgen.canvas import Canvas

from tests.documents import as_pdf
from tests.hostile.kinds import CITIES, kind, report, write

LINE = "全市受理行政复议案件{}件。"


def pdf(*objects: bytes) -> bytes:
    """A PDF of these objects, numbered from 1, of which the first is its catalogue; its table of places is right."""
    made = bytearray(b"%PDF-1.7\n")
    places = []
    for number, content in enumerate(objects, 1):
        places.append(len(made))
        made += b"%d 0 obj\n%s\nendobj\n" % (number, content)
    table = len(made)
    made += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    made += b"".join(b"%010d 00000 n \n" % place for place in places)
    made += b"trailer\n<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF\n" % (len(objects) + 1, table)
    return bytes(made)


def stream(content: bytes, times: int = 1) -> bytes:
    packer = zlib.compressobj()
    packed = b"".join(packer.compress(content) for _ in range(times)) + packer.flush()
    return b"<</Filter/FlateDecode/Length %d>>\nstream\n%s\nendstream" % (len(packed), packed)


def drawn(draw: str, **options: object) -> bytes:
    made = io.BytesIO()
    canvas = Canvas(made, **options)
    getattr(canvas, draw)(100, 100, 300, 300)
    canvas.save()
    return made.getvalue()


@kind("a PDF that is cut off, and one that is nothing but its name", "broken")
def pdf_cut_off(folder: Path, full: bool) -> None:
    write(folder, "a.pdf", as_pdf(report(LINE.format(91)))[:700])
    write(folder, "b.pdf", b"%PDF-1.7\n")


@kind("a PDF whose table of places is wrong", "landed", values={"92": "92"})
def pdf_wrong_places(folder: Path, full: bool) -> None:
    data = as_pdf(report(LINE.format(92)))
    at = data.rindex(b"startxref")
    write(folder, "a.pdf", data[:at] + b"startxref\n99999999\n%%EOF\n")


@kind("a PDF of shapes without letters", "scanned")
def pdf_without_text(folder: Path, full: bool) -> None:
    made = io.BytesIO()
    canvas = Canvas(made)
    for number in range(100):
        canvas.rect(50 + number, 50 + number, 100, 100)
    canvas.save()
    write(folder, "a.pdf", made.getvalue())


@kind("a password on a PDF", "encrypted")
def pdf_password(folder: Path, full: bool) -> None:
    write(folder, "a.pdf", drawn("rect", encrypt=StandardEncryption("secret")))


@kind("scripts and programs that a PDF starts", "landed", values={"93": "93"})
def pdf_scripts(folder: Path, full: bool) -> None:
    data = as_pdf(report(LINE.format(93), city=CITIES[4], year=2017))
    action = b"/OpenAction<</S/JavaScript/JS(app.alert\\(1\\))>>/AA<</WC<</S/Launch/F(/bin/sh)>>>>/Type /Catalog"
    write(folder, "a.pdf", data.replace(b"/Type /Catalog", action, 1))


@kind("a PDF whose pages go in a circle", "broken")
def pdf_circle(folder: Path, full: bool) -> None:
    catalogue = b"<</Type/Catalog/Pages 2 0 R>>"
    write(folder, "a.pdf", pdf(catalogue, b"<</Type/Pages/Count 3/Kids[2 0 R 2 0 R]/Parent 2 0 R>>"))


@kind("a PDF of more pages than any report", "too_large")
def pdf_pages(folder: Path, full: bool) -> None:
    kids = b"[" + b"3 0 R " * 1_500 + b"]"
    page = b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 100 100]>>"
    write(folder, "a.pdf", pdf(b"<</Type/Catalog/Pages 2 0 R>>", b"<</Type/Pages/Count 1500/Kids%s>>" % kids, page))


@kind("a PDF whose one page unpacks to gigabytes", "broken", full_only=True)
def pdf_bomb(folder: Path, full: bool) -> None:
    page = b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 100 100]/Contents 4 0 R>>"
    content = stream(b"1 0 0 1 0 0 cm\n" * 100_000, 2_000)
    write(folder, "a.pdf", pdf(b"<</Type/Catalog/Pages 2 0 R>>", b"<</Type/Pages/Count 1/Kids[3 0 R]>>", page, content))
