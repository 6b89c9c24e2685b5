"""Passages of a report: title, headings, sentences and page furniture, with offsets and heading path.

Section numbers follow the layout prescribed for official documents (GB/T 9704-2012: 一、 （一） 1. （1）), to which
running prose adds 一是, 二是, lists a mark (◆改革。). Text comes in normal form; passages carry it as printed.
"""

import re
from dataclasses import dataclass
from typing import Final, NamedTuple

from ingest.furniture import MAX_HEADING, heads_neighbours, is_furniture, lists_contents
from ingest.pairs import paired
from ingest.tablelines import caption, flattened
from ingest.wrapping import continued, narrow

_HEAD: Final = 40  # lines in which a title is looked for
_MARKS: Final = "◆●■▲★◎▍▎▌▪◼▶►➤❖◈"  # of a list
_NUMBERED: Final = frozenset("一二三四五六七八九十第(0123456789①②③④⑤⑥⑦⑧⑨⑩" + _MARKS)
_DIGIT: Final = re.compile("[0-9]")
_NUMERAL: Final = "[一二三四五六七八九十]{1,3}"
# Level of a section number: 1 一、 2 (一) 3 1. 4 (1). A paragraph that opens with one starts a new item.
_LEVELS: Final = (
    (1, re.compile(rf"{_NUMERAL}、|第{_NUMERAL}(?:部分|章)[ 、:]?")),
    (2, re.compile(rf"\({_NUMERAL}\)、?")),
    (3, re.compile(r"[0-9]{1,2}\s?(?:\.(?![0-9])|、)")),
    (4, re.compile(rf"\([0-9]{{1,2}}\)|[①②③④⑤⑥⑦⑧⑨⑩]|[{_MARKS}](?=\s?[^,;。:|0-9]{{2,16}}(?:[。\r\n]|$))")),
)
_CLAUSE: Final = re.compile("[,;。]")
_POINTING: Final = frozenset("一二三四五六七八九十第首其")  # what _POINT begins with
_POINT: Final = re.compile(rf"(?:{_NUMERAL}(?:是|要)(?=[^否])|(?:第{_NUMERAL}|首先|其次)[,、])")
_SENTENCE: Final = re.compile(r"[^。!?]*[。!?]*[\"”’』」)]*")
_GOES_ON: Final = frozenset('。"”’』」)')  # a sentence behind its full stop
# A closing paragraph on what comes next is a section of its own even where it has no number: its figures are targets.
_PLAN: Final = re.compile(
    r"下一步|下一阶段|下阶段|接下来|今后一个时期|今后,|新的一年|展望(?:20[0-9]{2}|未来)|20[0-9]{2}年,[^。]{0,12}将"
)
_PLANNING: Final = frozenset("下接今新展2")  # what it begins with
_TITLE: Final = re.compile(
    r"(?:(?:法治政府|依法行政|法治建设|法治工作|依法治[省市区县])[^。;]{0,30}?(?:报告|情况|总结|年报)"
    r"|(?:19|20)[0-9]{2}\s?年[^。;]{0,24}(?:热线|信访|人民调解|行政复议|行政执法|政务服务|运行情况)[^。;]{0,16}(?:报告|总结|年报|通报)"
    r"|(?:热线|信访|人民调解|行政复议|行政执法|政务服务)[^。;]{0,10}(?:19|20)[0-9]{2}\s?年[^。;]{0,16}(?:报告|总结|年报|通报))"
    r"(?:\(.{1,8}\))?$"
)
_ONLY_DATE: Final = re.compile(
    r"[\s(]*(?:(?:19|20)[0-9]{2}\s?[年./-]?\s?[0-9]{1,2}\s?[月./-]?\s?[0-9]{1,2}\s?日?|[二〇零一二三四五六七八九十]{4,5}年.{2,8}日)[\s)]*$"
)


