"""Colours as style sheets declare them."""

import re
from colorsys import hls_to_rgb
from typing import Literal

Colour = tuple[int, int, int]

_PART = r"(?:\d{1,6}(?:\.\d{0,20})?|\.\d{1,20})"
_NEXT = r"(?:\s*,\s*|\s+)"
_ALPHA = rf"\s*(?:[,/]\s*({_PART})%?\s*)?\)"
_RGB = re.compile(rf"rgba?\(\s*({_PART}){_NEXT}({_PART}){_NEXT}({_PART}){_ALPHA}")
_HSL = re.compile(rf"hsla?\(\s*(-?{_PART})(?:deg)?{_NEXT}({_PART})%{_NEXT}({_PART})%{_ALPHA}")
_NAMED: dict[str, Colour | None] = {"white": (255, 255, 255), "black": (0, 0, 0), "transparent": None}
_NAMED |= {
    "red": (255, 0, 0),
    "yellow": (255, 255, 0),
    "blue": (0, 0, 255),
    "snow": (255, 250, 250),
    "ghostwhite": (248, 248, 255),
}
_HEX = re.compile(r"#([0-9a-f]{3,4}|[0-9a-f]{6}|[0-9a-f]{8})\b")
# Spaces of colours that are not computed here, the others in forms that are not read, variables with several values.
_OTHER_COLOUR = re.compile(r"(?:rgba?|hsla?|oklch|oklab|lch|lab|hwb|color|color-mix|device-cmyk|var)\(")
_WORD = re.compile(r"(?<![-\w.#])[a-z][-a-z]{2,}")
# What the words for a ground may say of it beside its colour.
_NO_COLOURS = frozenset(
    [
        *("none", "inherit", "initial", "unset", "revert", "revert-layer", "important", "repeat", "no-repeat"),
        *("repeat-x", "repeat-y", "space", "round", "scroll", "fixed", "local", "left", "center", "right", "top"),
        *("bottom", "auto", "cover", "contain", "border-box", "padding-box", "content-box", "text"),
    ]
)


def colour_of(words: str) -> Colour | Literal[False] | None:
    """The colour in a declaration; None for one that shows nothing through, False where none is known."""
    if found := _HEX.search(words):
        digits = found[1] if len(found[1]) > 4 else "".join(2 * digit for digit in found[1])
        if digits[6:8] == "00":
            return None
        return int(digits[:2], 16), int(digits[2:4], 16), int(digits[4:6], 16)
    if found := _RGB.search(words):
        if found[4] and float(found[4]) == 0:
            return None
        red, green, blue = (min(round(float(found[number])), 255) for number in (1, 2, 3))
        return red, green, blue
    if found := _HSL.search(words):
        if found[4] and float(found[4]) == 0:
            return None
        hue, grey, light = float(found[1]) % 360 / 360, min(float(found[2]), 100) / 100, min(float(found[3]), 100) / 100
        red, green, blue = (round(255 * part) for part in hls_to_rgb(hue, light, grey))
        return red, green, blue
    return next((_NAMED[word] for word in words.split() if word in _NAMED), False)


def is_unknown(words: str) -> bool:
    """Whether a declaration in which `colour_of` knows none names one in a way that is not read: it may be any."""
    return _OTHER_COLOUR.search(words) is not None


def is_unknown_ground(words: str) -> bool:
    """Whether the words for a ground in which `colour_of` knows no colour name one all the same."""
    return any(word not in _NO_COLOURS for word in _WORD.findall(words))
