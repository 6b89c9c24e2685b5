"""Tables that a copy flattened: cells between pipes, or one cell a line.

A numeric cell is a figure whose label is its column's header and its row's label. Where a table has a row of totals,
the other rows break it down by kind and their labels carry `BREAKDOWN`, so that no part is read as a second total.
Text comes in normal form.
"""

import re
from collections.abc import Sequence

from ingest.cells import NUMBER, UNIT_IN_BRACKETS, Cell, figure_of
from ingest.labels import MAX_LABEL, Label
from ingest.quantity import Figure

BREAKDOWN = "◆"
_MIN_LINES = 6
_MAX_CELL = 20
_MAX_LABEL = 300  # longer ones are made of no table's headers
_PLAIN_NUMBER = re.compile(r"[0-9.,]{1,15}")
_TOTAL = re.compile(r"合\s?计|总\s?计|小\s?计|总数|全[市县区省州]$")
_NO_CELL = re.compile(r"[。;,|]|(?<!其中)(?<!包括):|报告|总结|^\(")
_OF_WHICH = re.compile(r"^(?:其中|包括):?")
_SERIAL = re.compile(r"序号|编号|排序|^No")
_COLUMN_LETTERS = ("", "甲", "乙", "丙", "丁", "栏次", "序号", "行次", "代码")
_YEAR = re.compile(r"(?:19|20)[0-9]{2}\s?年?度?$")


def flattened(text: str, lines: Sequence[tuple[int, int]]) -> dict[int, int]:
    """Which lines belong to a table: line number to the number of its table's first line."""
    found: dict[int, int] = {}
    position = 0
    if "|" not in text and not _has_number_line(text, lines):
        return found
    ends, numbers = _runs(text, lines)
    while position < len(lines):
        if lines[position][1] - lines[position][0] > _MAX_CELL and text.find("|", *lines[position]) < 0:
            position += 1
            continue
        stop = position
        while stop < len(lines) and (
            text.count("|", *lines[stop]) >= (2 if stop == position else 1) or _is_pair(text, lines[stop : stop + 3])
        ):
            stop += 1
        if stop - position < 2:
            stop = _cells_a_line(position, ends[position], numbers)
        if stop > position:
            found.update(dict.fromkeys(range(position, stop), position))
        position = max(stop, position + 1)
    return found


def _is_pair(text: str, rows: Sequence[tuple[int, int]]) -> bool:
    """Whether the lines are a header of two columns and two rows of a word and a number."""
    return all(text.count("|", *row) == 1 for row in rows) and [
        NUMBER.match(text[start:end].rpartition("|")[2]) is not None for start, end in rows
    ] == [False, True, True]


def _has_number_line(text: str, lines: Sequence[tuple[int, int]]) -> bool:
    """Whether any line is nothing but a number, with line ends on either side."""
    for number, (start, end) in enumerate(lines):
        if _PLAIN_NUMBER.fullmatch(text, start, end):
            above = lines[number - 1][1] if number else 0
            below = lines[number + 1][0] if number + 1 < len(lines) else len(text)
            if "\n" in text[above:start] and "\n" in text[end:below]:
                return True
    return False


def _runs(text: str, lines: Sequence[tuple[int, int]]) -> tuple[list[int], list[int]]:
    """By line, where the run of lines that could be cells ends that it stands in, and how many numbers come before."""
    ends, numbers = list(range(len(lines))), [0]
    for start, end in lines:
        numbers.append(numbers[-1] + (end - start <= _MAX_CELL and NUMBER.match(text[start:end]) is not None))
    for number in range(len(lines) - 1, -1, -1):
        start, end = lines[number]
        is_number = numbers[number + 1] > numbers[number]
        if end - start <= _MAX_CELL and (is_number or not _NO_CELL.search(text[start:end])):
            ends[number] = ends[number + 1] if number + 1 < len(lines) else len(lines)
    return ends, numbers


def _cells_a_line(first: int, stop: int, numbers: Sequence[int]) -> int:
    """Behind the last number of a run of cells, or `first` where it is too short or holds too few numbers."""
    if stop - first < _MIN_LINES or (numbers[stop] - numbers[first]) * 3 < stop - first:
        return first
    while stop > first and numbers[stop] == numbers[stop - 1]:
        stop -= 1
    return stop


