"""Which elements of a page are words in a line, and no boxes of their own."""

from lxml import html as lxml_html

from ingest.stylesheets import Declared

_INLINE = (
    *("span", "a", "b", "i", "em", "strong", "font", "u", "label", "ins", "mark", "big", "small", "cite", "q", "code"),
    *("var", "abbr", "tt", "kbd", "samp", "dfn", "time", "bdi"),
)


def is_inline(element: lxml_html.HtmlElement, declared: Declared) -> bool:
    """Whether an element is words in a line and no box of its own."""
    return (
        element.tag in _INLINE
        and declared.get("display") in (None, "inline")
        and declared.get("position") not in ("absolute", "fixed")
        and declared.get("float") in (None, "none")
    )
