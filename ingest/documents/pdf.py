"""The text of a PDF: its letters by their places, as lines and tables, and those as paragraphs.

Only what the file says in letters is read. A page that is a picture has none; whether it is one is told, so that
nobody takes the silence of a scan for a report without figures.
"""

import re
from itertools import pairwise
from statistics import median

import pypdfium2 as pdfium
import pypdfium2.raw as pdfium_c

from ground.errors import BrokenFile, EncryptedFile, ScannedFile, TooLarge
from ingest.documents import Content
from ingest.documents.characters import UNKNOWN
from ingest.documents.doubts import LOST, UNREAD, raised, settled
from ingest.documents.drawings import drawn
from ingest.documents.grids import Cell, one_line, piped
from ingest.documents.letters import Glyph, letters
from ingest.documents.paragraphs import Line, Sheet, Table, joined
from ingest.documents.ruledtables import Grid, grids

MAX_PAGES = 1000
FEW = 15  # letters that a page may have and still be a picture (a stamp, a page number)
DRAWN = 60  # drawn shapes on a page without letters, from which these may be letters turned into curves
PICTURE = 0.3  # of a page's area
SPACE = 0.4  # em between two Latin letters or digits, from which they are two words
COLUMN = 1.5  # em of a gap that no blank explains, from which what follows is another cell
LOWERED = 0.4  # em below the line down to which a letter is of it
RAISED = 0.75  # of the height of a line's letters, below which a raised digit is the mark of a note
ALIKE = 0.12  # by how much the digits of a number may differ in height
OFF = 0.06  # em from the line from which a digit stands off it
UNMAPPED = 0.005  # of the letters that may be unknown (bullets of symbol fonts)


def read(data: bytes) -> Content:
    """The text of the PDF in `data`. Raises EncryptedFile, BrokenFile, ScannedFile or TooLarge."""
    try:
        document = pdfium.PdfDocument(data)
    except pdfium.PdfiumError as error:
        if getattr(error, "err_code", None) == pdfium_c.FPDF_ERR_PASSWORD:
            raise EncryptedFile("the PDF asks for a password; save it without one and land that") from None
        raise BrokenFile(f"the PDF cannot be opened ({error}); it is damaged or cut off: fetch it again") from None
    with document:
        if len(document) > MAX_PAGES:
            raise TooLarge(f"it has {len(document):,} pages, more than the {MAX_PAGES:,} of any report; split it up")
        sheets, bases = [], []
        for number in range(len(document)):
            try:
                sheet, basis = _page(document, number)
            except pdfium.PdfiumError as error:
                raise BrokenFile(f"page {number + 1} cannot be read ({error}); fetch the PDF again") from None
            sheets.append(sheet)
            bases.append(basis)
    if not bases:
        raise BrokenFile("the PDF has no pages; fetch it again")
    pictures = [number for number, basis in enumerate(bases, 1) if basis == "picture"]
    if 2 * len(pictures) >= len(bases):
        raise ScannedFile(
            f"{len(pictures)} of its {len(bases)} pages are pictures without text: it was scanned; look for the report "
            "as a page or a Word file, or name a program that reads pictures in FAZHI_OCR (docs/formats.md says how)"
        )
    text, starts = joined(sheets)
    return Content(text, tuple(starts), tuple(bases))


def _page(document: pdfium.PdfDocument, number: int) -> tuple[Sheet, str]:
    page = document[number]
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
    return Sheet(width, height, _blocks(glyphs, grids(rules))), "ocr" if hidden and pictures else "text"


def _check_letters(letters: list[str], number: int) -> None:
    """Raises ScannedFile where fonts do not say which letters they draw; a few may be lost."""
    unknown = letters.count(UNKNOWN)
    if unknown > max(1, UNMAPPED * len(letters)):
        raise ScannedFile(
            f"on page {number + 1} a font does not say which letters it draws ({unknown} of {len(letters)}), so its "
            "figures cannot be read; treat it as a scan: look for a page or a Word file, or name a program that reads "
            "pictures in FAZHI_OCR (docs/formats.md says how)"
        )


