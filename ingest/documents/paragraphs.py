"""Lines as they stand on pages to paragraphs as they were written.

Sentences and numbers that are broken over lines and pages are whole again, and what is printed around the text of every
page is left out. A line is the rest of the one before it where it begins at the margin and its first word had no room
left there.
"""

import re
from collections.abc import Sequence
from itertools import groupby, pairwise
from statistics import median
from typing import NamedTuple

from ingest.documents.runningheads import without_running_heads
from ingest.documents.sheets import Line, Sheet, Table

LONG = 10  # characters from which a line says where the margins are
INDENT = 1.2  # em from which a line is taken for a paragraph's first
ROOM = 1.0  # em that a line must have had left beyond the next word for its end to be meant
LOOSE = 2.2  # times the usual distance of lines, from which a gap divides paragraphs
SHARE = 0.7  # of the paper's width that text reaches over at least
SAME_WIDTH = 0.95  # of the usual width of the text, below which a page does not show its margins
ALIKE = 0.2  # by how much letters of one paragraph may differ in height

_WORD = re.compile(r"[(（《“‘「『〔\[]*(?:[0-9A-Za-z.,%％:/-]+|.)[。，、；：？！）》”’」』〕\],.;:?!%％]*")
_SECTION = re.compile(
    r"[一二三四五六七八九十]{1,3}、|[(（][一二三四五六七八九十]{1,3}[)）]|第[一二三四五六七八九十]{1,3}[章部]|\d{1,2}[.．、](?!\d)"
)
_FINISHED = re.compile(r"[。！？；：!?;:]\s?$")
_GAP = re.compile(r"\s*\t\s*(?!$)")


class Joined(NamedTuple):
    """The text of all pages, for each page the offset where its own text begins, and the recognised lines in it."""

    text: str
    starts: list[int]
    lines: list[tuple[int, int, float]]  # start, end, how sure it is


class _Margins(NamedTuple):
    left: float
    right: float
    spacing: float


def joined(sheets: Sequence[Sheet]) -> Joined:
    """The paragraphs of all pages, a line each."""
    pages = [[_tabulated(part) for part in _parts(page)] for page in without_running_heads(sheets)]
    paper = min((sheet.width for sheet in sheets), default=0.0)
    margins = iter(_margins([part for page in pages for part in page], paper))
    written: list[str] = []
    length, starts = 0, []
    lines: list[tuple[int, int, float]] = []
    before: Line | Table | None = None
    part_before: Sequence[Line | Table] = ()
    margin_before = _Margins(0.0, 0.0, 0.0)
    for page in pages:
        start = None
        for part in page:
            margin = next(margins)
            for block in part:
                glue = "\n"
                if isinstance(block, Table):
                    words = "\n".join(_rows(before, block))
                else:
                    words = block.text.rstrip()
                    apart = part is part_before and isinstance(before, Line) and _is_far(before, block, margin)
                    if isinstance(before, Line) and not apart and _goes_on(before, block, margin_before, margin):
                        glue = _glue(before, block)
                if not words:
                    continue
                glue = glue if written else ""
                written.append(glue + words)
                start = length + len(glue) if start is None else start
                length += len(glue + words)
                if block.sure is not None:
                    lines.append((length - len(words), length, block.sure))
                before, part_before, margin_before = block, part, margin
        starts.append(length if start is None else start)
        if not any(page):
            before = None  # whatever stood on it, nothing goes on behind it
    return Joined("".join(written), starts, lines)


def _parts(page: Sequence[Line | Table]) -> list[list[Line | Table]]:
    """The blocks of a page by its columns, in their order."""
    return [list(blocks) for _, blocks in groupby(page, key=lambda block: block.column)] or [[]]


def _rows(before: Line | Table | None, table: Table) -> tuple[str, ...]:
    """A table's rows; where it goes on from the page before, without its head printed again."""
    again = isinstance(before, Table) and before.rows[:1] == table.rows[:1]
    return table.rows[1:] if again else table.rows


def _is_far(before: Line, line: Line, margin: _Margins) -> bool:
    """Whether a gap divides two lines of one page."""
    return before.base - line.base > LOOSE * margin.spacing


