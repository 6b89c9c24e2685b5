"""Lines that a program broke within a sentence, and sentences read as if it had not. Text comes in normal form.

A line that ends without a mark goes on in the next one where it breaks off in the middle (417⏎件, 受理、⏎审结), where
the next cannot begin a sentence (，审结), or where it is as long as the lines of the text are set.
"""

import re
from collections import Counter
from collections.abc import Callable, Container, Sequence

from ingest.label import Label
from ingest.labels import labels
from ingest.quantity import Figure
from ingest.touching import LOST
from ingest.units import unit_at

_ENDS = frozenset("。!?;:…|")
_QUOTES = '"”’」』)'
_OPEN = frozenset(",、(“‘《-~至到和及与")
_NO_BEGINNING = frozenset(",、。;)%‰”’》")
_GOING_ON = frozenset("万亿千百十余多几年月日号%‰.")
_BROKEN_NUMBER = re.compile(r"[0-9][余多几]?$")
_COUNTED = re.compile(r"[0-9][^\s,、;]{0,3}$")
_NUMBER = re.compile(r"[0-9][0-9.,]{0,15}")
_CLAUSE = re.compile(r"[,;。、(]")
# Between two lines a page's number may stand: - 2 -, 第3页.
_LINE_END = r"[ \t]{0,40}[\r\n]{1,8}[ \t]{0,40}"
_BREAK = re.compile(rf"{_LINE_END}(?:(?:- ?[0-9]{{1,4}} ?-|· ?[0-9]{{1,4}} ?·|第 ?[0-9]{{1,4}} ?页){_LINE_END})?")
_ASCII = re.compile("[ -~]")
_NARROWEST = 18  # characters in the shortest lines that a page is set in
_SET_LINES = 3  # as many lines of one length are no chance
_RAGGED = 2
_CONTEXT = 40
_ENTRY = re.compile(r"(?:[0-9]{5})?[^,;。:0-9]{2,30}:\s?[0-9][0-9.,]{0,15}[^,;。:0-9]{0,6}$")  # 受理案件：386件
_NAMED = re.compile(r"[^\s,;。:0-9]{2,12}:\s?[0-9]|[^|,;。\r\n]{1,20}\|")  # 受理总量：436件,… · 行政复议 | 收到…
_SHORTEST = 3
_INNER = re.compile(r"[;。](?=[^\r\n])|,(?=[^\r\n0-9])|(?<![0-9]),(?=[^\r\n])")  # a mark that does not end its line


def continued(
    text: str,
    lines: Sequence[tuple[int, int]],
    tables: Container[int],
    opens: Callable[[str, int, int], bool],
    stands_alone: Callable[[str, int, int], bool],
) -> set[int]:
    """The numbers of the lines that carry on the line before them.

    `opens` tells of a line (text, start, end) whether it begins something by what it says, `stands_alone` whether it is
    a heading or another line that nothing carries on.
    """
    found: set[int] = set()
    ragged = _set_in(text, lines, tables)
    opening = 0  # of the paragraph
    for number in range(len(lines) - 1):
        (start, end), (next_start, next_end) = lines[number], lines[number + 1]
        if number not in found:
            opening = start
        if (
            text[end - 1] in _ENDS
            or (text[end - 1] in _QUOTES and text[end - 2 : end - 1] in _ENDS)
            or number in tables
            or number + 1 in tables
            or (_ENTRY.match(text, start, end) and _ENTRY.match(text, next_start, next_end))
            or text.count("\n", end, next_start) + text.count("\r", end, next_start)
            > text.count("\r\n", end, next_start) + 1
        ):
            continue
        is_set = ragged.get(number, _NARROWEST) <= _RAGGED and not _NAMED.match(text, next_start, next_end)
        if not is_set and not _breaks_off(text, opening, end, next_start, next_end):
            continue
        if not opens(text, next_start, next_end) and (number in found or not stands_alone(text, start, end)):
            found.add(number + 1)
    return found


def narrow(text: str, lines: Sequence[tuple[int, int]]) -> set[int]:
    """The numbers of the lines that carry on the one before them in a text that is set in very short lines.

    At least three lines of one length, the last may be shorter; a mark within them, or the full stop at their end,
    tells them from a list.
    """
    found: set[int] = set()
    at = 0
    # a mark of ours is none of the page's
    lengths = [end - start - text.count(LOST, start, end) for start, end in lines]
    while at < len(lines) - _SET_LINES:
        length = lengths[at]
        stop = at
        if _SHORTEST <= length < _NARROWEST:
            while (
                stop + 1 < len(lines)
                and lengths[stop] == length
                and text[lines[stop][1] - 1] not in _ENDS
                and lengths[stop + 1] <= length
                and "\n" not in text[lines[stop][1] : lines[stop + 1][0]].replace("\n", "", 1)
            ):
                stop += 1
        if stop - at >= _SET_LINES and "|" not in text[lines[at][0] : lines[stop][1]]:
            within = any(_INNER.search(text, start, end) for start, end in lines[at : stop + 1])
            if within or text[lines[stop][1] - 1] == "。":
                found.update(range(at + 1, stop + 1))
        at = max(stop, at + 1)
    return found


