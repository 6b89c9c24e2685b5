"""Words of a PDF in layers (optional content) that are switched off: nobody sees them, on paper or on the screen.

PDFium tells that a text lies in a layer, and not whether that layer is on. It draws what is on and nothing else: so the
page's layered texts are drawn alone, and a text that leaves no ink where its letters stand lies in a layer that is off.
"""

import ctypes
from collections.abc import Callable, Iterator
from math import ceil
from typing import Any

import pypdfium2 as pdfium
import pypdfium2.raw as pdfium_c

from ingest.documents.drawings import MAX_CLIPS, address

SCALE = 2.0  # dots a point: a full stop of a small letter has some
MOST_DOTS = 20_000_000  # of a page that is drawn
UNMARKED = 250  # of 255: what is lighter is no ink
_OC = "OC\0".encode("utf-16-le")  # the name of a mark around what lies in a layer

_Box = tuple[float, float, float, float]  # left, bottom, right, top in points, the page's foot at 0


def take_out_what_is_off(document: pdfium.PdfDocument, number: int, page: pdfium.PdfPage) -> None:
    """Takes the texts in layers that are off out of `page`, the document's of this number (from 0), not of the file.

    Before its letters are read: of two alike in one place PDFium tells the first alone, seen or not.
    """
    layered = {address(each.raw): each for each in _texts(page) if _is_layered(each.raw)}
    if not layered or (has_ink := _inked(document, number)) is None:
        return
    # Where the file does not hold the font, a letter may be without ink because this machine has none to draw it with;
    # digits and Latin letters it always has.
    embedded = {at for at, each in layered.items() if _has_its_font(each.raw)}
    seen: dict[int, bool] = {}
    for text, char, box in _letters(page):
        if text in layered and not char.isspace() and (char.isascii() or text in embedded):
            seen[text] = seen.get(text, False) or has_ink(box)
    for text, is_seen in seen.items():
        if not is_seen:
            page.remove_obj(layered[text])


def _texts(page: pdfium.PdfPage) -> Iterator[pdfium.PdfObject]:
    return page.get_objects(filter=(pdfium_c.FPDF_PAGEOBJ_TEXT,), max_depth=1)  # type: ignore[no-any-return]


def _has_its_font(text: Any) -> bool:  # noqa: ANN401 - the handle of a text
    return bool(pdfium_c.FPDFFont_GetIsEmbedded(pdfium_c.FPDFTextObj_GetFont(text)) == 1)


def _letters(page: pdfium.PdfPage) -> Iterator[tuple[int, str, _Box]]:
    """The letters of a page: the address of the text that each is of, the letter, and its box."""
    text = page.get_textpage()
    box = pdfium_c.FS_RECTF()
    try:
        for at in range(pdfium_c.FPDFText_CountChars(text.raw)):
            handle = pdfium_c.FPDFText_GetTextObject(text.raw, at)
            if handle and pdfium_c.FPDFText_GetLooseCharBox(text.raw, at, box):
                char = chr(pdfium_c.FPDFText_GetUnicode(text.raw, at))
                yield address(handle), char, (box.left, box.bottom, box.right, box.top)
    finally:
        text.close()


def _inked(document: pdfium.PdfDocument, number: int) -> Callable[[_Box], bool] | None:
    """What tells whether a page's layered texts leave ink in a box; None for a page too large to be drawn."""
    page = document[number]
    try:
        width, height = page.get_size()
        if width * height * SCALE**2 > MOST_DOTS:
            return None
        for each in list(page.get_objects(max_depth=1)):
            if each.type != pdfium_c.FPDF_PAGEOBJ_TEXT or not _is_layered(each.raw):
                page.remove_obj(each)
        picture = page.render(scale=SCALE, grayscale=True, may_draw_forms=False).to_pil()
    finally:
        page.close()

    def has_ink(box: _Box) -> bool:
        left, bottom, right, top = (SCALE * side for side in box)
        part = picture.crop((int(left), int(height * SCALE - top), ceil(right), ceil(height * SCALE - bottom)))
        return bool(part.size[0] * part.size[1] == 0 or part.getextrema()[0] < UNMARKED)

    return has_ink


def _is_layered(text: Any) -> bool:  # noqa: ANN401 - the handle of a text
    name, length = (ctypes.c_ushort * (len(_OC) // 2))(), ctypes.c_ulong()
    for at in range(min(pdfium_c.FPDFPageObj_CountMarks(text), MAX_CLIPS)):
        mark = pdfium_c.FPDFPageObj_GetMark(text, at)
        is_told = pdfium_c.FPDFPageObjMark_GetName(mark, name, len(_OC), length)
        if is_told and length.value == len(_OC) and bytes(name) == _OC:
            return True
    return False
