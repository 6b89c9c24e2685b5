"""Whether a web page is one of several over which an article is spread."""

import re

MOST_PAGES = 99
PAGER = 120  # characters of a line that leads to the other pages
_SCRIPT = re.compile(r"\bcreatePage(?:HTML|Html|r)?\(\s*['\"]?(\d{1,3})['\"]?\s*,\s*['\"]?\d{1,3}['\"]?\s*[,)]")
_TOTAL = re.compile(r"共\s?(\d{1,3})\s?页|(?<![\d/])\d{1,3}\s?/\s?(\d{1,3})(?![\d/])")
_ONWARD = re.compile(r"下\s?一?\s?页|[尾末]\s?页|第\s?\d{1,3}\s?页")
_NEXT = re.compile(r"\s*下\s?一?\s?页\s*[>»›]*\s*")


def pages_missing(scripts: str, lines: list[str], links: list[tuple[str, str]]) -> str:
    """What to say of a page that is one of several; nothing where it is the only one.

    `lines` are what it shows, `links` the words and addresses of its links.
    """
    counts = [int(found[1]) for found in _SCRIPT.finditer(scripts)]
    for line in lines:
        if len(line) <= PAGER and _ONWARD.search(line):
            counts += [int(one or other) for one, other in _TOTAL.findall(line)]
    count = next((count for count in counts if 1 < count <= MOST_PAGES), 0)
    if count:
        return f"landed without the others of its {count} pages: save them as one text and land that"
    leads_on = any(_NEXT.fullmatch(words) and _leads(address) for words, address in links)
    return "landed without its next pages: save them all as one text and land that" if leads_on and not counts else ""


def _leads(address: str) -> bool:
    return bool(address) and not address.startswith(("#", "javascript:void"))
