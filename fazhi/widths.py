"""Text on a terminal, where a Chinese character is two columns wide: measured, cut, broken into lines and tables."""

import re
import unicodedata
from collections.abc import Sequence

_UNBROKEN = re.compile(r"⟦[^⟧]*⟧|[!-~]+|.", re.S)  # a marked number, a word of ASCII, or one character
_NOT_FIRST = "，。；：、！？）》」』”’％,.;:!?)%⟧"  # never begins a line
GAP = 2  # columns between two columns of a table


def width(text: str) -> int:
    """How many columns the text takes."""
    return sum(_columns(character) for character in text)


def _columns(character: str) -> int:
    if unicodedata.combining(character):
        return 0
    return 2 if unicodedata.east_asian_width(character) in "WF" else 1


def padded(text: str, columns: int, *, right: bool = False) -> str:
    """The text filled up with blanks to so many columns, before it where it stands to the right."""
    blanks = " " * max(0, columns - width(text))
    return blanks + text if right else text + blanks


def cut(text: str, columns: int) -> str:
    """The text, or as much of it as fits with … behind it."""
    if width(text) <= columns:
        return text
    kept = ""
    for character in text:
        if width(kept) + _columns(character) > columns - 1:
            break
        kept += character
    return f"{kept}…"


def wrapped(text: str, columns: int) -> list[str]:
    """The text in lines of at most so many columns, but for words that are longer."""
    lines = [""]
    for piece in _UNBROKEN.findall(" ".join(text.split())):
        if lines[-1] and width(lines[-1]) + width(piece) > columns and piece not in _NOT_FIRST:
            lines.append("")
        if piece != " " or lines[-1]:
            lines[-1] += piece
    return [line.rstrip() for line in lines]


def table(
    heads: Sequence[str], rows: Sequence[Sequence[str]], columns: int, *, right: Sequence[int] = (), flexible: int = 0
) -> list[str]:
    """A table in lines: a line of heads, then the rows.

    The columns whose numbers are in `right` stand to the right; `flexible` is the one that is cut where the table is
    wider than so many columns.
    """
    widths = [max(width(cell) for cell in cells) for cells in zip(heads, *rows, strict=True)]
    surplus = sum(widths) + GAP * (len(widths) - 1) - columns
    if surplus > 0:
        widths[flexible] = max(8, widths[flexible] - surplus)
    lines = []
    for row in (heads, *rows):
        cells = [
            padded(cut(cell, widths[number]) if number == flexible else cell, widths[number], right=number in right)
            for number, cell in enumerate(row)
        ]
        lines.append((" " * GAP).join(cells).rstrip())
    return lines
