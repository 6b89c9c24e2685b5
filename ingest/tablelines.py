"""Which lines of a text belong to a table, what stands above it, and its rows of cells.

Cells stand between pipes (`ingest.columns` sets them for tabs and blanks), or one a line. Text comes in normal form.
"""

import re
from collections.abc import Sequence, Set

from ingest.cells import number
from ingest.forms import is_kind
from ingest.units import unit_at

TOTAL = re.compile(r"合\s?[计計]|[总總]\s?[计計]|小\s?[计計]|[总總][数數]|全[市县区省州]$")
SERIAL = re.compile(r"序号|编号|排序|^No")
_MIN_LINES = 6
_MIN_HEADED = 4
HEAD = re.compile(
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
_UNIT_LINE = re.compile(r"[(]?(?:计量|金额|数量)?单位\s?:|(?:19|20)[0-9]{2}年度?$|[(](?:19|20)[0-9]{2}年度?[)]$")


def caption(text: str, lines: Sequence[tuple[int, int]], first: int, longest: int) -> str:
    """What stands right above the table that begins with line `first`; with its title where that states but a unit."""
    above = [text[start:end] for start, end in lines[max(0, first - 2) : first]]
    if not above or len(above[-1]) > longest:
        return ""
    if len(above) > 1 and _UNIT_LINE.match(above[-1]) and len(above[0]) + len(above[-1]) < longest:
        return with_unit_line(*above)
    return above[-1]


def with_unit_line(title: str, unit: str) -> str:
    """A table's title with the line below it, which states the unit; that line alone where the title is none."""
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
        is_spare = bool(words) and (HEAD.match(words) is not None or unit_at(words, 0)[1] == len(words))
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
