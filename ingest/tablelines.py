"""Which lines of a text belong to a table, what stands above it, and its rows of cells.

Cells stand between pipes (`ingest.columns` sets them for tabs and blanks), or one a line. Text comes in normal form.
"""

import re
from collections.abc import Sequence, Set

from ingest.cells import YEAR, Cell, number
from ingest.forms import is_kind
from ingest.units import unit_at

TOTAL = re.compile(r"合\s?[计計]|[总總]\s?[计計]|小\s?[计計]|[总總][数數]|全[市县区省州]$")
SERIAL = re.compile(r"序号|编号|排序|^No")
_MIN_LINES = 6
_MIN_HEADED = 4
_HEAD = re.compile(
    r"(?:指标|项目|类别|名称|内容|事项|指标名称|项目名称|(?:计量)?单位|数值|数量|数据|数额|件数|(?:19|20)[0-9]{2}年"
    r"|(?:本年度?|今年|本期|当年|上年|去年|上期)(?:累计|同期|实际|数|完成)?"
    r"|(?:同比|环比|增减|增幅|[比较与](?:上|去)年(?:同期)?)(?:增减|增长|升降|变化|变动)?(?:率|幅度?)?(?:±?%|[(]±?%[)])?)$"
)
_SECTION = re.compile("[一二三四五六七八九十]{1,3}、")
_MAX_CELL = 20
_MAX_ROW_LABEL = 45
_NUMBER_LINE = re.compile(r"[0-9][0-9.,]{0,14}[^\s0-9.,。;、:|]{0,4}")
_NO_CELL = re.compile(r"[。;,|]|(?<!其中)(?<!包括):|报告|总结|^\(")
_ITEM_OF_ROWS = re.compile(r"\([一二三四五六七八九十]{1,2}\)|[0-9]{1,2}\.|[一二三四五]、")
_COLUMN_LETTERS = ("", "甲", "乙", "丙", "丁", "栏次", "序号", "行次", "代码")
_UNIT_LINE = re.compile(r"[(]?(?:计量|金额|数量)?单位\s?:|(?:19|20)[0-9]{2}年度?$|[(](?:19|20)[0-9]{2}年度?[)]$")


def caption(text: str, lines: Sequence[tuple[int, int]], first: int, longest: int) -> str:
    """What stands right above the table that begins with line `first`; with its title where that states but a unit."""
    above = [text[start:end] for start, end in lines[max(0, first - 2) : first]]
    if not above or len(above[-1]) > longest:
        return ""
    if len(above) > 1 and _UNIT_LINE.match(above[-1]) and len(above[0]) + len(above[-1]) < longest:
        return _joined(*above)
    return above[-1]


def _joined(title: str, unit: str) -> str:
    return unit if "。" in title or "|" in title else f"{title} {unit}"


def flattened(text: str, lines: Sequence[tuple[int, int]], broken: Set[int] = frozenset()) -> dict[int, int]:
    """Which lines belong to a table: line number to the number of its table's first line.

    Lines that are `broken`, those that carry on the one before, are none of a table.
    """
    found: dict[int, int] = {}
    position = 0
    if "|" not in text and not _has_number_line(text, lines):
        return found
    ends, numbers, spare = _runs(text, lines, broken)
    while position < len(lines):
        if lines[position][1] - lines[position][0] > _MAX_CELL and text.find("|", *lines[position]) < 0:
            position += 1
            continue
        stop = position
        while stop < len(lines) and text.find("|", *lines[stop]) >= 0:
            stop += 1
        if stop - position < 2 or not _has_cells(text, lines[position:stop]):
            stop = _cells_a_line(position, ends[position], numbers, spare)
        if stop > position:
            found.update(dict.fromkeys(range(position, stop), position))
        position = max(stop, position + 1)
    return found


def _has_number_line(text: str, lines: Sequence[tuple[int, int]]) -> bool:
    """Whether any line is nothing but a number and its unit, with line ends on either side."""
    for at, (start, end) in enumerate(lines):
        if _NUMBER_LINE.fullmatch(text, start, end) and number(text[start:end]):
            above = lines[at - 1][1] if at else 0
            below = lines[at + 1][0] if at + 1 < len(lines) else len(text)
            if "\n" in text[above:start] and "\n" in text[end:below]:
                return True
    return False


