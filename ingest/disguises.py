"""Numbers that look other than they are read: digits of other scripts, invisible characters, reversed order.

A person sees 1٢3件, or 1508件 with an invisible character behind the 1, as one number; its ASCII digits alone say 3件
and 508件. Such a number keeps its place and has no value. Text comes as printed.
"""

import re
import unicodedata
from bisect import bisect
from enum import Enum, auto
from functools import cache

DAMAGE = "disguised"
_REACH = 8  # characters beside a number that are looked at
_REVERSED = re.compile("\u202e[^\u202c\r\n]*")  # to the mark that ends it, or to the line's end
_DIGITS = frozenset("0123456789０１２３４５６７８９")
_HAN_DIGITS = frozenset("零〇一二两三四五六七八九十百千万亿")
_SEPARATORS = frozenset("٫٬˙․‧‚")  # points and commas of other scripts
# Blocks that reports take punctuation, full-width forms and blanks from.
_PLAIN_BLOCKS = (range(0xA0, 0x100), range(0x2010, 0x2050), range(0x3000, 0x3040), range(0xFF00, 0xFF66))


class _Kind(Enum):
    PLAIN = auto()  # what a reader tells from a digit
    DIGIT = auto()  # of another script, or what may stand for one: a letter, a character that was lost
    MARK = auto()  # on the character before it
    GLUE = auto()  # what does not part two digits for a reader


class Disguises:
    """What in a text may deceive about its numbers."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.reversed = [found.span() for found in _REVERSED.finditer(text)] if "\u202e" in text else []
        self.is_plain = _plain_text().fullmatch(text) is not None

    def hide(self, start: int, end: int, numeral: str) -> bool:
        """Whether the number at these offsets looks like another one; `numeral` says how it is written."""
        if self.is_plain:
            return False
        if numeral != "han" and 0 < sum(char in _DIGITS for char in self.text[start:end] if char.isdecimal()) < sum(
            map(str.isdecimal, self.text[start:end])
        ):
            return True  # of two kinds of digits
        digits = _HAN_DIGITS if numeral == "han" else _DIGITS
        behind = self.text[end : end + _REACH]
        if behind and (_kind(behind[0]) is _Kind.MARK or _goes_on(behind, digits)):
            return True
        if _goes_on(self.text[max(0, start - _REACH) : start][::-1], digits, letters=True):
            return True
        at = bisect(self.reversed, (start, end)) - 1
        return at >= 0 and start < self.reversed[at][1]


def _goes_on(beside: str, digits: frozenset[str], *, letters: bool = False) -> bool:
    """Whether a number goes on in the characters beside it, the nearest first; letters stand before one, not behind."""
    for char in beside:
        kind = _kind(char)
        if kind is _Kind.DIGIT:
            return letters or not char.isalpha()
        if kind is _Kind.PLAIN:
            return char is not beside[0] and char in digits
    return False


@cache
def _kind(char: str) -> _Kind:
    if " " <= char <= "~" or "\u4e00" <= char <= "\u9fff" or char in "\t\n\v\f\r":
        return _Kind.PLAIN
    category, name = unicodedata.category(char), unicodedata.name(char, "")
    if char in _DIGITS:
        return _Kind.PLAIN
    if category in ("Nd", "Lu", "Ll", "Lt", "Co", "Cn") or char == "\ufffd" or "SCRIPT" in name or "FRACTION" in name:
        return _Kind.DIGIT
    if category in ("Mn", "Me"):
        return _Kind.MARK
    # A number in a circle begins an item of a list (①23件); only between two digits it is none of that.
    return _Kind.GLUE if category in ("Cf", "Cc", "No", "Nl") or char in _SEPARATORS else _Kind.PLAIN


@cache
def _plain_text() -> re.Pattern[str]:
    """Matches a text of characters in which nothing can hide, as most are: then no number has to be looked at."""
    marks = (chr(code) for block in _PLAIN_BLOCKS for code in block)
    others = "".join(re.escape(mark) for mark in marks if _kind(mark) is _Kind.PLAIN)
    return re.compile(f"[ -~\\t\\n\\v\\f\\r\u4e00-\u9fff{others}]*+")
