"""What touches a number: a digit, a separator, a Chinese numeral or a sign that may be a part of it, a lost character.

A number is never read from its middle. What stands right beside one (blanks, marks of emphasis and line ends in
between) and is not understood as part of it makes it unreadable: 1'234, 3 86, 7,67, 1百79, -179, .67, and a number that
goes on behind a line end or a page number. Text comes in normal form.
"""

import re
from typing import Final

from ingest.screening import DATE

HAN: Final = "零一二两三四五六七八九十百千万亿廿卅"
_BROKEN: Final = r"(?:[ ]{0,12}\r?\n){1,6}[ ]{0,12}"
# A page's number on a line of its own: - 2 -, 12, 第3页.
_PAGE: Final = r"(?:(?:[-·第] ?)?[0-9]{1,4}(?: ?[-·页])?(?:[ ]{0,12}\r?\n){1,6}[ ]{0,12})?"
_PARTS: Final = r"[.,。'’‘＇′`´·٬/]"
LOST: Final = "\ufffd"
_DIGIT: Final = f"[0-9{LOST}]"
_GAP: Final = rf"[*_ ]{{0,12}}(?:{_PARTS}[*_ ]{{0,12}})?"
_AFTER: Final = re.compile(
    rf"(?P<parted>{_GAP}(?={_DIGIT}))|[*_]{{0,3}}(?P<han>[{HAN}])"
    rf"|[,.]?(?P<broken>{_BROKEN}{_PAGE})(?:(?=(?P<digit>[.]?{_DIGIT}))|[余多几]?[{HAN}])"
)
_REST: Final = re.compile(rf"(?:{_GAP}{_DIGIT}{{1,4000}}+|[*_]{{0,3}}[{HAN}]){{1,400}}+")
_APART: Final = re.compile(rf"{_DIGIT}{_GAP}$")
TOUCHING: Final = frozenset(f"0123456789{LOST} *_.,。'’‘＇′`´·٬/\r\n{HAN}")
TOUCHING_BEFORE: Final = frozenset(f"{LOST} *_.,。'’‘＇′`´·٬/-\r\n{HAN}")
_HAN: Final = frozenset(HAN)
DIGITS: Final = frozenset("0123456789")
_SECTION: Final = re.compile(r"[0-9]{1,2}\s?(?:\.(?![0-9])|、)")
_BEFORE_BREAK: Final = re.compile(rf"[0-9][余多几]?[.,]?{_BROKEN}{_PAGE}$")
# Words that end with a numeral and say no number: 统一386件.
_WORDS: Final = re.compile(
    r"(?:[统唯单合逐同专归划如其之]一|周[一二三四五六]|清零|归零|再三|[0-9]合一|[省市县镇乡村区]两)$"
)
_REACH: Final = 48


def behind(text: str, end: int) -> int:
    """Where what touches the number that ends at `end` ends; -1 where nothing does that could be part of it."""
    if text[end : end + 1] not in TOUCHING:
        return -1
    found = _AFTER.match(text, end)
    if found is None:
        return -1
    if found["broken"] is not None:
        next_at = found.end()
        apart = found["digit"] and (_SECTION.match(text, next_at) or DATE.match(text, next_at))
        return -1 if apart else end
    if found["parted"] is not None and DATE.match(text, found.end()):
        return -1
    rest = _REST.match(text, end)
    return rest.end() if rest else end


def before(text: str, at: int, known_end: int) -> int:
    """Where what touches the number at `at` from the left begins; -1 where nothing does.

    `known_end` is the offset behind what was read last, a figure or what counts nothing: a separator right behind a
    figure's unit ends a sentence (审结5件.3个县), a dash there makes a range.
    """
    mark = text[at - 1 : at]
    if mark not in TOUCHING_BEFORE or not at:
        return -1
    if mark == LOST:
        return at - 1
    if mark in _HAN:
        start = at - 1
        while start and at - start < _REACH and text[start - 1] in _HAN:
            start -= 1
        return -1 if _WORDS.search(text, max(0, at - 4), at) else start
    if mark == "-":
        left = text[at - 2 : at - 1]
        return at - 1 if known_end != at - 1 and left != "-" and not (left.isascii() and left.isalnum()) else -1
    if mark == " " and text[known_end - 1 : known_end] in (".", "、") and not text[known_end:at].strip(" "):
        return -1  # 2. 30件 at the beginning of a line
    if mark in " *_":
        return at if _APART.search(text, max(0, at - _REACH), at) or _broken(text, at) else -1
    if mark in "\r\n":
        return at if _broken(text, at) else -1
    if mark in ",。/":
        return at - 1 if _APART.search(text, max(0, at - _REACH), at) else -1
    return -1 if known_end == at - 1 and text[at - 2 : at - 1] not in DIGITS else at - 1


def breaks_off(text: str, at: int) -> bool:
    """Whether a numeral at the beginning of a line goes on from the line (or the page) before it."""
    return text[at - 1 : at] in (" ", "\r", "\n") and _broken(text, at)


def _broken(text: str, at: int) -> bool:
    return _BEFORE_BREAK.search(text[max(0, at - _REACH) : at]) is not None
