"""The letters of a page, by their places, as lines and tables in the order of reading."""

from itertools import pairwise

from ingest.documents.grids import Cell, one_line, piped
from ingest.documents.gutters import Part, Wall, parts
from ingest.documents.letters import Glyph
from ingest.documents.printedlines import lines_of
from ingest.documents.ruledtables import Grid
from ingest.documents.sheets import Line, Table


def arranged(glyphs: list[Glyph], found: list[Grid]) -> list[Line | Table]:
    """The lines and tables of a page from the top down, column by column; side by side, in the order of the file."""
    inside: dict[int, dict[int, list[Glyph]]] = {}
    outside = []
    for glyph in glyphs:
        x, y = (glyph.left + glyph.right) / 2, glyph.base + glyph.em / 3
        for number, grid in enumerate(found):
            if (area := grid.area_at(x, y)) is not None:
                inside.setdefault(number, {}).setdefault(area, []).append(glyph)
                break
        else:
            outside.append(glyph)
    tables = [
        (found[number], Table(tuple(rows))) for number, areas in inside.items() if (rows := _rows(found[number], areas))
    ]
    walls = [Wall(grid.rows[0], grid.columns[0], grid.columns[-1]) for grid, _ in tables]
    return _in_order(parts(outside, walls, lines_of), tables, is_parted=bool(inside))


def _in_order(read: list[Part], tables: list[tuple[Grid, Table]], *, is_parted: bool) -> list[Line | Table]:
    """Lines and tables part by part; a table stands in the part that it is beside, or before the one below it."""
    ordered: list[Line | Table] = []
    for at, part in enumerate(read or [Part(0, 0.0, [], 0.0, 0.0)]):
        lines = lines_of(part.glyphs)
        blocks: list[tuple[float, Line | Table]] = [(line.base, line._replace(column=part.column)) for line in lines]
        heights = sorted(base for base, _ in blocks)
        side_by_side = any(above - below < 2.0 for below, above in pairwise(heights))
        mine = [each for each in tables if at == _place(each[0], read)]
        blocks += [(grid.rows[0], table._replace(column=part.column)) for grid, table in mine]
        if not side_by_side or is_parted:
            blocks.sort(key=lambda block: -block[0])
        ordered += [block for _, block in blocks]
    return ordered


def _place(grid: Grid, read: list[Part]) -> int:
    """The number of the part that a table belongs to."""
    middle = (grid.columns[0] + grid.columns[-1]) / 2
    over = [at for at, part in enumerate(read) if part.left <= middle <= part.right]
    above = [at for at in over if read[at].top >= grid.rows[0]]
    return above[-1] if above else over[0] if over else 0


def _rows(grid: Grid, areas: dict[int, list[Glyph]]) -> list[str]:
    """The rows of a table."""
    columns = [[row[column] for row in grid.areas] for column in range(len(grid.columns) - 1)]
    seen: set[int] = set()
    rows = []
    for row in grid.areas:
        cells = []
        for column, area in enumerate(row):
            if area not in seen:
                seen.add(area)
                words = (line.text.replace("\t", " ").rstrip() for line in lines_of(areas.get(area, [])))
                cells.append(Cell(one_line(words), row.count(area), columns[column].count(area)))
        rows.append(cells)
    return piped(rows)
