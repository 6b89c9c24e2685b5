"""The parts of a report's text in which it says what it is: title or headline, opening, sign-off, letterhead."""

import re
from collections.abc import Iterator
from itertools import chain, islice
from typing import NamedTuple

from ingest.furniture import MAX_HEADING
from ingest.structure import Passage

OPENING = 260  # characters
_OPENING_SENTENCES = 2
_FIRST_LINES = 3  # in which a headline stands
_LAST = 4  # passages in which a report is signed
_HEAD = 600  # characters in which tables say what they are
# The yearly tables of administrative enforcement, published beside the reports or in their stead.
_STATISTICS = re.compile(
    r"^.{0,40}行政(?:执法|处罚|许可|强制|检查|征收)[^。\n]{0,16}(?:统计表|情况表|统计年报|统计数据|数据统计|数据表).{0,20}$",
    re.M,
)
_BODY_LINE = re.compile(r"[\u4e00-\u9fff]{4,30}(?:政府|局|厅|委|委员会|办公室|管委会|中心|法院|检察院)")
_WITHOUT_BODY = re.compile(r"关于|[一二]?[0-9〇零○一二三四五六七八九]{3,4}\s?年|法治|依法")
_NO_HEADLINE = re.compile(r"[0-9]\s?号$|[|。;,:>]|^[一二三四五六七八九十(（【〔第0-9]{1,3}[、)）.]|^[【〔]")
_PROSE = re.compile(r"。|,[^。]{0,200}:$|如下:$")
_HAN = re.compile(r"[\u4e00-\u9fff]")
_SIGNED = re.compile(r"[\u4e00-\u9fff]{4,40}")
TITLES = re.compile(r"《[^》\n]{1,60}》")


class Span(NamedTuple):
    """Words and where they begin in the text."""

    words: str
    start: int

    @property
    def end(self) -> int:
        """Where they end, were they in one piece."""
        return self.start + len(self.words)


def without_titles(words: str) -> str:
    """Words with the titles of documents, whose years and places are their own, blanked out."""
    return TITLES.sub(lambda title: " " * len(title.group()), words)


class Parts(NamedTuple):
    """`title` has the words of law-based government in it; `headline` is a first line without them. Empty: none."""

    title: Span | None
    headline: Span | None
    opening: list[Span]
    signed: list[Span]


def parts_of(text: str, body: list[Passage]) -> Parts:
    """The telling parts of a text in normal form, of whose report `body` is."""
    title = next((passage for passage in body if passage.kind == "title"), None)
    statistics = _STATISTICS.search(text[:_HEAD])
    span = None
    if title:
        span = Span(_of_its_body(text, title), title.start)
    elif statistics:
        span = Span(statistics.group(), statistics.start())
    headline = None
    if span is None:
        for passage in body[:_FIRST_LINES]:
            line = text[passage.start : passage.end].strip()
            whole = text[text.rfind("\n", 0, passage.start) + 1 : passage.start].strip() == ""
            if whole and 6 <= len(line) <= MAX_HEADING and _HAN.search(line) and not _NO_HEADLINE.search(line):
                headline = Span(line, passage.start)
                break
    prose = _prose(text, body)
    opening = [
        Span(text[passage.start : min(passage.end, passage.start + OPENING)], passage.start)
        for passage in islice((p for p in prose if not headline or p.start > headline.start), _OPENING_SENTENCES)
    ]
    signed = []
    for passage in body[-_LAST:]:
        if passage.end - passage.start <= MAX_HEADING:
            for found in _SIGNED.finditer(text, passage.start, passage.end):
                line = text[passage.start : passage.end].strip()
                if found.group() == line or re.split(r"\s{2,}", line)[-1] == found.group():
                    signed.append(Span(found.group(), found.start()))
    return Parts(span, headline, opening, signed)


def _prose(text: str, body: list[Passage]) -> Iterator[Passage]:
    """The sentences that run like prose, one by one as they are asked for; all sentences where none does."""
    sentences = (passage for passage in body if passage.kind == "sentence")
    found = (
        passage
        for passage in sentences
        if passage.end - passage.start > 12 and _PROSE.search(text, passage.start, passage.end)
    )
    if first := next(found, None):
        return chain([first], found)
    return (passage for passage in body if passage.kind == "sentence")


def _of_its_body(text: str, passage: Passage) -> str:
    """A title, and before it the body that it leaves to the line above (or below) it, as official documents set it."""
    title = text[passage.start : passage.end]
    if not _WITHOUT_BODY.match(title):
        return title
    near = 2 * MAX_HEADING
    above = text[max(0, passage.start - near) : passage.start].rstrip().rpartition("\n")[2].strip()
    below = text[passage.end : passage.end + near].lstrip().partition("\n")[0].strip()
    body = next((line for line in (above, below) if _BODY_LINE.fullmatch(line)), "")
    return f"{body}{title}"
