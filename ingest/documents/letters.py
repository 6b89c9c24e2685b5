"""The letters of a page of a PDF that a person sees, each with its place; those in doubt as lost ones.

Letters that nobody sees are left out: without ink, in white on white, a point high, beside the page, cut off, the
second drawing of one that is drawn twice for boldness. Where that is not sure, where they replace what is drawn, or a
line goes through a letter, a digit is lost: the number that it belongs to has no value.
"""

import ctypes
from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator, Sequence
from math import hypot, pi
from typing import Any, NamedTuple

import pypdfium2 as pdfium
import pypdfium2.raw as pdfium_c

from ingest.documents.characters import UNKNOWN, UNPRINTED, character
from ingest.documents.doubts import UNREAD
from ingest.documents.drawings import WHITE, Cover, Limits, address, covers, limits
from ingest.documents.ruledtables import Rule

TILT = 0.05  # radians from which letters stand askew: a watermark
TINY = 1.5  # points up to which letters are not seen
TWICE = 0.15  # em by which the second drawing of a letter may be moved
MAX_COVERS = 400  # filled shapes of a page that are looked at for each letter
ALIKE = 8  # of 255, in each colour, up to which letters are in the colour of their ground
STRUCK = (0.12, 0.6)  # em above the baseline between which a line goes through letters
_UNSEEN_MODES = (pdfium_c.FPDF_TEXTRENDERMODE_INVISIBLE, pdfium_c.FPDF_TEXTRENDERMODE_CLIP)


class Glyph(NamedTuple):
    """A letter and its place: left and right end, baseline, height."""

    char: str
    left: float
    right: float
    base: float
    em: float


class Letters(NamedTuple):
    """The letters of a page: those that are seen, and whether the page's text has no ink at all."""

    glyphs: list[Glyph]
    is_inkless: bool


def letters(page: pdfium.PdfPage, text: Any, rules: Sequence[Rule]) -> Letters:  # noqa: ANN401 - a handle
    """The upright letters of a page in the order of the file, lines drawn through them regarded."""
    found = list(_glyphs(text))
    looks = _Looks(page, text)
    inkless = [looks.has_no_ink(at) for at, _ in found]
    if found and sum(inkless) * 2 > len(found):
        return Letters([glyph for _, glyph in found], True)
    bounds = {at: looks.limits(at, *middle(glyph), is_digit=glyph.char.isdigit()) for at, glyph in found}
    if list(bounds.values()).count("hidden") * 2 > len(bounds):
        bounds = {}  # a page that cuts off the most of its text is not understood
    inked = [letter for letter, no_ink in zip(found, inkless, strict=True) if not no_ink]
    return Letters(
        seen(inked, rules, page.get_size(), lambda at, glyph: bounds.get(at) or looks.hides(at, *middle(glyph))), False
    )


def seen(
    found: Iterable[tuple[int, Glyph]],
    rules: Sequence[Rule],
    size: tuple[float, float],
    hides: Callable[[int, Glyph], str],
) -> list[Glyph]:
    """Which of the letters of a page of this `size` are seen, digits in doubt as lost ones.

    `hides` says of a letter, by the number it comes with, whether it is `hidden` or `doubted`.
    """
    width, height = size
    level = sorted((rule for rule in rules if rule.across), key=lambda rule: rule.at)
    kept: list[Glyph] = []
    places: dict[str, list[tuple[float, float]]] = {}
    for at, glyph in found:
        x, y = middle(glyph)
        if glyph.em <= TINY or not (0 <= x <= width and 0 <= y <= height):
            continue
        if not glyph.char.isspace():
            twins = places.setdefault(glyph.char, [])
            reach = TWICE * glyph.em
            if any(abs(left - glyph.left) < reach and abs(base - glyph.base) < reach for left, base in twins[-40:]):
                continue
            twins.append((glyph.left, glyph.base))
        how = hides(at, glyph)
        if how == "hidden":
            continue
        if glyph.char.isdigit() and (how or _is_struck(glyph, x, level)):
            kept.append(glyph._replace(char=UNREAD))
        else:
            kept.append(glyph)
    return kept


def middle(glyph: Glyph) -> tuple[float, float]:
    """The point of a letter by which it lies somewhere."""
    return (glyph.left + glyph.right) / 2, glyph.base + glyph.em / 3


def _is_struck(glyph: Glyph, x: float, level: Sequence[Rule]) -> bool:
    low, high = (glyph.base + share * glyph.em for share in STRUCK)
    at = bisect_left(level, low, key=lambda rule: rule.at)
    while at < len(level) and level[at].at <= high:
        if level[at].low <= x <= level[at].high:
            return True
        at += 1
    return False