def _breaks_off(text: str, opening: int, end: int, next_start: int, next_end: int) -> bool:
    """Whether a line cannot end where it ends, or the next cannot begin there."""
    first = text[next_start]
    if text[end - 1] in _OPEN or first in _NO_BEGINNING:
        return True
    if _BROKEN_NUMBER.search(text, max(opening, end - 2), end):
        return first in _GOING_ON or bool(unit_at(text, next_start)[0])
    number = _NUMBER.match(text, next_start, next_end)
    return (
        number is not None
        and (number.end() == next_end or bool(unit_at(text, number.end())[0]))
        and not _COUNTED.search(text, max(opening, end - 5), end)
        and _CLAUSE.search(text, opening, end) is not None
    )


def _set_in(text: str, lines: Sequence[tuple[int, int]], tables: Container[int]) -> dict[int, float]:
    """How far each line is from the length that the text's lines are set in; empty where their paragraphs end them.

    Some programs count characters, others give the digits and letters half of one's width.
    """
    measured = [
        number
        for number, (start, end) in enumerate(lines)
        if end - start >= _NARROWEST and number not in tables and text[end - 1] not in _ENDS
    ]
    if len(measured) < _SET_LINES:
        return {}
    best, found = _SET_LINES - 1, {}
    sizes = {number: _size(text, lines[number]) for number in measured}
    for narrowed in (0.5, 0.0):
        widths = {number: length - narrow * narrowed for number, (length, narrow) in sizes.items()}
        counts = Counter(round(width) for width in widths.values())
        near = {width: sum(counts[width + off] for off in (-1, 0, 1)) for width in counts}
        likeliest = max(near, key=lambda width: (near[width], width))
        if near[likeliest] > best:
            best = near[likeliest]
            found = {number: abs(width - likeliest) for number, width in widths.items()}
    return found


def _size(text: str, line: tuple[int, int]) -> tuple[int, int]:
    """How long a line is, its indent with it, and how many of its characters may be set narrower than Chinese ones."""
    begin = max(line[0] - _CONTEXT, text.rfind("\n", 0, line[0]) + 1, text.rfind("\r", 0, line[0]) + 1)
    return line[1] - begin, len(_ASCII.findall(text, line[0], line[1]))


class Unbroken:
    """A sentence that runs over several lines, with a little of what stands around it, as one line."""

    def __init__(self, even: str, raw: str, start: int, end: int) -> None:
        head, tail = max(0, start - _CONTEXT), min(len(even), end + _CONTEXT)
        self._offsets = list(range(head, start))
        at = start
        for gap in _BREAK.finditer(even, start, end):
            self._offsets += range(at, gap.start())
            at = gap.end()
        self._offsets += range(at, end)
        self.start, self.end = start - head, len(self._offsets)
        self._offsets += range(end, tail + 1)
        self.even = "".join([even[offset] for offset in self._offsets[:-1]])
        self.raw = "".join([raw[offset] for offset in self._offsets[:-1]])

    def labels(self, found: list[Figure]) -> list[Label]:
        """The labels of the figures found in it; both get their offsets in the whole text.

        A number that is broken within its digits is unreadable; before its magnitude (791⏎万件) it has a gap.
        """
        named = labels(self.even, self.start, self.end, found)
        for figure, label in zip(found, named, strict=True):
            if self._is_hyphened(figure):
                figure.value, figure.readable, figure.damage = None, False, figure.damage or "touched"
            for at in range(figure.start + 1, figure.end):
                if self._offsets[at] > self._offsets[at - 1] + 1:
                    figure.damage = figure.damage or "gap_in_number"
                    if self.even[at] in "0123456789.," or self.even[at - 1] in ".,":
                        figure.value, figure.readable, figure.damage = None, False, "touched"
            figure.start = self._offsets[figure.start]
            figure.end, figure.unit_end = self._behind(figure.end), self._behind(figure.unit_end)
            figure.tail_end = self._behind(figure.tail_end)
            label.clause_start, label.clause_end = self._offsets[label.clause_start], self._behind(label.clause_end)
            if label.compared is not None:
                label.compared = self._offsets[label.compared]
        return named

    def _is_hyphened(self, figure: Figure) -> bool:
        """Whether a line ends with a hyphen right before or behind a number: a range, or one number (3-⏎86件)."""
        before = self.even[figure.start - 1 : figure.start] == "-" and self._offsets[figure.start]
        behind = self.even[figure.end : figure.end + 1] == "-" and self._offsets[figure.end + 1]
        return bool(
            (before and before > self._offsets[figure.start - 1] + 1)
            or (behind and behind > self._offsets[figure.end] + 1)
        )

    def _behind(self, end: int) -> int:
        return self._offsets[end - 1] + 1
