"""Tables of every format as lines with their cells between pipes, the form that `ingest.tables` reads."""

import re
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from ingest.documents.doubts import LOST

LAYOUT = 200  # characters of a cell above which a table is there for the layout

_WITHOUT_YEARS = re.compile(r"\d{4}年度?")
_DIGIT = re.compile(r"\d")
_ONLY_NUMBER = re.compile(r"[-+]?[\d０-９]{1,15}(?:[,，]\d{3}){0,4}(?:[.．][\d０-９]{1,6})?\s?[^\d\s０-９]{0,4}")
_SHORTEST = 4  # letters of a label that is whole
_HEAD_ROWS = 4  # in which a table's heads stand
_NAMES = 4  # cells before a number in which its row is named
_BROKEN = re.compile(r"\d[.,．，]$")


class Cell(NamedTuple):
    """One cell: its words, how many columns and rows it spans, and its lines where their ends are meant."""

    words: str
    columns: int = 1
    rows: int = 1
    lines: tuple[str, ...] = ()


def piped(rows: Iterable[Sequence[Cell]]) -> list[str]:
    """The rows as lines; none where no row has two cells.

    A row gives the cells that begin in it. A cell that spans several rows or columns is repeated in each as long as
    it is a label, so that every number keeps its labels; numbers are written once. One number over several heads or
    beside several names has a lost character behind it: of which it is nobody says.
    """
    filled: list[list[str]] = []
    spanning: list[tuple[int, int, Cell]] = []  # numbers that span several rows or columns, by row and column
    pending: dict[int, tuple[str, int]] = {}  # by column: the label of a cell that reaches down, and how many rows more
    rows = list(rows)
    if not any(cell.rows > 1 for row in rows for cell in row):
        rows = [part for row in rows for part in _parted(row)]
    for row in rows:
        cells: list[str] = []
        for cell in row:
            while len(cells) in pending:
                cells.append(_carried(pending, len(cells)))
            if (cell.columns > 1 or cell.rows > 1) and _is_number(cell.words):
                spanning.append((len(filled), len(cells), cell))
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
    for at, column, cell in spanning:
        if _is_of_several(filled, at, column, cell):
            filled[at][column] += LOST
    return [line(cells) for cells in filled if any(cells)]


def _is_number(words: str) -> bool:
    """Whether a cell holds one number, and no year."""
    return _ONLY_NUMBER.fullmatch(words) is not None and _DIGIT.search(_WITHOUT_YEARS.sub("", words)) is not None


def _is_of_several(filled: Sequence[Sequence[str]], at: int, column: int, cell: Cell) -> bool:
    """Whether a number spans columns of different heads, or rows of different names."""
    if cell.columns > 1:
        for row in filled[: min(at, _HEAD_ROWS)]:
            if len({label for label in row[column : column + cell.columns] if label and not _is_number(label)}) > 1:
                return True
    names = (row[:column][-_NAMES:] for row in filled[at : at + cell.rows])
    return len({tuple(name for name in row if name and not _is_number(name)) for row in names}) > 1


def _parted(row: Sequence[Cell]) -> list[Sequence[Cell]]:
    """A row as several where its cells hold as many lines: labels, and as many numbers.

    A label of a few letters may be one that is broken, and so may then be the number beside it.
    """
    tall = [cell for cell in row if len(cell.lines) > 1]
    many = len(tall[0].lines) if tall else 0
    numbers = [cell for cell in tall if all(map(_ONLY_NUMBER.fullmatch, cell.lines))]
    labels = [cell for cell in tall if not any(map(_ONLY_NUMBER.fullmatch, cell.lines))]
    if not numbers or not labels or min(map(len, labels[0].lines)) < _SHORTEST:
        return [row]
    if any(len(cell.lines) != many for cell in tall) or any(
        _ONLY_NUMBER.fullmatch(cell.words) for cell in row if cell not in tall
    ):
        return [row]
    return [
        [cell._replace(words=cell.lines[at], lines=()) if cell in tall else cell for cell in row] for at in range(many)
    ]


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
