"""The text of a PDF: its letters by their places, as lines and tables, and those as paragraphs.

Only what the file says in letters is read. A page that is a picture has none; whether it is one is told, so that
nobody takes the silence of a scan for a report without figures.
"""

import pypdfium2 as pdfium
import pypdfium2.raw as pdfium_c

from ground.errors import BrokenFile, EncryptedFile, ScannedFile, TooLarge
from ingest.documents import Content
from ingest.documents.arranging import arranged
from ingest.documents.characters import UNKNOWN
from ingest.documents.drawings import drawn
from ingest.documents.layers import take_out_what_is_off
from ingest.documents.letters import letters
from ingest.documents.paragraphs import joined
from ingest.documents.recognition import INSTALL
from ingest.documents.ruledtables import grids
from ingest.documents.sheets import Sheet

MAX_PAGES = 1000
FEW = 15  # letters that a page may have and still be a picture (a stamp, a page number)
DRAWN = 60  # drawn shapes on a page without letters, from which these may be letters turned into curves
PICTURE = 0.3  # of a page's area
UNMAPPED = 0.005  # of the letters that may be unknown (bullets of symbol fonts)


def read(data: bytes) -> Content:
    """The text of the PDF in `data`. Raises EncryptedFile, BrokenFile, ScannedFile or TooLarge."""
    with opened(data) as document:
        sheets, bases = [], []
        for number in range(len(document)):
            try:
                sheet, basis = page_of(document, number)
            except pdfium.PdfiumError as error:
                raise BrokenFile(f"page {number + 1} cannot be read ({error}); fetch the PDF again") from None
            sheets.append(sheet)
            bases.append(basis)
    if not bases:
        raise BrokenFile("the PDF has no pages; get a whole copy of it")
    pictures = [number for number, basis in enumerate(bases, 1) if basis == "picture"]
    if 2 * len(pictures) >= len(bases):
        raise ScannedFile(
            f"{len(pictures)} of its {len(bases)} pages are pictures without text: it was scanned; look for the report "
            f"as a page or a Word file, or {INSTALL}"
        )
    text, starts, _ = joined(sheets)
    return Content(text, tuple(starts), tuple(bases))


def opened(data: bytes) -> pdfium.PdfDocument:
    """The PDF in `data`. Raises EncryptedFile, BrokenFile or TooLarge."""
    try:
        document = pdfium.PdfDocument(data)
    except pdfium.PdfiumError as error:
        if getattr(error, "err_code", None) == pdfium_c.FPDF_ERR_PASSWORD:
            raise EncryptedFile("the PDF asks for a password; save it without one and land that") from None
        raise BrokenFile(
            f"the PDF cannot be opened ({error}); it is damaged or cut off: get a whole copy of it"
        ) from None
    if len(document) > MAX_PAGES:
        raise TooLarge(f"it has {len(document):,} pages, more than the {MAX_PAGES:,} of any report; split it up")
    return document


def page_of(document: pdfium.PdfDocument, number: int) -> tuple[Sheet, str]:
    """What stands on a page (from 0), and its basis: text, ocr or picture. Raises ScannedFile for unknown letters."""
    page = document[number]
    take_out_what_is_off(document, number, page)
    text = page.get_textpage()
    width, height = page.get_size()
    try:
        rules, pictures, shapes = drawn(page)
        glyphs, hidden = letters(page, text.raw, rules)
    finally:
        text.close()
        page.close()
    seen = [glyph.char for glyph in glyphs if not glyph.char.isspace()]
    if len(seen) <= FEW and (pictures > PICTURE * width * height or shapes > DRAWN):
        return Sheet(width, height, ()), "picture"
    _check_letters(seen, number)
    return Sheet(width, height, arranged(glyphs, grids(rules))), "ocr" if hidden and pictures else "text"


def _check_letters(letters: list[str], number: int) -> None:
    """Raises ScannedFile where fonts do not say which letters they draw; a few may be lost."""
    unknown = letters.count(UNKNOWN)
    if unknown > max(1, UNMAPPED * len(letters)):
        raise ScannedFile(
            f"on page {number + 1} a font does not say which letters it draws ({unknown} of {len(letters)}), so its "
            f"figures cannot be read; treat it as a scan: look for a page or a Word file, or {INSTALL}"
        )
