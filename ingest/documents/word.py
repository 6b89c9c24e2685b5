"""The text of a Word file: its paragraphs a line each, with the numbers that Word writes before them, and its tables.

Headers, footers, notes and comments are no part of it, nor is what was deleted or hidden. python-docx opens the
package; the words are gathered here, because its own `text` leaves out what stands in smart tags, content controls and
insertions, and old Word files keep numbers with their units in smart tags.
"""

import io
import re
from collections.abc import Iterator
from typing import Any, NamedTuple

import docx
from docx.oxml.ns import qn

from ground.errors import BrokenFile, TooLarge
from ingest.documents import Content
from ingest.documents.doubts import UNREAD, clean, doubted, raised, settled, small
from ingest.documents.grids import LAYOUT, Cell, one_line, piped
from ingest.documents.numbering import Numbering
from ingest.documents.packages import opened, parts
from ingest.documents.runs import Looks, instructions, is_gone, mark_is_gone

MAX_COLUMNS = 63
HAIR = 20  # twentieths of a point up to which a row or a column is not seen
MAX_DEPTH = 40  # of tables in tables and controls in controls
_P, _TBL, _TR, _TC = qn("w:p"), qn("w:tbl"), qn("w:tr"), qn("w:tc")
_T, _TAB, _BR, _CR, _DASH = qn("w:t"), qn("w:tab"), qn("w:br"), qn("w:cr"), qn("w:noBreakHyphen")
_R, _BDO, _SDT = qn("w:r"), qn("w:bdo"), qn("w:sdt")
_PLACEHOLDER = f"{qn('w:sdtPr')}/{qn('w:showingPlcHdr')}"  # what a form shows where nothing is filled in
_BOX = qn("w:txbxContent")
_NUMBERED = re.compile(r"[0-9０-９][.．,，]?$")
_DIGIT = re.compile(r"\s*[0-9０-９]")
_WRAPPERS = frozenset(map(qn, ["w:sdt", "w:sdtContent", "w:ins", "w:customXml", "w:smartTag"]))
# What is deleted or moved away, a second rendering for old programs, the reading of a character, properties.
_SKIPPED = frozenset(
    [
        *map(qn, ["w:del", "w:moveFrom", "w:rt", "w:pPr", "w:rPr", "w:instrText", "w:delText"]),
        "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback",
        _BOX,
    ]
)
# What may show a digit without saying which: letters of symbol fonts, equations, pictures within a line.
_UNREAD = frozenset(
    [
        *map(qn, ["w:sym", "w:object", "wp:inline"]),
        "{http://schemas.openxmlformats.org/officeDocument/2006/math}oMath",
    ]
)


def read(data: bytes) -> Content:
    """The text of the DOCX file in `data`. Raises BrokenFile, EncryptedFile or TooLarge."""
    with opened(data) as archive:
        for _ in parts(archive):
            pass  # python-docx reads every one: within bounds, or not at all
    try:
        document = docx.Document(io.BytesIO(data))
    except (KeyError, ValueError) as error:
        raise BrokenFile(f"it is no Word file that can be read ({error}); save it as DOCX again") from None
    sheet = _Sheet(Numbering(document), Looks(document))
    return Content("\n".join(_blocks(document.element.body, sheet, 0)))


class _Sheet(NamedTuple):
    """What a document says of its paragraphs and runs."""

    numbering: Numbering
    looks: Looks


def _blocks(parent: Any, sheet: _Sheet, depth: int) -> Iterator[str]:  # noqa: ANN401 - an element of lxml
    """The lines of what stands in `parent`: paragraphs, rows of tables, and what content controls wrap."""
    if depth > MAX_DEPTH:
        raise TooLarge("it nests its tables too deeply to be read; save its text as .txt")
    begun = ""  # the words of paragraphs whose mark is deleted
    for child in parent:
        if child.tag == _P:
            words = "".join(_words(child, sheet.looks))
            number = sheet.numbering.before(child) if words.strip(" \n") and not begun else ""
            if _NUMBERED.search(number) and _DIGIT.match(words):
                number += " "  # 1. and 386件 are not 1.386件
            begun += number + words
            if mark_is_gone(child) and child.getnext() is not None and child.getnext().tag == _P:
                continue
            if words := settled(begun).strip(" \n"):
                yield from words.split("\n")
            begun = ""
            for box in _boxes(child):
                yield from _blocks(box, sheet, depth + 1)
        elif child.tag == _TBL:
            yield from _table(child, sheet, depth + 1)
        elif isinstance(child.tag, str) and child.tag not in _SKIPPED:
            yield from _blocks(child, sheet, depth + 1)


def _words(element: Any, looks: Looks) -> Iterator[str]:  # noqa: ANN401
    """The words in a paragraph, in order, with the marks of `ingest.documents.doubts`."""
    asked = instructions(element) if element.tag == _P else frozenset()
    for child in element:
        if child.tag == _R:
            if child not in asked:
                yield from _run(child, looks)
        elif child.tag == _BDO or (child.tag == _SDT and child.find(_PLACEHOLDER) is not None):
            yield doubted("".join(_words(child, looks)))
        elif child.tag in _UNREAD:
            yield UNREAD
        elif isinstance(child.tag, str) and child.tag not in _SKIPPED:
            yield from _words(child, looks)