def _has_cells(text: str, lines: Sequence[tuple[int, int]]) -> bool:
    """Whether lines with pipes are rows: of three cells or more, or with a number for a cell."""
    return any(text.count("|", *line) > 1 for line in lines) or any(
        number(words.strip()) for start, end in lines for words in text[start:end].split("|")
    )


def _runs(text: str, lines: Sequence[tuple[int, int]], broken: Set[int]) -> tuple[list[int], list[int], list[int]]:
    """By line, where the run of possible cells ends, and how many numbers, heads and units come before it."""
    ends, numbers, spare = list(range(len(lines))), [0], [0]
    for start, end in lines:
        words = text[start:end] if end - start <= _MAX_CELL else ""
        is_number = bool(words) and words[-1] not in "。;" and number(words) is not None
        numbers.append(numbers[-1] + is_number)
        is_spare = bool(words) and (_HEAD.match(words) is not None or unit_at(words, 0)[1] == len(words))
        spare.append(spare[-1] + is_spare)
    for at in range(len(lines) - 1, -1, -1):
        start, end = lines[at]
        is_number = numbers[at + 1] > numbers[at]
        is_cell = end - start <= _MAX_CELL and (is_number or not _NO_CELL.search(text[start:end]))
        if at in broken or at + 1 in broken:
            continue
        line = text[start:end]
        is_value = is_cell and not _heads_section(text, lines, at, numbers)
        if is_value or is_kind(line) or _is_row_label(line, at, numbers):
            ends[at] = ends[at + 1] if at + 1 < len(lines) else len(lines)
    return ends, numbers, spare


def _heads_section(text: str, lines: Sequence[tuple[int, int]], at: int, numbers: Sequence[int]) -> bool:
    """Whether 二、… heads what comes below: neither its numbers nor its first item's follow."""
    if not _SECTION.match(text, *lines[at]):
        return False
    below = lines[at + 1 : at + 3]
    holds = numbers[min(at + 3, len(numbers) - 1)] > numbers[at + 1]
    return not holds and not any(_ITEM_OF_ROWS.match(text, *line) for line in below)


def _is_row_label(words: str, at: int, numbers: Sequence[int]) -> bool:
    """(三)不予公开, 2.没有现成信息…: an item, with a row of at least three numbers right below it or its first part."""
    if len(words) > _MAX_ROW_LABEL or "|" in words or not _ITEM_OF_ROWS.match(words):
        return False
    return any(
        numbers[min(first + 3, len(numbers) - 1)] - numbers[first] == 3
        for first in (at + 1, at + 2)
        if first < len(numbers)
    )


def _cells_a_line(first: int, stop: int, numbers: Sequence[int], spare: Sequence[int]) -> int:
    """Behind the last number of a run of cells, or `first` where it is too short or holds too few numbers.

    One that begins with two heads (指标, 数值) may be short.
    """
    heads = spare[stop] - spare[first]
    is_headed = first + 2 <= stop and spare[first + 2] - spare[first] == 2
    shortest = _MIN_HEADED if is_headed else _MIN_LINES
    if stop - first < shortest or (numbers[stop] - numbers[first]) * 3 < stop - first - heads * is_headed:
        return first
    while stop > first and numbers[stop] == numbers[stop - 1]:
        stop -= 1
    return stop


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
    heads = [_HEAD.match(word) is not None for word in words]
    is_over_serials = len(words) > 1 and SERIAL.search(words[1]) is not None and not heads[0]
    return 1 if (heads == [False, True, True] or is_over_serials) and not SERIAL.search(words[0]) else 0


def with_title(text: str, lines: Sequence[tuple[int, int]], rows: Sequence[Sequence[Cell]], caption: str) -> str:
    """The caption of a table and the title that stands in its own first line, which no row of `rows` holds."""
    if not rows or not rows[0] or "|" in text[slice(*lines[0])] or rows[0][0].line == 0:
        return caption
    title = text[slice(*lines[0])]
    return _joined(title, caption) if caption else title


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
    head = next((at for at, word in enumerate(words[:first]) if not _HEAD.match(word)), first)
    if head > 1 and "单位" in words[:head] and unit_at(words[first - 1], 0)[1] == len(words[first - 1]):
        return head  # 指标, 单位, 数值: the unit before the number is a cell of its own
    run = 0
    while first + run < len(cells) and numeric[first + run]:
        run += 1
    return run + 1 if first >= run + 1 else max(first, 1)