def _goes_on(before: Line, line: Line, margin_before: _Margins, margin: _Margins) -> bool:
    em = max(before.em, line.em)
    if abs(before.em - line.em) > ALIKE * em:
        return False
    if line.left - margin.left > INDENT * em:
        if _SECTION.match(line.text):
            return False
        return _is_centred(before, margin_before, em) and _is_centred(line, margin, em)
    if _FINISHED.search(before.text) and _SECTION.match(line.text):
        return False
    word = _WORD.match(line.text)
    return margin_before.right - before.right < _width(word.group() if word else "") * em + ROOM * em


def _is_centred(line: Line, margin: _Margins, em: float) -> bool:
    """Whether a line stands in the middle with room on both sides, as a title in several lines does."""
    left, right = line.left - margin.left, margin.right - line.right
    return min(left, right) > em and abs(left - right) < em and not _FINISHED.search(line.text)


def _glue(before: Line, line: Line) -> str:
    """What stands between the two parts of a paragraph: nothing in Chinese, a blank between Latin words or numbers."""
    ends, begins = before.text.rstrip()[-1:], line.text[:1]
    if not (ends.isascii() and begins.isascii() and ends.isalnum() and begins.isalnum()):
        return ""
    return " " if before.text.endswith(" ") or (ends.isalpha() and begins.isalpha()) else ""


def _width(words: str) -> float:
    """How wide words are, in em."""
    return sum(0.5 if char.isascii() else 1.0 for char in words)


def _margins(pages: Sequence[Sequence[Line | Table]], paper: float) -> list[_Margins]:
    """Where the lines of each page begin and end; a page of few lines has the margins of the others."""
    found: list[_Margins | None] = []
    everything = []
    for page in pages:
        lines = [block for block in page if isinstance(block, Line)]
        if lines and lines[0].column:
            found.append(_of(lines))
            continue
        long = [line for line in lines if len(line.text) >= LONG]
        everything += long or lines
        found.append(_of(long) if len(long) >= 3 else None)
    known = [margin for margin, page in zip(found, pages, strict=True) if margin and not page[0].column]
    usual = _Margins(*(median(margin[side] for margin in known) for side in range(3))) if known else _of(everything)
    usual = usual._replace(right=max(usual.right, SHARE * paper))  # where no line is full, none is broken
    width = SAME_WIDTH * (usual.right - usual.left)
    # A narrower page has nothing but first or short lines; mirrored margins are as wide as the others.
    return [
        margin if margin and (page[0].column or margin.right - margin.left >= width) else usual
        for margin, page in zip(found, pages, strict=True)
    ]


def _of(lines: Sequence[Line]) -> _Margins:
    steps = [above.base - below.base for above, below in pairwise(lines) if above.base > below.base]
    left = min((line.left for line in lines), default=0.0)
    right = max((line.right for line in lines), default=0.0)
    return _Margins(left, right, median(steps) if steps else max((line.em for line in lines), default=1.0) * 1.5)


def _tabulated(page: Sequence[Line | Table]) -> list[Line | Table]:
    """The blocks of a page, with lines that stand in columns as a table and other wide gaps as two blanks."""
    found: list[Line | Table] = []
    run: list[Line] = []
    for block in [*page, None]:
        tabs = block.text.count("\t") if isinstance(block, Line) else 0
        if isinstance(block, Line) and tabs >= 2 and (not run or run[0].text.count("\t") == tabs):
            run.append(block)
            continue
        if len(run) >= 3:
            rows = tuple(f"| {_GAP.sub(' | ', line.text.replace('|', '/'))} |" for line in run)
            sure = min((line.sure for line in run if line.sure is not None), default=None)
            found.append(Table(rows, sure, run[0].column))
        else:
            found += [line._replace(text=_GAP.sub("  ", line.text)) for line in run]
        run = [block] if isinstance(block, Line) and tabs >= 2 else []
        if not run and isinstance(block, Line):
            found.append(block._replace(text=_GAP.sub("  ", block.text)))
        elif isinstance(block, Table):
            found.append(block)
    return found
