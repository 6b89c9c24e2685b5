"""The rows of cells of a table, of which every line is known.

Cells stand between pipes, or one a line. Text comes in normal form.
"""

from collections.abc import Sequence

from ingest.cells import YEAR, Cell, number
from ingest.tablelines import HEAD, SERIAL, TOTAL, with_unit_line
from ingest.units import unit_at

_COLUMN_LETTERS = ("", "甲", "乙", "丙", "丁", "栏次", "序号", "行次", "代码")


def grid(text: str, lines: Sequence[tuple[int, int]]) -> list[list[Cell]]:
    """Rows of cells; a table of one cell a line is folded at the width of its header."""
    piped = [(at, start, end) for at, (start, end) in enumerate(lines) if "|" in text[start:end]]
    opens = all(text[start] == "|" for _, start, _ in piped)
    closes = all(text[end - 1] == "|" for _, _, end in piped)
    rows = []
    for at, start, end in piped:
        row, cursor = [], start
        for words in text[start:end].split("|"):
            left = cursor + len(words) - len(words.lstrip())
            row.append(Cell(left, cursor + len(words.rstrip()) if words.strip() else left, at))
            cursor += len(words) + 1
        row = row[1 if opens else 0 : -1 if closes else None]
        if not _numbers_columns(text[start:end]) and not set(text[start:end]) <= set("|-: "):
            rows.append(row)
    if rows:
        return rows
    cells = [Cell(start, end, at) for at, (start, end) in enumerate(lines)]
    cells = cells[_title(text, cells) :]
    if SERIAL.search(text[cells[0].start : cells[0].end]):
        return _numbered_rows(text, cells)
    numeric = [number(text[cell.start : cell.end]) is not None for cell in cells]
    width = _width(text, cells)
    folded = [cells[at : at + width] for at in range(0, len(cells), width)]
    if all(not numeric[at] for at in range(0, len(cells), width)):
        return folded
    return _by_runs(cells, numeric) or folded


def _title(text: str, cells: list[Cell]) -> int:
    """How many lines of a table of one cell a line are its title: one, where two heads or 序号 stand right below it."""
    words = [text[cell.start : cell.end] for cell in cells[:3]]
    heads = [HEAD.match(word) is not None for word in words]
    is_over_serials = len(words) > 1 and SERIAL.search(words[1]) is not None and not heads[0]
    return 1 if (heads == [False, True, True] or is_over_serials) and not SERIAL.search(words[0]) else 0


def with_title(text: str, lines: Sequence[tuple[int, int]], rows: Sequence[Sequence[Cell]], caption: str) -> str:
    """The caption of a table and the title that stands in its own first line, which no row of `rows` holds."""
    if not rows or not rows[0] or "|" in text[slice(*lines[0])] or rows[0][0].line == 0:
        return caption
    title = text[slice(*lines[0])]
    return with_unit_line(title, caption) if caption else title


def _by_runs(cells: list[Cell], numeric: list[bool]) -> list[list[Cell]]:
    """Rows that end with their numbers, equally many in each; none where they differ.

    What stands before the first row's label is the header: its last cells are over the numbers.
    """
    rows: list[list[Cell]] = [[]]
    for at, cell in enumerate(cells):
        if at and numeric[at - 1] and not numeric[at]:
            rows.append([])
        rows[-1].append(cell)
    is_number = dict(zip(cells, numeric, strict=True))
    counts = {sum(is_number[cell] for cell in row) for row in rows}
    if len(rows) < 2 or len(counts) != 1:
        return []
    (count,) = counts
    labels = max(len(row) - count for row in rows[1:])
    nothing = Cell(cells[0].start, cells[0].start, cells[0].line)
    header = rows[0][: -count - 1][-count:]
    if len(header) < count:
        header = []
    first = [*[nothing] * labels, *header]
    body = [rows[0][-count - 1 :], *rows[1:]]
    return [
        first,
        *([*row[: len(row) - count], *[nothing] * (labels + count - len(row)), *row[-count:]] for row in body),
    ]


def _numbers_columns(line: str) -> bool:
    """Whether a row counts nothing but the columns: 甲 | 1 | 2 | 3."""
    cells = (cell.strip() for cell in line.strip("| ").split("|"))
    counts = [cell for cell in cells if cell not in _COLUMN_LETTERS]
    return len(counts) >= 3 and counts == [str(count) for count in range(1, len(counts) + 1)]


def _numbered_rows(text: str, cells: list[Cell]) -> list[list[Cell]]:
    """Rows of a table whose first column counts them; the row of totals may have no number of its own.

    A count of 4 in the third row does not begin the fourth: a name stands behind what does, or the row before is full.
    """
    rows: list[list[Cell]] = [[]]
    for cell, behind in zip(cells, [*cells[1:], None], strict=True):
        words = text[cell.start : cell.end]
        is_named = behind is not None and number(text[behind.start : behind.end]) is None
        if words == str(len(rows)) and len(rows[-1]) != 1 and (is_named or len(rows[-1]) >= len(rows[0])):
            rows.append([])
        elif TOTAL.search(words) and len(rows[-1]) >= len(rows[0]):
            rows.append([Cell(cell.start, cell.start, cell.line)])
        rows[-1].append(cell)
    return rows


def _width(text: str, cells: list[Cell]) -> int:
    """How many cells a row has: the header's, which ends before the first number or before the first row's label."""
    words = [text[cell.start : cell.end] for cell in cells]
    numeric = [number(word) is not None and not YEAR.match(word) for word in words]
    if True not in numeric:
        return len(cells)
    first = numeric.index(True)
    head = next((at for at, word in enumerate(words[:first]) if not HEAD.match(word)), first)
    if head > 1 and "单位" in words[:head] and unit_at(words[first - 1], 0)[1] == len(words[first - 1]):
        return head  # 指标, 单位, 数值: the unit before the number is a cell of its own
    run = 0
    while first + run < len(cells) and numeric[first + run]:
        run += 1
    return run + 1 if first >= run + 1 else max(first, 1)
