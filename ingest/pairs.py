"""Names and numbers that take turns, one a line: 话务量⏎52330次⏎办结量⏎9702件. Text comes in normal form."""

import re
from collections.abc import Container, Sequence

from ingest.touching import DIGITS
from ingest.units import unit_at

_NAME = re.compile(r"[^\s,;。、|:0-9]{2,14}(?<![一-龥]是):?")
_NUMBER = re.compile(r"[0-9][0-9.,]{0,15}")
_MAGNITUDES = "余多万亿千百"
_FEWEST = 3  # pairs in a row are no chance


def paired(text: str, lines: Sequence[tuple[int, int]], tables: Container[int]) -> set[int]:
    """The numbers of the lines that are a number with its unit below the line that names it.

    A run that ends with a name begins with a title or names its numbers from below, and gives none.
    """
    found: set[int] = set()
    at = 0
    while at < len(lines):
        stop = at
        while stop + 1 < len(lines) and stop not in tables and _is_pair(text, lines[stop], lines[stop + 1]):
            stop += 2
        if stop - at >= 2 * _FEWEST and (stop == len(lines) or not _NAME.fullmatch(text, *lines[stop])):
            found.update(range(at + 1, stop, 2))
        at = max(stop, at + 1)
    return found


def _is_pair(text: str, name: tuple[int, int], number: tuple[int, int]) -> bool:
    return text[number[0]] in DIGITS and _NAME.fullmatch(text, *name) is not None and _is_counted(text, *number)


def _is_counted(text: str, start: int, end: int) -> bool:
    """Whether a line is a number and its unit, and nothing else."""
    found = _NUMBER.match(text, start, end)
    if found is None:
        return False
    at = found.end()
    while at < end and text[at] in _MAGNITUDES:
        at += 1
    return bool(unit_at(text, at)[0]) and unit_at(text, at)[1] == end
