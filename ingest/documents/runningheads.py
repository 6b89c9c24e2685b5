"""What is printed around the text of every page: running heads and page numbers."""

import re
from collections import Counter
from collections.abc import Sequence

from ingest.documents.sheets import Line, Sheet, Table

EDGE = 0.15  # of the page's height: above and below it stand running heads and page numbers
PEELED = 3  # lines that may stand there
SAME_PLACE = 3  # points by which a running head may move from page to page
LONGEST = 20  # characters below which a line may be a page number

_NUMBER = re.compile(r"[-—–―·•\s]*(?:第\s*)?(\d{1,4})\s*(?:页)?(?:\s*(?:[,，]?\s*共|/)\s*\d{1,4}\s*页?)?[-—–―·•\s]*")


def without_running_heads(sheets: Sequence[Sheet]) -> list[list[Line | Table]]:
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
    found = _NUMBER.fullmatch(text) if len(text) < LONGEST else None
    return int(found[1]) - number if found else None
