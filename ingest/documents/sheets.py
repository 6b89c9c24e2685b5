"""Pages as they are printed: lines and tables by their places.

Coordinates grow to the right and upwards, in any unit; one em is the height of a line's letters.
"""

from collections.abc import Sequence
from typing import NamedTuple


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
