"""Reports that a site shows on several pages: what the first one says of the others.

Only that is told. Pages are not joined: where one ends and the next begins within a site's template nobody says, and
text that is cut or glued there would change numbers.
"""

import re
from bisect import bisect_left

from ground.errors import ReadError
from ingest.encodings import decode

MISSING = "pages_missing"  # the reason's code
MOST = 60  # pages of one report; what says more is a list
_SCRIPT = re.compile(rb"createPageHTML\s{0,9}\(\s{0,9}(\d{1,4})\s{0,9},\s{0,9}(\d{1,4})\s{0,9},")
_COUNT = re.compile(r"(?:共|总)\s{0,9}(\d{1,4})\s{0,9}页|(?:第\s{0,9})?(\d{1,4})\s{0,9}/\s{0,9}(\d{1,4})\s{0,9}页")
_NEXT = re.compile(r"(?:下一|下)页|rel\s{0,9}=\s{0,9}[\"']?next\b", re.I)
_TAGS = re.compile(r"<[^<>]{0,2000}>")
_MARKS = [
    *(word.encode(code) for word in ("下一页", "下页") for code in ("utf-8", "gb18030")),
    b"next",
    b"Next",
    b"NEXT",
]
LONGEST = 2_000_000  # characters that are looked at
NEAR = 600  # characters between a count of pages and the way to the next one


def page_count(data: bytes) -> int | None:
    """How many pages a page says that it is one of; None where it says nothing, or that it is the only one."""
    if found := _SCRIPT.search(data):
        count = int(found[1])
        return count if 1 < count <= MOST else None
    if not any(mark in data for mark in _MARKS):
        return None
    try:
        text = decode(data, damaged=True)[0][:LONGEST]
    except ReadError:
        return None  # what cannot be read is refused for that
    onward = [found.start() for found in _NEXT.finditer(text)]
    shown = _TAGS.sub(lambda tag: " " * len(tag[0]), text)
    for said in _COUNT.finditer(shown) if onward else ():
        count = int(said[1] or said[3])
        after = bisect_left(onward, said.start() - NEAR)
        if 1 < count <= MOST and after < len(onward) and onward[after] <= said.end() + NEAR:
            return count
    return None


def told(count: int) -> str:
    """That pages are missing, and what to do."""
    return (
        f"it is one of {count} pages and the others were not read: what they state is missing; save the whole report "
        "(as one page, or its PDF) and name that as file"
    )
