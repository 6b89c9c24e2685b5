"""Characters beside a number that are no part of its sentence: 3?6件, □86件, +386件, 386½件, A386件.

What they stand for (a digit that was lost, a sign, a letter that is a digit, a figure of a form) nobody knows, so the
number keeps its place and has no value. Text comes in normal form; `raw` is the same as printed.
"""

import re
import unicodedata
from functools import cache

from ingest.quantity import Figure
from ingest.units import unit_at

# Between two numbers without a blank they part nothing for sure; alone before one they are fine.
_PARTING = frozenset(':;([【〔《“‘)]】〕》”’"?!…=<>≤≥≈＜＞＝①②③④⑤⑥⑦⑧⑨⑩')
WITHIN = frozenset("余多几来半廿卅数上点")  # of numerals: 3点5万, 12余3
_HOTLINE = re.compile(r"(?<![0-9])(?:12[0-9]{3}|110|119|120|122)[(“]$")
_FINE = frozenset("+\n\r\t ,;:、。.()[]【】〔〕{}“”‘’\"'《》〈〉「」『』-~*_/%‰…=|><≥≤≈﹥﹤＞＜·•・!↑↓→←—＝｜￥¥'`´")
_BULLETS = frozenset("●■◆▲★▪◼▶►◇◈△☆※▸✓✔")
_CIRCLED = frozenset("①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳¹²³⁰⁴⁵⁶⁷⁸⁹")
_LETTERS = frozenset("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz")
_BEGINS = frozenset("\n\r,;:、。!?| ")
_COUNTING = frozenset(
    [
        "件",
        "宗",
        "起",
        "例",
        "人",
        "名",
        "户",
        "家",
        "次",
        "份",
        "部",
        "项",
        "条",
        "场",
        "批",
        "期",
        "人次",
        "件次",
        "宗次",
        "场次",
        "户次",
        "起次",
        "家次",
        "批次",
    ]
)
_BESIDE = re.compile(r"[^\s\u4e00-\u9fff0-9,;。、:|+\-~/]{1,3}")
_WORD = re.compile(r"[A-Za-z]{2,20}$")
_LETTERED = re.compile(r"[0-9]{1,18}(?:[.,][0-9]{1,12}){0,6}")
_SIZED = re.compile(r"[0-9]{1,9}(?:\.[0-9]{1,6})?\s?[余多]?[万亿]")
_MULTIPLYING = re.compile("[A-Za-z×*✕]")
_TIME = re.compile(r"[0-9]{1,2}分")
_DIGITS = frozenset("0123456789")
_HAN = frozenset("零一二两三四五六七八九十百千万亿廿卅余多几来")
_HALVES = frozenset("多大过一前后上下")
_SEPARATORS = frozenset("./,·'’ ")
_REACH = 24
_HAN_NUMERAL = "零一二两三四五六七八九十百千万亿"
_NUMERAL_APART = re.compile(rf"[\u4e00-\u9fff](?<![第之其统唯单{_HAN_NUMERAL}])(?:[{_HAN_NUMERAL}]{{1,12}} ){{1,4}}$")


def stands_before(text: str, raw: str, at: int, known_end: int) -> bool:
    """Whether the character before the number at `at` is a stranger, or parts it from a number before it in vain.

    `known_end` is the offset behind what was read last.
    """
    mark = text[at - 1 : at]
    if mark in WITHIN:
        other = text[at - 2 : at - 1]
        if mark == "半":
            return other not in _HALVES
        return (other in _DIGITS or (mark not in "上点" and other in _HAN)) and not _TIME.match(text, at)
    if "\u4e00" <= mark <= "\u9fff" or not at or known_end == at:
        return False
    if mark in "<>" and at > 1 and text[at - 2].isascii() and not text[at - 2].isspace():
        return True  # <sup>1</sup>86件
    if mark in _PARTING:
        if mark == "?" and raw[at - 1] == "?":
            return True  # a character that a program could not write
        return text[at - 2 : at - 1] in _DIGITS and not _HOTLINE.search(text, max(0, at - 6), at)
    return _is_strange(mark) and not (mark in _BULLETS and (at == 1 or text[at - 2] in _BEGINS))


def parts_numeral(text: str, at: int) -> bool:
    """Whether a Chinese numeral at `at` has a separator or a blank before it, and a digit before that: 86·两, 3 一.

    Or a blank and the rest of a Chinese numeral (三百 八十); a line that begins with one has its item's number there.
    """
    if text[at - 1 : at] not in _SEPARATORS:
        return False
    if text[at - 2 : at - 1] in _DIGITS:
        return True
    return text[at - 1 : at] == " " and _NUMERAL_APART.search(text, max(0, at - _REACH), at) is not None


def signed(text: str, at: int, unit: str) -> bool:
    """Whether a sign of change stands before a count, which is then no level: +386件."""
    return text[at - 1 : at] == "+" and unit not in ("%", "百分点", "个百分点")


def stands_behind(text: str, end: int) -> tuple[str, int] | None:
    """The unit that strangers part from the number that ends at `end`, and the offset behind it; None where none do."""
    found = _BESIDE.match(text, end)
    if found is None:
        return None
    unit, unit_end = unit_at(text, found.end())
    return (unit, unit_end) if unit in _COUNTING else None


def lettered(text: str, at: int, skipped: int) -> tuple[int, Figure | None]:
    """What becomes of a number that letters or signs of multiplication touch, of which `skipped` is the end so far.

    Returns where reading goes on (`at` where it is a quantity behind a word, as in APP5.3万次), and the number without
    a value where a word of counting shows that it may be one (A386件, 3×6件, 3O6件).
    """
    is_behind = text[at - 1 : at] in _LETTERS
    if is_behind and _WORD.search(text, max(0, at - _REACH), at):
        sized = _SIZED.match(text, at)
        if sized and unit_at(text, sized.end())[0]:
            return at, None
    if is_behind and (number := _LETTERED.match(text, at)):
        skipped = max(skipped, number.end())
    if not is_behind and not _MULTIPLYING.search(text, at, skipped):
        return skipped, None
    end = skipped
    while text[end : end + 1] in ("万", "亿", "千", "百", "余", "多"):
        end += 1
    unit, unit_end = unit_at(text, end)
    if unit not in _COUNTING:
        return skipped, None
    return unit_end, Figure(at, end, None, unit, unit_end, unit_end, damage="touched", readable=False)


@cache
def _is_strange(char: str) -> bool:
    if char in _FINE or char in _CIRCLED or char in _LETTERS or "0" <= char <= "9":
        return False
    return unicodedata.category(char) in ("Sm", "So", "Sk", "Sc", "Po", "Nl", "No", "Mn", "Me", "Co", "Cn", "Lm")
