"""Tables whose cells stand between tabs, or between blanks under each other: the same text with pipes in their place.

One character stands for one, so that offsets hold. A cell that is empty keeps its place: by its tab, or by where the
cells of the other lines stand. Lines that cannot be laid under the others stay as they are.
"""

import re
from typing import NamedTuple

from ingest.units import unit_at

_GAP = re.compile(r"(?<=[^ \n]) {2,}+(?=[^ \n])")
_NUMERIC = re.compile(r"[-+]?[0-9][0-9,.]*(?:万|亿)?[^\s0-9]{0,4}$")
_BAR_AT_THE_END = re.compile(r"(?m)^[^|\n]{1,40}(\|) *$")
_UNIT_HEAD = frozenset(("单位", "计量单位"))
# 维持:66, 1. 维持 66, 维持 66 46.8%: a list of counts without their unit, each under its name.
_COUNT_LINE = re.compile(
    r"^ {0,4}(?:(?:[0-9]{1,2}[.、]|[(][0-9一二三四五六七八九十]{1,2}[)]) ?)?(?:其中 ?:? ?)?[\u4e00-\u9fff()/、%]{2,20}"
    r"(?P<gap> ?[: ] ?)[0-9][0-9,.]{0,11}%?(?P<share> [0-9.]{1,6}%)?[;。]? {0,4}\r?$"
)
_NO_COUNT = re.compile(r"电话|手机|传真|邮编|编码|[号码]$|日期|时间|年份|浏览|点击|访问|阅读|字数|字体|人气|来源|页")
_FEWEST_COUNTS = 3
_WORD = re.compile(r"[^ \n]{1,60}")
_BARE_NUMBER = re.compile(r"[-+]?[0-9][0-9,]{0,11}(?:\.[0-9]{1,4})?%?|[-—]{1,2}")
_NO_ROW = re.compile(r"[。;|\t]|  \S")
_FEWEST_CELLS, _FEWEST_ROWS, _MOST_HEADS = 3, 2, 2
_FEWEST_BLANKS = (_FEWEST_CELLS - 1) * (1 + _FEWEST_ROWS)  # of a head and its rows
_BARS = "│┃┆┇┊┋║｜├┝┠┣┤┥┨┫┬┯┰┳┴┷┸┻┼┿╂╋┌┏┐┓└┗┘┛╔╗╚╝╠╣╦╩╬"
_BOX = re.compile(f"[{_BARS}]")
_BOXES = str.maketrans(_BARS + "─━═┄┅", "|" * len(_BARS) + "-" * 5)
_LONGEST_CELL = 60
_WIDE = re.compile("[\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef\u3000]")


class _Line(NamedTuple):
    """A line's cells as offsets, and the offsets of its tabs; no tabs where blanks part its cells."""

    start: int
    cells: list[tuple[int, int]]
    tabs: list[int]


def separated(raw: str, even: str, *, is_plain: bool = False) -> str:
    """`even` (the normal form of `raw`) with a pipe between the cells of such tables.

    `is_plain` tells that it holds none of the characters that boxes are drawn with. A bar at the end of a line that is
    one cell (212 |) parts nothing, and becomes a blank.
    """
    if "｜" in even or (not is_plain and _BOX.search(even)):
        even = _unboxed(even)
    pipes: dict[int, str] = {}
    bars = [match.start(1) for match in _BAR_AT_THE_END.finditer(even)] if "|" in even else []
    if len(bars) > 2:
        pipes.update(dict.fromkeys(bars, " "))
    if "\t" in raw or ("  " in even and _GAP.search(even)):
        for block in _blocks(raw, even):
            for position in _tabbed(block) if block[0].tabs else _aligned(raw, block):
                pipes[position] = "|"
    pipes.update(dict.fromkeys(_listed(even), "|"))
    if even.count(" ") >= _FEWEST_BLANKS:
        pipes.update(dict.fromkeys(_spaced(even), "|"))
    if not pipes:
        return even
    pieces, cursor = [], 0
    for position in sorted(pipes):
        pieces += [even[cursor:position], pipes[position]]
        cursor = position + 1
    return "".join((*pieces, even[cursor:]))


def _listed(even: str) -> list[int]:
    """Where the cells of lists of counts part: name, number, and its share where it is told."""
    found: list[int] = []
    run: list[list[int]] = []
    start = 0
    for line in even.split("\n"):
        match = _COUNT_LINE.match(line) if len(line) <= _LONGEST_CELL else None
        if match and not _NO_COUNT.search(line, 0, match.start("gap")):
            gap = match.start("gap") + match["gap"].rstrip().rfind(":") if ":" in match["gap"] else match.start("gap")
            run.append([start + gap, *([start + match.start("share")] if match["share"] else [])])
        else:
            found += [at for ats in run for at in ats] if len(run) >= _FEWEST_COUNTS else []
            run = []
        start += len(line) + 1
    return found + ([at for ats in run for at in ats] if len(run) >= _FEWEST_COUNTS else [])


def _spaced(even: str) -> list[int]:
    """Where the cells of tables part whose cells stand between single blanks, equally many in each line."""
    found: list[int] = []
    block: list[list[re.Match[str]]] = []
    start = 0
    for line in even.split("\n"):
        is_row = line.count(" ") > 1 and len(line) <= 2 * _LONGEST_CELL and not _NO_ROW.search(line)
        cells = list(_WORD.finditer(even, start, start + len(line))) if is_row else []
        if block and len(cells) != len(block[0]):
            found += _borders(block)
            block = []
        if len(cells) >= _FEWEST_CELLS:
            block.append(cells)
        start += len(line) + 1
    return found + _borders(block)


