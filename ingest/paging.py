"""Reports that a site shows on several pages: what a page says of the others, and where the next one is."""

import re
from bisect import bisect_left
from html import unescape
from typing import NamedTuple
from urllib.parse import urljoin, urlsplit

from ground.errors import ReadError
from ingest.encodings import decode
from ingest.gathered import is_gathered

MISSING = "pages_missing"  # the reason's code
MOST = 60  # pages of one report; what says more is a list
_SCRIPT = re.compile(
    rb"createPageHTML\s{0,9}\(\s{0,9}(\d{1,4})\s{0,9},\s{0,9}(\d{1,4})\s{0,9},"
    rb"(?:\s{0,9}[\"']([\w-]{1,100})[\"']\s{0,9},\s{0,9}[\"'](\w{1,9})[\"'])?"
)
_COUNT = re.compile(
    r"(?:共|总)\s{0,9}(?P<all>\d{1,4})\s{0,9}页|(?:第\s{0,9})?(?P<one>\d{1,4})\s{0,9}/\s{0,9}(?P<of>\d{1,4})\s{0,9}页"
)
_CURRENT = re.compile(r"(?:第|当前)\s{0,9}(\d{1,4})\s{0,9}页")
_NEXT = re.compile(r"(?:下一|下)页|rel\s{0,9}=\s{0,9}[\"']?next\b", re.I)
_AROUND = re.compile(r"(?:下一|下|上一|上|首|尾|末)页|rel\s{0,9}=\s{0,9}[\"']?(?:next|prev)\b", re.I)
_TAGS = re.compile(r"<[^<>]{0,2000}>")
_LINK = re.compile(r"<(?:a|link)\s[^<>]{0,2000}>", re.I)
_HREF = re.compile(r"\bhref\s{0,9}=\s{0,9}(?:\"([^\"<>]{1,1000})\"|'([^'<>]{1,1000})'|([^\s\"'<>]{1,1000}))", re.I)
_TITLE = re.compile(r"<title\b[^<>]{0,300}>([^<>]{0,600})", re.I)
_NUMBERING = re.compile(r"[\s\d_\-—(（)）\[\]【】第共页/]+")
_MARKS = [
    *(word.encode(code) for word in ("下一页", "下页") for code in ("utf-8", "gb18030")),
    b"next",
    b"Next",
    b"NEXT",
]
LONGEST = 2_000_000  # characters that are looked at
NEAR = 600  # characters between a count of pages and the way to the next one
_WORDS = 40  # characters behind a link in which its words stand


class Said(NamedTuple):
    """What a page says: of how many it is one, and which (None where it does not say)."""

    pages: int
    current: int | None


def page_count(data: bytes) -> int | None:
    """How many pages a page says that it is one of; None where it says nothing, or that it is the only one.

    What was gathered of several pages is whole.
    """
    if is_gathered(data):
        return None
    if found := _SCRIPT.search(data):
        count = int(found[1])
        return count if 1 < count <= MOST else None
    if not any(mark in data for mark in _MARKS):
        return None
    said = _in_words(_text(data), _NEXT)
    return said.pages if said else None


def said_of(data: bytes) -> Said | None:
    """The same of a page that may be the last one, with its own number; None where it says nothing."""
    if found := _SCRIPT.search(data):
        count = int(found[1])
        return Said(count, int(found[2]) + 1) if 1 < count <= MOST else None
    return _in_words(_text(data), _AROUND)


def onward(data: bytes, address: str, number: int) -> str | None:
    """The address of page `number`, as the page before it at `address` leads there; None where it leads nowhere.

    It is of the same site, in the same folder.
    """
    if (found := _SCRIPT.search(data)) and found[3]:
        name, ending = found[3].decode("ascii", "replace"), found[4].decode("ascii", "replace")
        return _beside(f"{name}_{number - 1}.{ending}", address)
    text = _text(data)
    numbered = None
    for link in _LINK.finditer(text):
        href = _HREF.search(link.group())
        if href is None:
            continue
        words = text[link.end() : link.end() + _WORDS].partition("</")[0]
        place = _beside(unescape(href[1] or href[2] or href[3]).strip(), address)
        if place is None:
            continue
        if _NEXT.search(link.group()) or _NEXT.search(words):
            return place
        if numbered is None and _TAGS.sub("", words).strip(" []") == str(number):
            numbered = place
    return numbered


def title_of(data: bytes) -> str:
    """What a page's title tag says, without the numbers of pages."""
    found = _TITLE.search(_text(data)[:LONGEST])
    return _NUMBERING.sub("", unescape(found[1])) if found else ""


def is_beside(place: str, address: str) -> bool:
    """Whether an address is of the same site and in the same folder as another."""
    try:
        one, other = urlsplit(place), urlsplit(address)
    except ValueError:
        return False
    folders = {parts.path.rpartition("/")[0] for parts in (one, other)}
    return (one.scheme, one.netloc) == (other.scheme, other.netloc) and len(folders) == 1 and ".." not in one.path


def told(count: int) -> str:
    """That pages are missing, and what to do."""
    return (
        f"it is one of {count} pages and the others were not read: what they state is missing; save the whole report "
        "(as one page, or its PDF) and name that as file"
    )


def _beside(href: str, address: str) -> str | None:
    try:
        place = urljoin(address, href).partition("#")[0]
    except ValueError:
        return None
    return place if is_beside(place, address) and place != address and place.isascii() else None


def _text(data: bytes) -> str:
    try:
        return decode(data, damaged=True)[0][:LONGEST]
    except ReadError:
        return ""  # what cannot be read is refused for that


def _in_words(text: str, way: re.Pattern[str]) -> Said | None:
    """What a page says in words of pages, near to the `way` from one to the other."""
    ways = [found.start() for found in way.finditer(text)]
    shown = _TAGS.sub(lambda tag: " " * len(tag[0]), text) if ways else ""
    for said in _COUNT.finditer(shown):
        count = int(said["all"] or said["of"])
        after = bisect_left(ways, said.start() - NEAR)
        if 1 < count <= MOST and after < len(ways) and ways[after] <= said.end() + NEAR:
            near = _CURRENT.search(shown, max(0, said.start() - NEAR), said.end() + NEAR)
            current = said["one"] or (near[1] if near else None)
            return Said(count, int(current) if current else None)
    return None