class Passage(NamedTuple):
    """One passage; offsets into the report's text, end exclusive."""

    number: int
    kind: str
    is_report: bool
    start: int
    end: int
    item: int
    heading_path: str


_new: Final = tuple.__new__


@dataclass(slots=True)
class _Headings:
    """The open headings by level; level 5 is the 一是 point inside a paragraph."""

    open: dict[int, str]
    path: str = ""

    def enter(self, level: int, words: str) -> None:
        if self.open and next(reversed(self.open)) > level:
            self.open = {known: words for known, words in self.open.items() if known < level}
        self.open[level] = words
        self.path = " › ".join(self.open.values())

    def close(self, level: int) -> None:
        """Closes the headings at and below a level; what stays open is in order of level."""
        if self.open and next(reversed(self.open)) >= level:
            self.open = {known: words for known, words in self.open.items() if known < level}
            self.path = " › ".join(self.open.values())


def passages(text: str) -> list[Passage]:
    """The passages of a report's text (normal form) in order; blank lines give none."""
    lines = _lines(text)
    first, last = _extent(text, lines)
    short = narrow(text, lines)
    tables = flattened(text, lines, short)
    broken = short | continued(text, lines, tables, _opens, _stands_alone) | paired(text, lines, tables)
    found: list[Passage] = []
    headings = _Headings({})
    item = 0
    is_lively = "!" in text or "?" in text
    aside = False  # among other articles
    is_listed = False  # in a table of contents
    for position, (start, end) in enumerate(lines):
        if position in broken and position not in (first, last + 1):
            continue
        behind = position + 1
        while behind in broken and behind not in (first, last + 1):
            end = lines[behind][1]
            behind += 1
        line = text[start:end]
        item += 1
        aside = heads_neighbours(line) or (aside and not _opens_section(line))
        is_listed = lists_contents(line, goes_on=is_listed)
        if aside or is_listed or position < first or position > last or (position not in tables and is_furniture(line)):
            found.append(Passage(len(found), "furniture", False, start, end, item, ""))
        elif position in tables:
            item -= position != tables[position]
            above = caption(text, lines, tables[position], MAX_HEADING)
            path = f"{headings.path} › {above}" if above else headings.path
            found.append(Passage(len(found), "table_row", True, start, end, item, path))
        elif not headings.open and len(line) <= MAX_HEADING and _TITLE.search(line) and not line.endswith((":", "。")):
            found.append(Passage(len(found), "title", True, start, end, item, ""))
        else:
            item = _paragraph(text, start, end, item, headings, found, is_lively)
    return found


def _opens(text: str, start: int, end: int) -> bool:
    """Whether a line begins a heading, a numbered item or a point, or is no line of prose."""
    if text[start] in _NUMBERED and any(pattern.match(text, start, end) for _, pattern in _LEVELS):
        return True
    return (text[start] in _POINTING and _POINT.match(text, start, end) is not None) or _is_apart(text, start, end)


def _stands_alone(text: str, start: int, end: int) -> bool:
    """Whether a line is whole as it is: a heading, a title, a line of the page."""
    is_numbered = text[start] in _NUMBERED and any(pattern.match(text, start, end) for _, pattern in _LEVELS)
    return (is_numbered and not _CLAUSE.search(text, start + 4, end)) or _is_apart(text, start, end)


def _is_apart(text: str, start: int, end: int) -> bool:
    line = text[start:end]
    return (len(line) <= MAX_HEADING and _TITLE.search(line) is not None) or is_furniture(line)


def _lines(text: str) -> list[tuple[int, int]]:
    """Offsets of the lines that hold something, blanks at their ends left out."""
    found = []
    at = 0
    for line in (text.replace("\r", "\n") if "\r" in text else text).split("\n"):
        if bare := line.lstrip():
            start = at + len(line) - len(bare)
            found.append((start, start + len(bare.rstrip())))
        at += len(line) + 1
    return found


