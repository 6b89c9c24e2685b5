"""Tables of every format as lines with their cells between pipes, the form that `ingest.tables` reads."""

import re
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from ingest.documents.doubts import LOST

LAYOUT = 200  # characters of a cell above which a table is there for the layout

_WITHOUT_YEARS = re.compile(r"\d{4}年度?")
_DIGIT = re.compile(r"\d")
_BROKEN = re.compile(r"\d[.,．，]$")


class Cell(NamedTuple):
    """One cell: its words, and how many columns and rows it spans."""

    words: str
    columns: int = 1
    rows: int = 1


def piped(rows: Iterable[Sequence[Cell]]) -> list[str]:
    """The rows as lines; none where no row has two cells.

    A row gives the cells that begin in it. A cell that spans several rows or columns is repeated in each as long as
    it is a label, so that every number keeps its labels; numbers are written once.
    """
    filled: list[list[str]] = []
    pending: dict[int, tuple[str, int]] = {}  # by column: the label of a cell that reaches down, and how many rows more
    for row in rows:
        cells: list[str] = []
        for cell in row:
            while len(cells) in pending:
                cells.append(_carried(pending, len(cells)))
            again = "" if _DIGIT.search(_WITHOUT_YEARS.sub("", cell.words)) else cell.words
            for column in range(cell.columns):
                if cell.rows > 1:
                    pending[len(cells)] = (again, cell.rows - 1)
                cells.append(again if column else cell.words)
        while len(cells) in pending:
            cells.append(_carried(pending, len(cells)))
        filled.append(cells)
    if max(map(len, filled), default=0) < 2:
        return []
    return [line(cells) for cells in filled if any(cells)]


def line(cells: Sequence[str]) -> str:
    """One row as a line."""
    return f"| {' | '.join(cell.replace('|', '/') for cell in cells)} |"


def _carried(pending: dict[int, tuple[str, int]], column: int) -> str:
    """What a cell of an earlier row says in `column`."""
    words, more = pending.pop(column)
    if more > 1:
        pending[column] = (words, more - 1)
    return words


def one_line(lines: Iterable[str]) -> str:
    """A cell's lines as one; two numbers or Latin words on two lines of it stay two.

    What breaks behind a point or comma may be one number or two: it has no value.
    """
    words = ""
    for text in lines:
        ends, begins = words[-1:], text[:1]
        if _BROKEN.search(words) and begins.isdigit():
            words += f"{LOST}{text}"
            continue
        apart = (ends + begins).isascii() and ends.isalnum() and begins.isalnum()
        apart = apart or (ends.isdigit() and begins.isdigit())
        words += f" {text}" if apart else text
    return words