def figures_of(text: str, lines: Sequence[tuple[int, int]], caption: str) -> list[tuple[int, Figure, Label]]:
    """The figures of one table: index of the line, figure and label, in order of offset.

    `caption` is what stands above the table; it may state the unit of all its cells.
    """
    rows = _grid(text, lines)
    headers, body = _split_headers(text, rows)
    labels = [_row_label(text, row)[:_MAX_LABEL] for row in body]
    is_counted = bool(headers) and _is_serial(text, body)
    has_total = any(_TOTAL.search(label) for label in labels)
    found = []
    for row, row_label in zip(body, labels, strict=True):
        for column, cell in enumerate(row):
            words = text[cell.start : cell.end]
            number = NUMBER.match(words)
            header = headers[column] if column < len(headers) else ""
            if number is None or _SERIAL.search(header) or (column == 0 and (not headers or is_counted)):
                continue
            if _YEAR.match(words) and column == 0:
                continue
            part = BREAKDOWN if has_total and not _TOTAL.search(row_label) else ""
            label = (part + header + _TOTAL.sub("", row_label))[: 2 * MAX_LABEL]
            found.append(
                (
                    cell.line,
                    figure_of(cell, number, label, caption),
                    Label(cell.start, cell.end, label, "", [_bare(label)]),
                )
            )
    return sorted(found, key=lambda figure: figure[1].start)


def _bare(label: str) -> str:
    return UNIT_IN_BRACKETS.sub("", label)


def _grid(text: str, lines: Sequence[tuple[int, int]]) -> list[list[Cell]]:
    """Rows of cells; a table of one cell a line is folded at the width of its header."""
    rows = []
    for number, (start, end) in enumerate(lines):
        if "|" not in text[start:end]:
            continue
        row, cursor = [], start
        for words in text[start:end].split("|"):
            left = cursor + len(words) - len(words.lstrip())
            row.append(Cell(left, cursor + len(words.rstrip()) if words.strip() else left, number))
            cursor += len(words) + 1
        if _numbers_columns(text[start:end]):
            continue
        if row and row[0].start == row[0].end:
            row = row[1:]
        if row and row[-1].start == row[-1].end:
            row = row[:-1]
        if not all(set(text[cell.start : cell.end]) <= set("-: ") for cell in row):
            rows.append(row)
    if rows:
        return rows
    cells = [Cell(start, end, number) for number, (start, end) in enumerate(lines)]
    if _SERIAL.search(text[cells[0].start : cells[0].end]):
        return _numbered_rows(text, cells)
    width = _width(text, cells)
    return [cells[at : at + width] for at in range(0, len(cells), width)]


def _numbers_columns(line: str) -> bool:
    """Whether a row counts nothing but the columns: 甲 | 1 | 2 | 3."""
    cells = (cell.strip() for cell in line.strip("| ").split("|"))
    numbers = [cell for cell in cells if cell not in _COLUMN_LETTERS]
    return len(numbers) >= 3 and numbers == [str(number) for number in range(1, len(numbers) + 1)]


def _numbered_rows(text: str, cells: list[Cell]) -> list[list[Cell]]:
    """Rows of a table whose first column counts them; the row of totals may have no number of its own."""
    rows: list[list[Cell]] = [[]]
    for cell in cells:
        words = text[cell.start : cell.end]
        if words == str(len(rows)) and len(rows[-1]) != 1:
            rows.append([])
        elif _TOTAL.search(words) and len(rows[-1]) >= len(rows[0]):
            rows.append([Cell(cell.start, cell.start, cell.line)])
        rows[-1].append(cell)
    return rows


def _width(text: str, cells: list[Cell]) -> int:
    """How many cells a row has: the header's, which ends before the first number or before the first row's label."""
    words = [text[cell.start : cell.end] for cell in cells]
    numeric = [bool(NUMBER.match(word)) and not _YEAR.match(word) for word in words]
    if True not in numeric:
        return len(cells)
    first = numeric.index(True)
    run = 0
    while first + run < len(cells) and numeric[first + run]:
        run += 1
    return run + 1 if first >= run + 1 else max(first, 1)


def _split_headers(text: str, rows: list[list[Cell]]) -> tuple[list[str], list[list[Cell]]]:
    headers: list[str] = []
    for position, row in enumerate(rows):
        words = [text[cell.start : cell.end] for cell in row]
        if any(NUMBER.match(word) and not _YEAR.match(word) for word in words):
            return headers, rows[position:]
        headers = [
            f"{above}{word}"[:_MAX_LABEL] for above, word in zip(headers + [""] * len(words), words, strict=False)
        ]
    return headers, []


def _row_label(text: str, row: list[Cell]) -> str:
    words = [text[cell.start : cell.end] for cell in row]
    named = [
        _OF_WHICH.sub("", word) for word in words if not NUMBER.match(word) or (_YEAR.match(word) and word == words[0])
    ]
    return "".join(named)[:MAX_LABEL]


def _is_serial(text: str, body: list[list[Cell]]) -> bool:
    """Whether the first column counts the rows: 1, 2, 3."""
    first = [text[row[0].start : row[0].end] for row in body if row and NUMBER.match(text[row[0].start : row[0].end])]
    return len(first) > 1 and first == [str(number) for number in range(1, len(first) + 1)]
