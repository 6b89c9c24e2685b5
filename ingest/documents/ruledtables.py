"""Tables by their ruled lines: which cells the lines of a page divide it into, and which cells are merged."""

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from typing import NamedTuple

SNAP = 3.0  # points by which lines that meet may miss each other
MAX_RULES = 2000  # on one page; a page of more is a drawing
MAX_CELLS = 5_000


class Rule(NamedTuple):
    """A straight line across (`at` is its height) or down (`at` is its place from the left), from `low` to `high`."""

    across: bool
    at: float
    low: float
    high: float


class Grid(NamedTuple):
    """A table: its columns' edges from left to right, its rows' from the top down, and each cell's area.

    Cells that are merged share the number of an area.
    """

    columns: list[float]
    rows: list[float]
    areas: list[list[int]]

    def area_at(self, x: float, y: float) -> int | None:
        """The area at a point; None outside of the table."""
        column, row = bisect_right(self.columns, x) - 1, bisect_right([-edge for edge in self.rows], -y) - 1
        inside = 0 <= column < len(self.columns) - 1 and 0 <= row < len(self.rows) - 1
        return self.areas[row][column] if inside else None


def grids(rules: Iterable[Rule]) -> list[Grid]:
    """The tables that `rules` draw, each of at least two columns; of one that a page divides, a row may be left."""
    rules = list(rules)
    if len(rules) > MAX_RULES:
        return []
    merged = [*_merged([rule for rule in rules if rule.across]), *_merged([rule for rule in rules if not rule.across])]
    found = (_grid(group) for group in _connected(merged))
    return [grid for grid in found if grid]


def _merged(rules: Sequence[Rule]) -> list[Rule]:
    """Rules of one direction, with those that lie on one line and touch as one."""
    lines: list[list[Rule]] = []
    for rule in sorted(rules, key=lambda rule: rule.at):
        if lines and rule.at - lines[-1][0].at <= SNAP:
            lines[-1].append(rule)
        else:
            lines.append([rule])
    merged = []
    for line in lines:
        line.sort(key=lambda rule: rule.low)
        whole = line[0]
        for rule in line[1:]:
            if rule.low <= whole.high + SNAP:
                whole = whole._replace(high=max(whole.high, rule.high))
            else:
                merged.append(whole)
                whole = rule
        merged.append(whole)
    return merged


def _connected(rules: Sequence[Rule]) -> list[list[Rule]]:
    """Rules in groups that cross or touch each other."""
    parent = list(range(len(rules)))

    def root(at: int) -> int:
        while parent[at] != at:
            parent[at] = parent[parent[at]]
            at = parent[at]
        return at

    across = [at for at, rule in enumerate(rules) if rule.across]
    for at, rule in enumerate(rules):
        if not rule.across:
            for other in across:
                flat = rules[other]
                if _covers(flat, rule.at) and _covers(rule, flat.at):
                    parent[root(at)] = root(other)
    groups: dict[int, list[Rule]] = {}
    for at, rule in enumerate(rules):
        groups.setdefault(root(at), []).append(rule)
    return list(groups.values())


def _covers(rule: Rule, at: float) -> bool:
    return rule.low - SNAP <= at <= rule.high + SNAP


def _grid(rules: Sequence[Rule]) -> Grid | None:
    across = [rule for rule in rules if rule.across]
    down = [rule for rule in rules if not rule.across]
    if len(across) < 2 or not down:
        return None
    rows = sorted((rule.at for rule in across), reverse=True)
    # Tables are often open at the sides: there the lines across end.
    ends = (min(rule.low for rule in across), max(rule.high for rule in across))
    columns = _distinct([*(rule.at for rule in down), *ends])
    rows = sorted(_distinct(rows), reverse=True)
    width, height = len(columns) - 1, len(rows) - 1
    if width < 2 or height < 1 or width * height > MAX_CELLS:
        return None
    areas = [[row * width + column for column in range(width)] for row in range(height)]
    for row in range(height):
        middle = (rows[row] + rows[row + 1]) / 2
        for column in range(width):
            centre = (columns[column] + columns[column + 1]) / 2
            if column and not _is_ruled(down, columns[column], middle):
                areas[row][column] = areas[row][column - 1]
            elif row and not _is_ruled(across, rows[row], centre):
                areas[row][column] = areas[row - 1][column]
    return Grid(columns, rows, areas)


def _distinct(places: Iterable[float]) -> list[float]:
    kept: list[float] = []
    for place in sorted(places):
        if not kept or place - kept[-1] > SNAP:
            kept.append(place)
    return kept


def _is_ruled(rules: Sequence[Rule], at: float, across: float) -> bool:
    return any(abs(rule.at - at) <= SNAP and rule.low - SNAP <= across <= rule.high + SNAP for rule in rules)