def _blocks(glyphs: list[Glyph], found: list[Grid]) -> list[Line | Table]:
    """The lines and tables of a page from the top down; where lines stand side by side, in the order of the file."""
    inside: dict[int, dict[int, list[Glyph]]] = {}
    outside = []
    for glyph in glyphs:
        x, y = (glyph.left + glyph.right) / 2, glyph.base + glyph.em / 3
        for number, grid in enumerate(found):
            if (area := grid.area_at(x, y)) is not None:
                inside.setdefault(number, {}).setdefault(area, []).append(glyph)
                break
        else:
            outside.append(glyph)
    blocks: list[tuple[float, Line | Table]] = [(line.base, line) for line in _lines(outside)]
    heights = sorted(base for base, _ in blocks)
    side_by_side = any(above - below < 2.0 for below, above in pairwise(heights))
    for number, areas in inside.items():
        if rows := _rows(found[number], areas):
            blocks.append((found[number].rows[0], Table(tuple(rows))))
    if not side_by_side or inside:
        blocks.sort(key=lambda block: -block[0])
    return [block for _, block in blocks]


def _rows(grid: Grid, areas: dict[int, list[Glyph]]) -> list[str]:
    """The rows of a table."""
    columns = [[row[column] for row in grid.areas] for column in range(len(grid.columns) - 1)]
    seen: set[int] = set()
    rows = []
    for row in grid.areas:
        cells = []
        for column, area in enumerate(row):
            if area not in seen:
                seen.add(area)
                words = (line.text.replace("\t", " ").rstrip() for line in _lines(areas.get(area, [])))
                cells.append(Cell(one_line(words), row.count(area), columns[column].count(area)))
        rows.append(cells)
    return piped(rows)


def _lines(glyphs: list[Glyph]) -> list[Line]:
    """Letters as lines: what follows on the same baseline, farther right, goes on with the line."""
    lines: list[list[Glyph]] = []
    level: Glyph | None = None  # the last letter that stands on the line itself
    for glyph in glyphs:
        last = lines[-1][-1] if lines else None
        em = max(glyph.em, last.em) if last else 0
        if last and level and _is_raised(glyph, level) and last.right - em < glyph.left < last.right + em:
            lines[-1].append(glyph)
            continue
        beside = level if level and last and _is_raised(last, level) and glyph.left > last.right - em else last
        leads = last and last is level and _is_raised(last, glyph) and abs(glyph.left - last.right) < em
        level = glyph
        if last and beside and (leads or (abs(glyph.base - beside.base) < em / 2 and glyph.left > last.right - em)):
            lines[-1].append(glyph)
        elif last and abs(glyph.base - last.base) < em / 2 and glyph.char.isdigit():
            # Drawn over what stands there: which of them is seen, or which stands first, is not known.
            lines.append([glyph._replace(char=UNREAD, right=glyph.left), glyph])
        else:
            lines.append([glyph])
    found = (_line(line) for line in lines)
    return [line for line in found if line]


def _is_raised(glyph: Glyph, level: Glyph) -> bool:
    """Whether a letter is so much smaller than one on the line, and so far off it, that it stands above or below it."""
    off = glyph.base - level.base
    is_off = -LOWERED * level.em < off < -OFF * level.em or OFF * level.em < off < level.em
    return glyph.em < RAISED * level.em and is_off


def _line(glyphs: list[Glyph]) -> Line | None:
    """One line without the blanks that it begins with, of those at its end one; None where there is nothing else."""
    while glyphs and glyphs[0].char.isspace():
        glyphs = glyphs[1:]
    end = " " if glyphs and glyphs[-1].char.isspace() else ""
    while glyphs and glyphs[-1].char.isspace():
        glyphs = glyphs[:-1]
    if not glyphs:
        return None
    em, base = median(glyph.em for glyph in glyphs), median(glyph.base for glyph in glyphs)
    parts: list[str] = []
    above = ""  # letters that stand off the line
    last = None
    usual = Glyph("", 0.0, 0.0, base, em)
    for glyph in glyphs:
        is_number = glyph.char.isdigit()
        if _is_raised(glyph, usual):
            above += glyph.char
            continue
        if above:
            parts.append(raised(above))
            above = ""
        if is_number and last and last.char.isdigit() and not _is_alike(glyph, last):
            parts.append(LOST)
        if last and not last.char.isspace() and not glyph.char.isspace():
            gap = glyph.left - last.right
            if gap > COLUMN * em:
                parts.append("\t")
            elif gap > SPACE * em and last.char.isascii() and glyph.char.isascii():
                parts.append(" ")
        parts.append(LOST if glyph.char == UNREAD else glyph.char)
        last = glyph
    words = settled("".join(parts) + (raised(above) if above else ""))
    return Line(re.sub(r"[ \xa0]+", " ", words + end), glyphs[0].left, glyphs[-1].right, base, em)


def _is_alike(glyph: Glyph, other: Glyph) -> bool:
    """Whether two digits can be of one number: of one height, on one line."""
    em = max(glyph.em, other.em)
    return abs(glyph.em - other.em) <= ALIKE * em and abs(glyph.base - other.base) <= OFF * em