def _run(run: Any, looks: Looks) -> Iterator[str]:  # noqa: ANN401
    """The words of a run as it looks."""
    words = "".join(_letters(run, looks))
    look = looks.of(run) if words else "hidden"
    if look in ("hidden", "struck"):
        return
    if look == "doubted":
        yield doubted(words)
    elif look == "raised":
        yield raised(words)
    else:
        yield small(words) if words.strip().isdigit() and looks.is_small(run) else words


def _letters(element: Any, looks: Looks) -> Iterator[str]:  # noqa: ANN401
    for child in element:
        if child.tag == _T:
            yield clean((child.text or "").replace("\n", " "))
        elif child.tag == _TAB:
            yield " "
        elif child.tag in (_BR, _CR):
            yield "" if child.get(qn("w:type")) in ("page", "column") else "\n"
        elif child.tag == _DASH:
            yield "-"
        elif child.tag == _R:
            yield from _run(child, looks)  # within a ruby, the letters that it explains
        elif child.tag in _UNREAD:
            yield UNREAD
        elif isinstance(child.tag, str) and child.tag not in _SKIPPED:
            yield from _letters(child, looks)


def _boxes(paragraph: Any) -> Iterator[Any]:  # noqa: ANN401
    """The text boxes that a paragraph anchors, each once."""
    for box in paragraph.iter(_BOX):
        above = [ancestor.tag for ancestor in box.iterancestors()]
        if not any(tag in _SKIPPED for tag in above[: above.index(_P)]):
            yield box


def _table(table: Any, sheet: _Sheet, depth: int) -> Iterator[str]:  # noqa: ANN401
    """The rows of a table with its cells between pipes; one that is there for the layout gives its paragraphs."""
    grid: list[list[_Placed]] = []
    lines: list[str] = []
    unseen = _unseen_columns(table)
    for row in _children(table, _TR):
        if is_gone(row, "trPr", "del", "hidden") or _has_no_height(row):
            continue
        column = _number(row, "w:trPr/w:gridBefore", 0)
        placed = [_Placed(0, column, "", False)] if column else []
        for cell in _children(row, _TC):
            if is_gone(cell, "tcPr", "cellDel"):
                continue
            span = max(1, _number(cell, "w:tcPr/w:gridSpan", 1))
            said = [] if unseen.issuperset(range(column, column + span)) else list(_blocks(cell, sheet, depth))
            lines += said
            merge = cell.find(f"{qn('w:tcPr')}/{qn('w:vMerge')}")
            goes_on = merge is not None and merge.get(qn("w:val")) != "restart"
            placed.append(_Placed(column, span, one_line(said), goes_on, tuple(said)))
            column += span
        grid.append(placed)
    nested = any(line.startswith("| ") for line in lines)
    if nested or any(len(cell.words) > LAYOUT for row in grid for cell in row):
        yield from lines
        return
    yield from piped(_spanned(grid)) or lines


def _has_no_height(row: Any) -> bool:  # noqa: ANN401
    """Whether a row is exactly as high as a hair."""
    height = row.find(f"{qn('w:trPr')}/{qn('w:trHeight')}")
    if height is None or height.get(qn("w:hRule")) != "exact":
        return False
    said = height.get(qn("w:val")) or ""
    return said.isdecimal() and int(said) <= HAIR


def _unseen_columns(table: Any) -> set[int]:  # noqa: ANN401
    """The columns of no width in a table whose widths are fixed."""
    layout = table.find(f"{qn('w:tblPr')}/{qn('w:tblLayout')}")
    if layout is None or layout.get(qn("w:type")) != "fixed":
        return set()
    widths = [column.get(qn("w:w")) or "" for column in table.findall(f"{qn('w:tblGrid')}/{qn('w:gridCol')}")]
    return {at for at, width in enumerate(widths) if width.isdecimal() and int(width) <= HAIR}


class _Placed(NamedTuple):
    """A cell of a row: its first column, how many it spans, its words, and whether it goes on with the one above."""

    column: int
    span: int
    words: str
    goes_on: bool
    lines: tuple[str, ...] = ()


def _spanned(grid: list[list[_Placed]]) -> Iterator[list[Cell]]:
    reaching = [{cell.column for cell in row if cell.goes_on} for row in grid]
    for number, row in enumerate(grid):
        cells = []
        for cell in row:
            below = reaching[number + 1 :]
            down = next((rows for rows, columns in enumerate(below) if cell.column not in columns), len(below))
            if not cell.goes_on:
                cells.append(Cell(cell.words, cell.span, 1 + down, cell.lines))
            elif number == 0:
                cells.append(Cell("", cell.span))
        yield cells


def _children(parent: Any, tag: str) -> Iterator[Any]:  # noqa: ANN401
    """The rows of a table or the cells of a row, those too that a content control wraps."""
    for child in parent:
        if child.tag == tag:
            yield child
        elif child.tag in _WRAPPERS:
            yield from _children(child, tag)


def _number(element: Any, path: str, otherwise: int) -> int:  # noqa: ANN401
    """The value of a property of `element`, as Word bounds it."""
    found = element.find("/".join(qn(part) for part in path.split("/")))
    value = found.get(qn("w:val")) if found is not None else None
    return min(int(value), MAX_COLUMNS) if value and value.isdecimal() else otherwise
