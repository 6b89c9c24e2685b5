"""What a page says of itself: the meta tags that the sites of governments give every article.

The names are those of the guide to government sites (国办发〔2017〕47号): ArticleTitle, ContentSource, PubDate,
SiteName, ColumnName. They are read with patterns from the page's beginning, without parsing the page.
"""

import html
import re

from ground.errors import ReadError
from ingest.encodings import decode

NAMES = frozenset({"articletitle", "contentsource", "pubdate", "sitename", "columnname"})
REACH = 200_000  # characters in which a page's head stands
MOST = 300  # characters of a content that are kept
_TAG = re.compile(r"<meta\s[^<>]{1,1000}>", re.IGNORECASE)
_NAME = re.compile(r"""\bname\s{0,3}=\s{0,3}["']?\s{0,3}([A-Za-z]{4,20})""", re.IGNORECASE)
_CONTENT = re.compile(r"""\bcontent\s{0,3}=\s{0,3}(?:"([^"]{0,1000})"|'([^']{0,1000})')""", re.IGNORECASE)

Tags = tuple[tuple[str, str], ...]


def meta_tags(data: bytes) -> Tags:
    """The tags' names in small letters with their contents, each name once; none where the page has none."""
    try:
        text, _ = decode(data, damaged=True)
    except ReadError:
        return ()
    found: dict[str, str] = {}
    for tag in _TAG.finditer(text[:REACH]):
        name, content = _NAME.search(tag.group()), _CONTENT.search(tag.group())
        if name and content and (key := name.group(1).lower()) in NAMES:
            words = " ".join(html.unescape(content.group(1) or content.group(2) or "").split())[:MOST]
            if words:
                found.setdefault(key, words)
    return tuple(sorted(found.items()))
