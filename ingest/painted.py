"""What stands within a line of a page and is painted: pictures, fields to fill in, formulas.

A digit may be among what a picture or a field shows, and the page's words do not hold it; numbers in a formula stand
above and below one another. Beside a number either leaves a lost character.
"""

import re

from lxml import html as lxml_html

from ingest.documents.doubts import UNREAD

# What shows something that is none of the page's words.
_PAINTED = frozenset(["img", "svg", "input", "select", "button", "textarea", "object", "embed", "iframe"])
# Of formulas, what stands above or below something else.
STACKED = frozenset(
    ["mfrac", "msup", "msub", "msubsup", "munder", "mover", "munderover", "mmultiscripts", "mroot", "msqrt", "mtable"]
)
# What programs that set formulas write beside them for screen readers, out of sight.
_READ_ALOUD = re.compile(r"(?:^|\s)(?:katex-mathml|mjx-assistive-mml|MJX_Assistive_MathML)(?:\s|$)")


def is_said_again(element: lxml_html.HtmlElement) -> bool:
    """Whether an element holds a formula once more, in another notation or for screen readers."""
    return element.tag in ("annotation", "annotation-xml") or _READ_ALOUD.search(element.get("class", "")) is not None


def mark(element: lxml_html.HtmlElement) -> None:
    """Sets `UNREAD` behind an element that is painted within a line; what begins one is its bullet or its picture."""
    parent = element.getparent()
    if element.tag not in _PAINTED or parent is None or element.get("type", "").lower() == "hidden":
        return
    before = element.getprevious()
    words = (parent.text if before is None else before.tail or "".join(before.itertext())) or ""
    if words.strip() and "\n" not in words[len(words.rstrip()) :]:
        element.tail = UNREAD + (element.tail or "")
