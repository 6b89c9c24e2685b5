"""Which elements of a page are not shown, with all that is in them: by attributes, lengths and styles."""

import re

from lxml import html as lxml_html

from ingest.stylesheets import Declared

TINY = 1.0  # pixels up to which letters are not seen
FAR = 200.0  # pixels out of the screen
ROOT = 16.0  # pixels of a letter

_LENGTH = re.compile(r"(-?[\d.]+)\s*(px|pt|pc|r?em|ex|ch|%|v[wh]|cm|mm|in)?")
_PIXELS = {"pt": 4 / 3, "pc": 16.0, "cm": 37.8, "mm": 3.78, "in": 96.0, "vw": 12.0, "vh": 8.0}
_CLIPPED = re.compile(r"rect\(\s*[01](?:px)?(?:[ ,]+[01](?:px)?){3}\s*\)|inset\(\s*(?:50|100)%|circle\(\s*0")
_NOTHING = re.compile(r"scale[xy]?\(\s*0\s*[,)]|translate[xy]?\(\s*-\s*\d{4,}|translate[xy]?\(\s*-\s*[1-9]\d{2}%")
_NO_SCALE = re.compile(r"0(?:\.0+)?%?(?:\s|$)")
_CLEAR = re.compile(r"opacity\(\s*0(?:\.0\d*)?%?\s*\)")


def is_gone(element: lxml_html.HtmlElement, declared: Declared, size: float) -> bool:
    """Whether an element is not shown, with all that is in it."""
    if not {"hidden", "popover"}.isdisjoint(element.attrib) and declared.get("display") in (None, "none"):
        return True
    if declared.get("display") == "none":
        return True
    opacity = pixels(declared.get("opacity", ""), size)
    if opacity is not None and opacity < 0.05:
        return True
    for side in ("left", "top", "right", "bottom", "inset", "inset-inline-start"):
        away = pixels(declared.get(side, ""), size)
        if away is not None and away <= -FAR and declared.get("position") in ("absolute", "fixed", "relative"):
            return True
    away = pixels(declared.get("margin-left", declared.get("margin-inline-start", "")), size)
    if away is not None and away <= -FAR:
        return True
    if _CLIPPED.search(declared.get("clip-path", "")):
        return True
    return bool(_CLEAR.search(declared.get("filter", "")))


def is_gone_as_box(declared: Declared, size: float) -> bool:
    """Whether an element is not shown by what holds of boxes alone, and not of words in a line."""
    for name in ("text-indent", "margin-top"):
        away = pixels(declared.get(name, ""), size)
        if away is not None and away <= -FAR:
            return True
    # A share of itself, by which boxes are centred; all of it moves one out, as with `transform`.
    away = pixels(declared.get("translate", ""), size, share=FAR)
    if away is not None and away <= -FAR:
        return True
    if declared.get("overflow") in ("hidden", "clip"):
        sides = (pixels(declared.get(name, ""), size) for name in ("width", "height", "max-width", "max-height"))
        if any(side is not None and side <= TINY for side in sides):
            return True
    if declared.get("content-visibility") == "hidden" or _CLIPPED.search(declared.get("clip", "")):
        return True
    return bool(_NOTHING.search(declared.get("transform", "")) or _NO_SCALE.match(declared.get("scale", "")))


def pixels(words: str, em: float, share: float = 0.0) -> float | None:
    """A length in pixels; None where it is none."""
    found = _LENGTH.match(words)
    if not found or not re.search(r"\d", found[1]) or found[1].count(".") > 1:
        return None
    number, unit = float(found[1]), found[2] or "px"
    if unit in ("em", "ex", "ch"):
        return number * em
    if unit == "rem":
        return number * ROOT
    if unit == "%":
        return number / 100 * (share or 1000)
    return number * _PIXELS.get(unit, 1.0)