def _borders(block: list[list[re.Match[str]]]) -> list[int]:
    """The blanks between the cells, where rows of a name and numbers stand below a head; else none."""
    are_numbers = [[_BARE_NUMBER.fullmatch(cell.group()) is not None for cell in row] for row in block]
    heads = next((at for at, row in enumerate(are_numbers) if any(row)), len(block))
    rows = are_numbers[heads:]
    if not 0 < heads <= _MOST_HEADS or len(rows) < _FEWEST_ROWS:
        return []
    columns = [set(column) for column in zip(*rows, strict=True)]
    is_even = columns[0] == {False} and columns[-1] == {True} and all(len(column) == 1 for column in columns)
    return [cell.start() - 1 for row in block for cell in row[1:]] if is_even else []


def _unboxed(even: str) -> str:
    """The text with pipes for the bars of tables that are drawn with signs."""
    return "\n".join(line.translate(_BOXES) if _BOX.search(line) else line for line in even.split("\n"))


def _blocks(raw: str, even: str) -> list[list[_Line]]:
    """Runs of at least two lines of several cells each, a quarter of them numbers."""
    found: list[list[_Line]] = []
    block: list[_Line] = []
    start = 0
    for text in even.split("\n"):
        line = _line(raw, even, start, start + len(text))
        if block and (line is None or bool(line.tabs) != bool(block[0].tabs)):
            found.append(block)
            block = []
        if line is not None:
            block.append(line)
        start += len(text) + 1
    return [block for block in [*found, block] if len(block) > 1 and _is_table(even, block)]


def _line(raw: str, even: str, start: int, end: int) -> _Line | None:
    """A line's cells; None where it has but one, has pipes, or runs on like prose."""
    while end > start and even[end - 1] in " \r" and raw[end - 1] != "\t":
        end -= 1
    if "|" in even[start:end]:
        return None
    indented = start
    while raw[indented : indented + 1] in (" ", "\u3000"):
        indented += 1
    if "\t" in raw[indented:end]:
        tabs = [at for at in range(start, end) if raw[at] == "\t"]
        edges = [start, *(at + 1 for at in tabs)]
        cells = list(zip(edges, [*tabs, end], strict=True))
        said = sum(bool(even[left:right].strip()) for left, right in cells)
        return _Line(start, cells, tabs) if said > 1 else None
    gaps = [gap.span() for gap in _GAP.finditer(even, start, end)]
    first = start + len(even[start:end]) - len(even[start:end].lstrip())
    cells = list(zip([first, *(right for _, right in gaps)], [*(left for left, _ in gaps), end], strict=True))
    is_short = all(right - left <= _LONGEST_CELL for left, right in cells)
    return _Line(start, cells, []) if gaps and is_short else None


def _is_table(even: str, block: list[_Line]) -> bool:
    rows = [[even[left:right].strip() for left, right in line.cells] for line in block]
    numbers = [sum(bool(_NUMERIC.match(word)) for word in words) for words in rows]
    if block[0].tabs and any(map(_UNIT_HEAD.intersection, rows)):  # head and units say nothing of what a table holds
        rows = [words for words, count in zip(rows, numbers, strict=True) if count]
    said = sum(unit_at(word, 0)[1] < len(word) for words in rows for word in words if word)
    return 4 * sum(numbers) >= said and any(numbers)


def _tabbed(block: list[_Line]) -> list[int]:
    """Each tab is a border; where runs of them fill up to the next column, each run is one."""
    runs = [[at for last, at in zip([-1, *line.tabs], line.tabs, strict=False) if at != last + 1] for line in block]
    evens = {len(line.tabs) for line in block}
    if len(evens) > 1 and len({len(run) for run in runs}) == 1:
        return [at for run in runs for at in run]
    return [at for line in block for at in line.tabs]


def _aligned(raw: str, block: list[_Line]) -> list[int]:
    """A pipe for each border that lies in a gap, by the columns of the lines with the most cells."""
    spans = [[_span(raw, line.start, cell) for cell in line.cells] for line in block]
    width = max(map(len, spans))
    full = [row for row in spans if len(row) == width]
    columns = [(min(row[at][0] for row in full), max(row[at][1] for row in full)) for at in range(width)]
    found = []
    for line, row in zip(block, spans, strict=True):
        places = list(range(width)) if len(row) == width else _places(row, columns)
        if places is None:
            continue
        before = -1
        for (left, _), place, end in zip(
            line.cells, places, [line.start, *(right for _, right in line.cells)], strict=False
        ):
            missing = place - before - 1 if before < 0 else place - before
            if missing and left - end >= missing:
                found += list(range(left - missing, left))
            before = place
    return found


def _span(raw: str, start: int, cell: tuple[int, int]) -> tuple[int, int]:
    """Where a cell stands on its line, with two places for each wide character."""
    left = cell[0] - start + len(_WIDE.findall(raw, start, cell[0]))
    return left, left + cell[1] - cell[0] + len(_WIDE.findall(raw, *cell))


def _places(row: list[tuple[int, int]], columns: list[tuple[int, int]]) -> list[int] | None:
    """The column of each cell; None where a cell stands under none or under two, or two under one."""
    places: list[int] = []
    for left, right in row:
        under = [at for at, (first, last) in enumerate(columns) if left < last and first < right]
        if len(under) != 1 or (places and under[0] <= places[-1]):
            return None
        places.append(under[0])
    return places
