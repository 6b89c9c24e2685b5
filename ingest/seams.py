"""Where a number goes over the edge of an element whose look is not understood: both parts may be seen, or only one.

There a lost character stands in the number, which then has no value. Harmless styles (fonts, dark colours, underlines)
and selectors that are read leave no doubt.
"""

import re

from lxml import etree
from lxml import html as lxml_html

from ingest.documents.doubts import LOST
from ingest.stylesheets import Styles, every_declaration

_DIGITS = frozenset("0123456789０１２３４５６７８９")
# Words in classes that hide or raise, where the page's own style sheets say nothing of them.
_TELLING = re.compile(
    r"(?:^|[-_])(?:hid(?:e|den)?|none|sr|visually|invisible|(?:foot|end)?notes?|fn|ref(?:erence)?|sup|sub|super|old|del|"
    r"strike|yincang|zhu(?:shi)?|jiaozhu)(?:[-_]|\d|$)",
    re.IGNORECASE,
)
_ODD = frozenset(
    ["filter", "backdrop-filter", "mask", "mask-image", "-webkit-mask", "-webkit-mask-image", "content-visibility",
     "font-variant-position", "baseline-shift", "mix-blend-mode", "shape-outside", "rotate", "translate",
     "offset-path", "animation", "animation-name", "font-palette", "-webkit-text-security"]
)  # fmt: skip
_PLAIN_COLOUR = re.compile(
    r"(?:#[0-9a-f]{3,8}|rgba?\(\s*\d{1,3}\s*[, ]\s*\d{1,3}\s*[, ]\s*\d{1,3}\s*(?:[,/]\s*[\d.]+%?\s*)?\)|"
    r"transparent|white|black|red|dark\w+|maroon|navy|blue|green|purple|olive|teal|gr[ae]y|dimgr[ae]y|brown|inherit|initial|unset|currentcolor|"
    r"windowtext|auto|canvastext|#)"
)
_NOTHING = re.compile(r"(?:none|normal|auto|0|1|initial|inherit|unset|100%)$")
_SHAPED = re.compile(r"polygon|path|ellipse|url")


def doubt(tree: lxml_html.HtmlElement, styles: Styles) -> None:
    """Sets a lost character at each such place; called once the page's hidden words are gone."""
    for element in tree.iter("span", "b", "i", "em", "strong", "font", "a", "u", "label", "mark", "ins", "small", "q"):
        starts = _ends_with_digit(element) and _first(element) in _DIGITS
        stops = bool(element.tail) and element.tail[0] in _DIGITS and _last(element) in _DIGITS
        if (starts or stops) and is_odd(element, styles):
            if starts:
                element.text = LOST + (element.text or "")
            if stops:
                element.tail = LOST + (element.tail or "")


def is_odd(element: etree._Element, styles: Styles) -> bool:
    """Whether an element may look otherwise than other words, as far as is known of its style."""
    if any(_TELLING.search(name) and not styles.knows(name) for name in element.get("class", "").split()):
        return True
    if styles.may_hide(element):
        return True
    declared = {**styles.every(element), **every_declaration(element.get("style", ""))}
    return element.get("width") == "0" or any(map(_is_odd_value, declared.keys(), declared.values()))


def _is_odd_value(name: str, value: str) -> bool:
    value = value.lower().strip()
    if name in ("zoom", "scale"):
        return not value.startswith(("1", "normal", "none"))
    if name in _ODD:
        return not _NOTHING.match(value)
    if name in ("color", "-webkit-text-fill-color"):
        return not _PLAIN_COLOUR.match(value)
    if name == "mso-hide":
        return value != "none"
    if name == "letter-spacing":
        return re.match(r"-(?:[1-9]|0?\.[2-9]\d*em)", value) is not None
    if name in ("top", "bottom", "left", "right"):
        return not value.startswith(("0", "auto"))
    if name == "line-height":
        return re.fullmatch(r"0+(?:\.0+)?(?:px|em|pt|%)?", value) is not None
    return name in ("clip-path", "clip") and _SHAPED.search(value) is not None


def _ends_with_digit(element: etree._Element) -> bool:
    """Whether a digit stands right before an element."""
    before = element.getprevious()
    while before is not None:
        if said := before.tail or _last(before):
            return said[-1] in _DIGITS
        before = before.getprevious()
    parent = element.getparent()
    words = (parent.text or "") if parent is not None else ""
    return words[-1:] in _DIGITS


def _first(element: etree._Element) -> str:
    return str(next((piece for piece in element.itertext() if piece), ""))[:1]


def _last(element: etree._Element) -> str:
    """The last character of an element's words."""
    words = (element[-1].tail or _last(element[-1])) if len(element) else element.text
    return str(words or "")[-1:]