def _extent(text: str, lines: list[tuple[int, int]]) -> tuple[int, int]:
    """The first and the last line of the report itself: from its title (or first prose) to its sign-off date."""
    first, last = 0, len(lines) - 1
    head = lines[:_HEAD]
    titles = [at for at, (s, e) in enumerate(head) if e - s <= MAX_HEADING and _TITLE.search(text[s:e])]
    if titles:
        # the title may stand twice: once in the page's head, once above the text
        again = [at for at in titles[1:] if text[slice(*lines[at])] == text[slice(*lines[titles[0]])]]
        if again or any(is_furniture(text[s:e]) for s, e in lines[: titles[0]]):
            first = (again or titles)[0]
    else:
        while first < last and is_furniture(text[slice(*lines[first])]):
            first += 1
    for position in range(len(lines) - 1, max(len(lines) // 2, first), -1):
        start, end = lines[position]
        if end - start <= 30 and _ONLY_DATE.match(text[start:end]):
            last = position
            break
    else:
        while last > first and is_furniture(text[slice(*lines[last])]):
            last -= 1
    return first, last


def _opens_section(line: str) -> bool:
    """Whether a line begins with the number of one of a report's larger sections, or tells what comes next."""
    return any(pattern.match(line) for _, pattern in _LEVELS[:2]) or _PLAN.match(line) is not None


def _paragraph(
    text: str, start: int, end: int, item: int, headings: _Headings, found: list[Passage], is_lively: bool
) -> int:
    """Appends a paragraph's headings and sentences; returns the number of its last item.

    `is_lively` tells whether a sentence of the text may end with ! or ?.
    """
    cursor = start
    for level, pattern in _LEVELS if text[start] in _NUMBERED else ():
        if opened := pattern.match(text, start, end):
            stop = _heading_end(text, opened.end(), end)
            headings.enter(level, _one_line(text[start:stop]).strip(f"{_MARKS}。:"))
            if stop >= end or text[stop - 1] in "。:" or (stop - start <= MAX_HEADING and stop == end):
                found.append(Passage(len(found), "heading", True, start, stop, item, headings.path))
                cursor = stop
            break
    else:
        headings.close(5)
        if text[start] in _PLANNING and (plan := _PLAN.match(text, start, end)):
            headings.enter(1, plan.group())
    is_lively = is_lively and (text.find("!", cursor, end) >= 0 or text.find("?", cursor, end) >= 0)
    while cursor < end:
        left, cursor = cursor, text.find("。", cursor, end) + 1 or end
        if (is_lively or (cursor < end and text[cursor] in _GOES_ON)) and (whole := _SENTENCE.match(text, left, end)):
            cursor = whole.end()
        first = text[left]
        while first in " \t\r\n":
            left += 1
            if left >= cursor:
                break
            first = text[left]
        else:
            if first in _POINTING and (point := _POINT.match(text, left, cursor)):
                item += 1
                stop = min(cursor, left + MAX_HEADING)
                headings.enter(5, _one_line(text[left:stop]).partition("。")[0].partition(",")[0])
                if cursor - left <= 40 and text[cursor - 1] == "。" and not _DIGIT.search(text, point.end(), cursor):
                    found.append(Passage(len(found), "heading", True, left, cursor, item, headings.path))
                    continue
            # what is made most often, without the call that naming its parts costs
            found.append(_new(Passage, (len(found), "sentence", True, left, cursor, item, headings.path)))
    return item


def _one_line(words: str) -> str:
    return re.sub(r"\s*[\r\n]\s*", "", words) if "\n" in words or "\r" in words else words


def _heading_end(text: str, after_number: int, end: int) -> int:
    """Where the heading that begins a paragraph ends: at its first full stop, or with the line when that is short."""
    stop = text.find("。", after_number, min(end, after_number + MAX_HEADING))
    if stop >= 0 and not _DIGIT.search(text, after_number, stop):
        return stop + 1
    if end - after_number <= MAX_HEADING and "。" not in text[after_number:end]:
        return end
    return after_number
