"""Colours as style sheets declare them."""

import re
from colorsys import hls_to_rgb
from typing import Literal

Colour = tuple[int, int, int]

_RGB = re.compile(r"rgba?\(\s*(\d+)\s*[, ]\s*(\d+)\s*[, ]\s*(\d+)\s*(?:[,/]\s*([\d.]+%?)\s*)?\)")
_HSL = re.compile(
    r"hsla?\(\s*(-?[\d.]{1,9})(?:deg)?\s*[, ]\s*([\d.]{1,9})%\s*[, ]\s*([\d.]{1,9})%\s*(?:[,/]\s*([\d.]{1,9})%?\s*)?\)"
)
_NAMED: dict[str, Colour | None] = {"white": (255, 255, 255), "black": (0, 0, 0), "transparent": None}
_NAMED |= {
    "red": (255, 0, 0),
    "yellow": (255, 255, 0),
    "blue": (0, 0, 255),
    "snow": (255, 250, 250),
    "ghostwhite": (248, 248, 255),
}
_HEX = re.compile(r"#([0-9a-f]{3,4}|[0-9a-f]{6}|[0-9a-f]{8})\b")
# Spaces of colours that are not computed here.
_OTHER_COLOUR = re.compile(r"(?:oklch|oklab|lch|lab|hwb|color|color-mix|device-cmyk)\(")


def colour_of(words: str) -> Colour | Literal[False] | None:
    """The colour in a declaration; None for one that shows nothing through, False where none is known."""
    if found := _HEX.search(words):
        digits = found[1] if len(found[1]) > 4 else "".join(2 * digit for digit in found[1])
        if digits[6:8] == "00":
            return None
        return int(digits[:2], 16), int(digits[2:4], 16), int(digits[4:6], 16)
    if found := _RGB.search(words):
        if found[4] and float(found[4].rstrip("%")) == 0:
            return None
        return int(found[1]), int(found[2]), int(found[3])
    if (found := _HSL.search(words)) and all(part.count(".") < 2 for part in found.groups("")):
        if found[4] and float(found[4]) == 0:
            return None
        hue, grey, light = float(found[1]) % 360 / 360, min(float(found[2]), 100) / 100, min(float(found[3]), 100) / 100
        red, green, blue = (round(255 * part) for part in hls_to_rgb(hue, light, grey))
        return red, green, blue
    return next((_NAMED[word] for word in words.split() if word in _NAMED), False)


def is_unknown(words: str) -> bool:
    """Whether a declaration names a colour in a way that is not read, so that it may be any."""
    return _OTHER_COLOUR.search(words) is not None
