"""Pages set in columns: where the gutter runs, and the letters in the order of reading, column by column.

A gutter is an upright band of at least one em that hardly any line crosses, with full lines of prose on both sides;
the columns of a table, which hold names and numbers, are none. What crosses it (a title, a table) parts the page into
bands, each read from its left column to its right one.
"""

from collections.abc import Callable, Sequence
from statistics import median
from typing import NamedTuple

from ingest.documents.letters import Glyph
from ingest.documents.sheets import Line

NARROWEST = 0.9  # em of a gutter
MIDDLE = (0.2, 0.8)  # of the text's width, between which a gutter runs
CROSSED = 0.25  # of the lines that may cross it
FEWEST = 4  # lines of each column
SHORTEST = 7  # letters of most lines of a column
FULL = 0.5  # of a column's lines that reach its end
RAGGED = 2.0  # em before its end up to which a line reaches it
MARKS = frozenset("，。；、：,;")
MARKED = 0.3  # marks a line at least, as prose has them
MAX_WIDTH = 20_000  # points that are looked at
STEPS = 60  # places that are tried for a gutter
MOST_TRIED = 4
DEPTH = 2  # four columns


class Part(NamedTuple):
    """Letters that are read together; `column` is 0 where they reach over the page."""

    column: int
    top: float
    glyphs: list[Glyph]
    left: float
    right: float


class Wall(NamedTuple):
    """The upper edge of a table."""

    top: float
    left: float
    right: float


def parts(glyphs: Sequence[Glyph], walls: Sequence[Wall], lines: Callable[[list[Glyph]], list[Line]]) -> list[Part]:
    """The letters of a page in the order of reading; `walls` are the tops of its tables."""
    found = _parted(list(glyphs), walls, lines, DEPTH)
    return [part._replace(column=number if part.column else 0) for number, part in enumerate(found, 1)]


def _parted(
    glyphs: list[Glyph], walls: Sequence[Wall], lines: Callable[[list[Glyph]], list[Line]], depth: int
) -> list[Part]:
    runs = _runs(glyphs)
    gutter = _gutter(runs, lines, depth)
    if gutter is None:
        return [_part(0, glyphs)] if glyphs else []
    low, high = gutter
    middle = (low + high) / 2
    crossing = [run for run in runs if run[0].left < middle < run[-1].right]
    wide = {id(glyph) for run in crossing for glyph in run}
    heights = {run[0].base for run in crossing}
    heights |= {wall.top for wall in walls if wall.left < middle < wall.right}
    tops = [float("inf"), *sorted(heights, reverse=True)]
    found: list[Part] = []
    for top, bottom in zip(tops, [*tops[1:], float("-inf")], strict=True):
        across = [glyph for glyph in glyphs if id(glyph) in wide and bottom < glyph.base <= top]
        if across and found and found[-1].column == 0:
            found[-1].glyphs.extend(across)
        elif across:
            found.append(_part(0, across))
        band = [glyph for glyph in glyphs if id(glyph) not in wide and bottom < glyph.base <= top]
        left = [glyph for glyph in band if (glyph.left + glyph.right) / 2 < middle]
        right = [glyph for glyph in band if (glyph.left + glyph.right) / 2 >= middle]
        for side in (left, right):
            if any(not glyph.char.isspace() for glyph in side):
                found += [part._replace(column=1) for part in _parted(side, (), lines, depth - 1)]
    return found


def _part(column: int, glyphs: list[Glyph]) -> Part:
    seen = [glyph for glyph in glyphs if not glyph.char.isspace()] or glyphs
    ends = min(glyph.left for glyph in seen), max(glyph.right for glyph in seen)
    return Part(column, max(glyph.base for glyph in seen), list(glyphs), *ends)


def _runs(glyphs: Sequence[Glyph]) -> list[list[Glyph]]:
    """The letters of each height from left to right, parted where a gap is as wide as a gutter."""
    found: list[list[Glyph]] = []
    for glyph in sorted(
        (glyph for glyph in glyphs if not glyph.char.isspace()), key=lambda glyph: (-round(glyph.base), glyph.left)
    ):
        last = found[-1][-1] if found else None
        if last and round(last.base) == round(glyph.base) and glyph.left - last.right < NARROWEST * glyph.em:
            found[-1].append(glyph)
        else:
            found.append([glyph])
    return found


def _gutter(
    runs: list[list[Glyph]], lines: Callable[[list[Glyph]], list[Line]], depth: int
) -> tuple[float, float] | None:
    """Where the gutter between runs of letters is; None where they are set in one column."""
    if not depth or len(runs) < 2 * FEWEST:
        return None
    em = median(run[0].em for run in runs)
    ends = [(min(glyph.left for glyph in run), max(glyph.right for glyph in run)) for run in runs]
    left, right = min(end[0] for end in ends), max(end[1] for end in ends)
    if not 0 < right - left < MAX_WIDTH or em <= 0:
        return None
    tried: set[tuple[float, float]] = set()
    step = (right - left) * (MIDDLE[1] - MIDDLE[0]) / STEPS
    for number in range(STEPS + 1):
        middle = left + (right - left) * MIDDLE[0] + number * step
        crossing = sum(low < middle < high for low, high in ends)
        low = max((high for _, high in ends if high <= middle), default=left)
        high = min((low for low, _ in ends if low >= middle), default=right)
        if crossing > CROSSED * len(runs) or high - low < NARROWEST * em or (low, high) in tried:
            continue
        tried.add((low, high))
        if len(tried) > MOST_TRIED:
            return None
        sides = (
            [run for run, end in zip(runs, ends, strict=True) if end[1] <= low],
            [run for run, end in zip(runs, ends, strict=True) if end[0] >= high],
        )
        read = [lines([glyph for run in side for glyph in run]) for side in sides]
        if all(
            _is_prose(mine)
            or (_is_end(mine) and len(other) >= 2 * FEWEST and _is_prose(other))
            or _gutter(side, lines, depth - 1)
            for side, mine, other in zip(sides, read, read[::-1], strict=True)
        ):
            return low, high
    return None


def _is_prose(lines: Sequence[Line]) -> bool:
    """Whether lines are those of a column of prose."""
    if len(lines) < FEWEST:
        return False
    end, em = max(line.right for line in lines), median(line.em for line in lines)
    full = sum(end - line.right <= RAGGED * em for line in lines)
    long = sum(len(line.text.strip()) >= SHORTEST for line in lines)
    marks = sum(char in MARKS for line in lines for char in line.text)
    tabs = sum("\t" in line.text for line in lines)
    count = len(lines)
    return full >= FULL * count and 2 * long > count and marks >= MARKED * count and 3 * tabs < count


def _is_end(lines: Sequence[Line]) -> bool:
    """Whether a few lines can be the end of the text, in the last column of a page."""
    words = "".join(line.text for line in lines)
    return 0 < len(lines) < FEWEST and "\t" not in words and not MARKS.isdisjoint(words)
