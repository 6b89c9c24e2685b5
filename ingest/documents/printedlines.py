"""Letters by their places as the lines that they make."""

import re
from bisect import bisect
from statistics import median

from ingest.documents.doubts import LOST, UNREAD, raised, settled
from ingest.documents.letters import Glyph
from ingest.documents.sheets import Line

SPACE = 0.4  # em between two Latin letters or digits, from which they are two words
COLUMN = 1.5  # em of a gap that no blank explains, from which what follows is another cell
LOWERED = 0.4  # em below the line down to which a letter is of it
RAISED = 0.75  # of the height of a line's letters, below which a raised digit is the mark of a note
ALIKE = 0.12  # by how much the digits of a number may differ in height
OFF = 0.06  # em from the line from which a digit stands off it
FITS = 0.3  # em by which letters beside one another may overlap


def lines_of(glyphs: list[Glyph]) -> list[Line]:
    """Letters as lines: what follows on the same baseline, farther right, goes on with the line."""
    lines: list[list[Glyph]] = []
    level: Glyph | None = None  # the last letter that stands on the line itself
    for glyph in glyphs:
        last = lines[-1][-1] if lines else None
        em = max(glyph.em, last.em) if last else 0
        if last and level and _is_raised(glyph, level) and last.right - em < glyph.left < last.right + em:
            lines[-1].append(glyph)
            continue
        if last and abs(glyph.base - last.base) < em / 2 and glyph.left < last.right - em:
            # Letters of another font are drawn behind the others of the line, into the gaps that were left for them.
            place = _gap_for(glyph, lines[-1])
            if place is not None:
                lines[-1].insert(place, glyph)
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


def _gap_for(glyph: Glyph, line: list[Glyph]) -> int | None:
    """Where on a line a letter fits that was drawn after it; None where something stands there, and for digits."""
    if glyph.char.isdigit() or glyph.char.isspace():
        return None
    place = bisect([other.left for other in line], glyph.left)
    for other in line[max(0, place - 1) : place + 1]:
        over = min(other.right, glyph.right) - max(other.left, glyph.left)
        if over > FITS * glyph.em and not other.char.isspace():
            return None
    return place


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
