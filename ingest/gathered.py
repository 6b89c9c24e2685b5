"""A report that a site shows on several pages, as one content: the pages as they came, one behind the other.

Each stands behind a line of its own that says which page it is, how many bytes follow and where it came from:

    <!-- fazhi: page 2 of 3, 5120 bytes, https://example.org/a_1.html -->
"""

import re
from collections.abc import Sequence
from typing import NamedTuple

from ground.errors import BrokenFile

_HEAD = b"<!-- fazhi: page "
_LINE = re.compile(rb"<!-- fazhi: page (\d{1,3}) of (\d{1,3}), (\d{1,9}) bytes, ([!-~]{1,2000}) -->\n")
# A line that is nothing but the way from page to page.
_PAGER = re.compile(
    r"(?=.{0,200}页)(?>首页|[上下前后]一?页|[末尾]页|(?:共|总|第)?\s?\d{1,4}\s?(?:/\s?\d{1,4}\s?)?页?|到第?|跳转|转到|"
    r"页|GO|[\s|<>«»‹›…·,，.\[\]()（）])++",
    re.IGNORECASE,
)
_UNFINISHED = re.compile(r"[\u4e00-\u9fff、，,（《“]$")
_NUMERALS = frozenset("0123456789０１２３４５６７８９零〇一二两三四五六七八九十百千万亿")
_OPENS = re.compile(
    r"[一二三四五六七八九十]{1,3}、|[(（][一二三四五六七八九十]{1,3}[)）]|第[一二三四五六七八九十]{1,3}[章部]|[|]|\d"
)
LONG = 20  # characters from which a line without a full stop is a broken paragraph, and no heading
HEAD = 15  # lines at the beginning of a page that may be those of the first page again


class Part(NamedTuple):
    """One page: where it came from and its bytes."""

    address: str
    body: bytes


class Whole(NamedTuple):
    """The text of all pages, and where each begins."""

    text: str
    starts: tuple[int, ...]


def gathered(parts: Sequence[Part]) -> bytes:
    """The pages as one content."""
    written = []
    for number, part in enumerate(parts, 1):
        head = f"<!-- fazhi: page {number} of {len(parts)}, {len(part.body)} bytes, {part.address} -->\n"
        written += [head.encode("ascii", "replace"), part.body, b"\n"]
    return b"".join(written)


def is_gathered(data: bytes) -> bool:
    """Whether a content is one of several pages."""
    return data.startswith(_HEAD) and _LINE.match(data) is not None


def parts(data: bytes) -> list[Part]:
    """The pages that `gathered` made one content of. Raises BrokenFile where a page is cut off or missing."""
    found: list[Part] = []
    count, at = 0, 0
    while line := _LINE.match(data, at):
        number, count, size = int(line[1]), int(line[2]), int(line[3])
        end = line.end() + size
        if number != len(found) + 1 or data[end : end + 1] != b"\n":
            break
        found.append(Part(line[4].decode(), data[line.end() : end]))
        at = end + 1
    if at != len(data) or len(found) != count:
        raise BrokenFile(
            f"page {len(found) + 1} of the {count} that it was gathered from is damaged; get a whole copy of it"
        )
    return found


def joined(texts: Sequence[str]) -> Whole:
    """The texts of the pages as one: what stands at the head or foot of each page stands once, its pager not at all.

    A paragraph that a page breaks off is whole again, but for one whose number may go on: a line end parts it.
    """
    pages = [[line for line in text.split("\n") if not _PAGER.fullmatch(line.strip())] for text in texts]
    foot = _common(pages)
    head = set(pages[0][:HEAD])
    text, starts = "", [0]
    for number, lines in enumerate(pages):
        first, last = 0, len(lines) - (foot if number < len(pages) - 1 else 0)
        while number and first < last and lines[first] in head:
            first += 1
        kept = lines[first:last]
        if number:
            glue = "" if kept and _goes_on(text.rpartition("\n")[2], kept[0]) else "\n"
            text += glue
            starts.append(len(text))
        text += "\n".join(kept)
    return Whole(text, tuple(starts))


def _common(pages: Sequence[Sequence[str]]) -> int:
    """How many lines all pages have in common at their ends."""
    count = 0
    while all(len(page) > count + 1 for page in pages) and len({page[-1 - count] for page in pages}) == 1:
        count += 1
    return count if len(pages) > 1 else 0


def _goes_on(before: str, line: str) -> bool:
    if before[-1:] in _NUMERALS and line[:1] in _NUMERALS:
        return False
    return len(before) >= LONG and _UNFINISHED.search(before) is not None and not _OPENS.match(line)
