"""Lines as they stand on pages to paragraphs as they were written.

Sentences and numbers that are broken over lines and pages are whole again, and what is printed around the text of every
page is left out. A line is the rest of the one before it where it begins at the margin and its first word had no room
left there. Coordinates grow to the right and upwards, in any unit; one em is the height of a line's letters.
"""

import re
from collections import Counter
from collections.abc import Sequence
from itertools import groupby, pairwise
from statistics import median
from typing import NamedTuple

EDGE = 0.15  # of the page's height: above and below it stand running heads and page numbers
PEELED = 3  # lines that may stand there
SAME_PLACE = 3  # points by which a running head may move from page to page
LONG = 10  # characters from which a line says where the margins are
INDENT = 1.2  # em from which a line is taken for a paragraph's first
ROOM = 1.0  # em that a line must have had left beyond the next word for its end to be meant
LOOSE = 2.2  # times the usual distance of lines, from which a gap divides paragraphs
SHARE = 0.7  # of the paper's width that text reaches over at least
SAME_WIDTH = 0.95  # of the usual width of the text, below which a page does not show its margins
ALIKE = 0.2  # by how much letters of one paragraph may differ in height

_NUMBER = re.compile(r"[-—–―·•\s]*(?:第\s*)?(\d{1,4})\s*(?:页)?(?:\s*(?:[,，]?\s*共|/)\s*\d{1,4}\s*页?)?[-—–―·•\s]*")
_WORD = re.compile(r"[(（《“‘「『〔\[]*(?:[0-9A-Za-z.,%％:/-]+|.)[。，、；：？！）》”’」』〕\],.;:?!%％]*")
_SECTION = re.compile(
    r"[一二三四五六七八九十]{1,3}、|[(（][一二三四五六七八九十]{1,3}[)）]|第[一二三四五六七八九十]{1,3}[章部]|\d{1,2}[.．、](?!\d)"
)
_FINISHED = re.compile(r"[。！？；：!?;:]\s?$")
_GAP = re.compile(r"\s*\t\s*(?!$)")


class Line(NamedTuple):
    """A line of text: its left and right end, its baseline and its letters' height.

    A wide gap in it is a tab; one blank at its end is kept. `sure`: how sure a recognised line is, from 0 to 1.
    """

    text: str
    left: float
    right: float
    base: float
    em: float
    sure: float | None = None
    column: int = 0  # of a page that is set in columns


class Table(NamedTuple):
    """A table: its rows, cells between pipes; `sure` as of lines, where they were recognised."""

    rows: tuple[str, ...]
    sure: float | None = None
    column: int = 0


class Sheet(NamedTuple):
    """One page: its width and height, and its lines and tables in the order of reading."""

    width: float
    height: float
    blocks: Sequence[Line | Table]


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
    pages = [[_tabulated(part) for part in _parts(page)] for page in _without_running_heads(sheets)]
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


def _without_running_heads(sheets: Sequence[Sheet]) -> list[list[Line | Table]]:
    """The pages without page numbers and without what stands at the same place of most pages."""
    edges = [_edge_lines(sheet) for sheet in sheets]
    places = Counter(key for edge in edges for key in {_place(line) for line in edge})
    needed = max(2, (len(sheets) + 1) // 2)
    offsets = Counter(
        offset for number, edge in enumerate(edges) for offset in {_offset(line, number) for line in edge}
    )
    del offsets[None]
    usual = offsets.most_common(1)[0] if offsets else (None, 0)
    pages = []
    for number, (sheet, edge) in enumerate(zip(sheets, edges, strict=True)):
        dropped = set()
        for line in edge:
            offset = _offset(line, number)
            is_number = offset is not None and (
                (offset == usual[0] and usual[1] >= needed) or not line.text.strip().isdecimal() or offset == 1
            )
            if is_number or _repeats(line, places, needed):
                dropped.add(id(line))
        pages.append([block for block in sheet.blocks if id(block) not in dropped])
    return pages


def _edge_lines(sheet: Sheet) -> list[Line]:
    """The outermost lines of a page, above and below its text."""
    lines = sorted((block for block in sheet.blocks if isinstance(block, Line)), key=lambda line: -line.base)
    top = [line for line in lines[:PEELED] if line.base > (1 - EDGE) * sheet.height]
    bottom = [line for line in lines[-PEELED:] if line.base < EDGE * sheet.height and line not in top]
    return top + bottom


def _place(line: Line) -> tuple[str, int]:
    """A line's words without digits and blanks, and its height on the page."""
    return re.sub(r"[\d\s]", "", line.text), round(line.base / SAME_PLACE)


def _repeats(line: Line, places: Counter[tuple[str, int]], needed: int) -> bool:
    words, height = _place(line)
    return bool(words) and sum(places[words, height + step] for step in (-1, 0, 1)) >= needed


def _offset(line: Line, number: int) -> int | None:
    """By how much a page number is ahead of the page's place in the file; None where the line is no page number."""
    text = line.text.strip()
    found = _NUMBER.fullmatch(text) if len(text) < LONG * 2 else None
    return int(found[1]) - number if found else None
