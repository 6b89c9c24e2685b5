"""Boxes of recognised words to the lines of a page in the order in which a person reads them.

Words on one level are a line; where a page is printed in two columns, the left one is read first, between headings that
reach over both. Coordinates grow to the right and upwards.
"""

from collections.abc import Sequence
from itertools import pairwise
from statistics import median
from typing import NamedTuple

from ingest.documents.doubts import LOST
from ingest.documents.sheets import Line

LEVEL = 0.5  # of a box's height by which the middles of two may differ to be of one line
CELL = 1.5  # em of a gap, from which what follows is another cell
EDGE = 2.2  # em from the right margin, within which a line is as full as any: marks are set narrower there
START = 0.8  # em from the left margin, within which a line begins there
UNEVEN = 1.3  # times the usual height of letters, up to which a box is taken for one of them
SPACE = 0.4  # em between Latin letters or digits, from which they are two words
INK = 0.8  # of a box's height that its letters have
MIDDLE = (0.35, 0.65)  # of the text's width, where the gap between two columns is looked for
LINES = 6  # that each column must have
FULL = 0.6  # of a column's width that most of its lines must reach over: those of tables do not
STEPS = 60  # places in the middle that are tried


class Box(NamedTuple):
    """Words in one box, and how sure their reading is."""

    words: str
    left: float
    right: float
    bottom: float
    top: float
    sure: float

    @property
    def middle(self) -> float:
        """Its height on the page."""
        return (self.bottom + self.top) / 2


def lines(boxes: Sequence[Box]) -> list[Line]:
    """The lines of a page."""
    gap = _gap(boxes)
    if gap is None:
        return _filled(_levelled(boxes))
    sides = min(box.left for box in boxes), max(box.right for box in boxes)
    found: list[Line] = []
    left: list[Box] = []
    right: list[Box] = []
    for box in sorted(boxes, key=lambda box: -box.middle):
        if box.left < gap < box.right:
            found += [*_columns((left, right), *sides), *_levelled([box])]
            left, right = [], []
        else:
            (left if box.right <= gap else right).append(box)
    return [*found, *_columns((left, right), *sides)]


def _columns(columns: Sequence[Sequence[Box]], begin: float, end: float) -> list[Line]:
    """The lines of columns, one below the other, each as wide as the whole text: so they have the same margins."""
    found: list[Line] = []
    for boxes in columns:
        column = _filled(_levelled(boxes))
        left = min((line.left for line in column), default=begin)
        wide = (end - begin) / max(1.0, max((line.right for line in column), default=end) - left)
        found += [
            line._replace(left=begin + (line.left - left) * wide, right=begin + (line.right - left) * wide)
            for line in column
        ]
    return found


def _filled(found: Sequence[Line]) -> list[Line]:
    """Lines that begin or end at a margin, or nearly so, as beginning and ending there, and of the letters' height.

    A box is no exact measure: that of two letters is higher than that of a whole line.
    """
    left = min((line.left for line in found), default=0.0)
    right = max((line.right for line in found), default=0.0)
    usual = median(line.em for line in found) if found else 0.0
    return [
        line._replace(
            em=usual if usual / UNEVEN < line.em < usual * UNEVEN else line.em,
            left=left if line.left < left + START * line.em else line.left,
            right=right if line.right > right - EDGE * line.em else line.right,
        )
        for line in found
    ]


def _gap(boxes: Sequence[Box]) -> float | None:
    """Where the gap between two columns of text stands; None on a page of one column."""
    if len(boxes) < 2 * LINES:
        return None
    begin, end = min(box.left for box in boxes), max(box.right for box in boxes)
    for step in range(STEPS + 1):
        # from the middle outwards
        off = (step + 1) // 2 * (1 if step % 2 else -1) / STEPS
        at = begin + (end - begin) * (0.5 + off * (MIDDLE[1] - MIDDLE[0]))
        left = [box for box in boxes if box.right <= at]
        right = [box for box in boxes if box.left >= at]
        if min(len(left), len(right)) < LINES or len(left) + len(right) < 0.7 * len(boxes):
            continue
        if _is_full(left, begin, at) and _is_full(right, at, end):
            return at
    return None


def _is_full(boxes: Sequence[Box], begin: float, end: float) -> bool:
    """Whether most lines of a column reach over most of its width."""
    return median(box.right - box.left for box in boxes) >= FULL * (end - begin)


def _levelled(boxes: Sequence[Box]) -> list[Line]:
    """Boxes of one column as lines from the top down."""
    rows: list[list[Box]] = []
    for box in sorted(boxes, key=lambda box: -box.middle):
        row = rows[-1] if rows else None
        if row and abs(row[0].middle - box.middle) < LEVEL * min(row[0].top - row[0].bottom, box.top - box.bottom):
            row.append(box)
        else:
            rows.append([box])
    return [_line(sorted(row, key=lambda box: box.left)) for row in rows]


def _line(row: Sequence[Box]) -> Line:
    em = INK * median(box.top - box.bottom for box in row)
    words = row[0].words
    for before, box in pairwise(row):
        gap = box.left - before.right
        ends, begins = before.words[-1:], box.words[:1]
        if gap > CELL * em:
            words += "\t"
        elif ends.isdigit() and begins.isdigit():
            words += LOST  # one number or two: nobody knows
        elif gap > SPACE * em and ends.isascii() and begins.isascii():
            words += " "
        words += box.words
    return Line(words, row[0].left, row[-1].right, row[0].bottom, em, min(box.sure for box in row))