class _Looks:
    """How the letters of a page are drawn."""

    def __init__(self, page: pdfium.PdfPage, text: Any) -> None:  # noqa: ANN401
        self._text = text
        found, self._order = covers(page)
        self._covers, self._is_drawing = found[:MAX_COVERS], len(found) > MAX_COVERS
        self._modes: dict[int, int] = {}
        self._limits: dict[int, Limits] = {}
        # Drawings within the page have places of their own.
        texts = page.get_objects(filter=(pdfium_c.FPDF_PAGEOBJ_TEXT,), max_depth=1)
        self._outer = {address(each.raw) for each in texts}
        self._colours = tuple(ctypes.c_uint() for _ in range(4))

    def has_no_ink(self, at: int) -> bool:
        handle = pdfium_c.FPDFText_GetTextObject(self._text, at)
        if not handle:
            return False
        key = address(handle)
        if key not in self._modes:
            self._modes[key] = pdfium_c.FPDFTextObj_GetTextRenderMode(handle)
        return self._modes[key] in _UNSEEN_MODES

    def limits(self, at: int, x: float, y: float, *, is_digit: bool) -> str:
        """`hidden` for a letter beyond what its text is cut to, `doubted` for a digit of words that replace others."""
        handle = pdfium_c.FPDFText_GetTextObject(self._text, at)
        if not handle:
            return ""
        key = address(handle)
        if key not in self._limits:
            found = limits(handle)
            self._limits[key] = found if key in self._outer else found._replace(boxes=[])
        boxes, is_replaced = self._limits[key]
        if any(not (left <= x <= right and bottom <= y <= top) for left, bottom, right, top in boxes):
            return "hidden"
        return "doubted" if is_digit and is_replaced else ""

    def hides(self, at: int, x: float, y: float) -> str:
        """`hidden` for a letter in white on white, `doubted` for one that something is drawn over."""
        handle = pdfium_c.FPDFText_GetTextObject(self._text, at)
        order = self._order.get(address(handle)) if handle else None
        here = [cover for cover in self._covers if lies(cover, x, y)]
        if order is not None and any(cover.order > order for cover in here):
            return "doubted"
        red, green, blue, alpha = self._colours
        under = [cover for cover in here if order is None or cover.order < order]
        if not pdfium_c.FPDFText_GetFillColor(self._text, at, red, green, blue, alpha):
            return ""
        if alpha.value < 10:
            return "hidden"
        if min(red.value, green.value, blue.value) < WHITE:
            ground = max(under, key=lambda cover: cover.order).colour if under else None
            own = (red.value, green.value, blue.value)
            return "hidden" if ground and max(abs(a - b) for a, b in zip(own, ground, strict=True)) <= ALIKE else ""
        if self._is_drawing:
            return "doubted"
        return "hidden" if not under or max(under, key=lambda cover: cover.order).is_white else ""


def lies(cover: Cover, x: float, y: float) -> bool:
    """Whether a shape lies over a point."""
    return cover.left <= x <= cover.right and cover.bottom <= y <= cover.top


def _glyphs(text: Any) -> Iterator[tuple[int, Glyph]]:  # noqa: ANN401 - a handle of the library
    """The upright letters of a page in the order of the file, each with its number there."""
    box, matrix = pdfium_c.FS_RECTF(), pdfium_c.FS_MATRIX()
    x, y = ctypes.c_double(), ctypes.c_double()
    high = 0  # the first half of a character that is told in two
    for at in range(pdfium_c.FPDFText_CountChars(text)):
        if pdfium_c.FPDFText_IsGenerated(text, at) == 1:
            continue
        angle = pdfium_c.FPDFText_GetCharAngle(text, at) % (2 * pi)
        if TILT < angle < 2 * pi - TILT:
            continue
        code = pdfium_c.FPDFText_GetUnicode(text, at)
        if 0xD800 <= code < 0xDC00:
            high = code
            continue
        if 0xDC00 <= code < 0xE000 and high:
            code = 0x10000 + ((high - 0xD800) << 10) + code - 0xDC00
        high = 0
        if code in UNPRINTED:
            continue
        char = UNKNOWN if pdfium_c.FPDFText_HasUnicodeMapError(text, at) == 1 else character(code)
        pdfium_c.FPDFText_GetLooseCharBox(text, at, box)
        pdfium_c.FPDFText_GetCharOrigin(text, at, x, y)
        pdfium_c.FPDFText_GetMatrix(text, at, matrix)
        em = pdfium_c.FPDFText_GetFontSize(text, at) * hypot(matrix.c, matrix.d)
        yield at, Glyph(char, box.left, max(box.right, x.value), y.value, em or box.top - box.bottom)
