"""What stands in a text without being part of it as it looks: raised and small characters, and what cannot be read.

Readers of formats set such words between marks (`raised`, `small`, `doubted`, `UNREAD`); `settled` decides what becomes
of them once the words around are known. What cannot be told for sure leaves `LOST` beside its digits: the number keeps
its place and has no value.
"""

import re

LOST = "\ufffd"  # a character that was lost; `ingest.disguises` gives no value to a number beside it
UNREAD = "\ufdd6"  # a picture, symbol or equation that may stand for a digit: lost beside a number, else nothing
_RAISED, _SMALL, _DOUBTED, _END = "\ufdd0", "\ufdd1", "\ufdd2", "\ufdd3"
_MARKS = re.compile("[\ufdd0-\ufdd6]")
_DIGIT = "0-9０-９"
_NUMERAL = f"{_DIGIT}零〇一二三四五六七八九十百千万亿"
_SPAN = re.compile(f"([{_RAISED}{_SMALL}{_DOUBTED}])([^{_RAISED}{_SMALL}{_DOUBTED}{_END}]*+){_END}")
_NUMBER = re.compile(rf"[{_NUMERAL}](?:[{_NUMERAL},.，．%％]*[{_NUMERAL}%％])?")
_UNREAD_BESIDE = re.compile(rf"(?<=[{_DIGIT}]){UNREAD}|{UNREAD}(?=[{_DIGIT}])")
# The mark of a note: a number, a letter, a star, with or without brackets and 注 before it.
_NOTE = re.compile(
    rf"[\[［(（【〔{{]?(?:见?注|备注|附注|脚注)?[:：]?[{_DIGIT}①-⑳⓪a-zA-Z*＊※†‡§,，、;；.~～\-–—]{{0,8}}[\]］)）】〕}}]?"
)
_POWER = re.compile(r"(?<![0-9.])10$")  # 10 to the power of what is raised
_EXPONENT = re.compile("[23]")
_LENGTH = re.compile(r"(?:[A-Za-z]|米|公里)$")
_DIGITS = frozenset("0123456789０１２３４５６７８９")
_SEPARATORS = frozenset(",.，．、;；:：~～-–—")
LOOK_BACK = 8  # characters before raised ones that are looked at


def raised(words: str) -> str:
    """Words that stand above or below the line."""
    return f"{_RAISED}{clean(words)}{_END}" if words.strip() else words


def small(words: str) -> str:
    """Words in letters much smaller than those around."""
    return f"{_SMALL}{clean(words)}{_END}" if words.strip() else words


def doubted(words: str) -> str:
    """Words that a person may see in another order, or not at all."""
    return f"{_DOUBTED}{clean(words)}{_END}" if words.strip() else words


def clean(words: str) -> str:
    """Words of the file itself, in which nothing can be taken for a mark."""
    return _MARKS.sub(LOST, words)


def may_be_number(words: str) -> bool:
    """Whether words hold what may be part of a number."""
    return _NUMBER.search(words) is not None


def without_value(words: str) -> str:
    """Words whose numbers have no value."""
    return _NUMBER.sub(lambda found: f"{LOST}{found.group()}{LOST}", words)


def settled(text: str) -> str:
    """The text without marks; what they enclosed left out, kept, or kept with its numbers in doubt."""
    if not _MARKS.search(text):
        return text
    parts: list[str] = []
    before = kind_before = ""
    cursor = 0
    for span in _SPAN.finditer(text):
        between = text[cursor : span.start()]
        parts.append(between)
        before = (before + between)[-LOOK_BACK:]
        if between:
            kind_before = ""
        kept = _kept(span[1], span[2], before, text[span.end() : span.end() + 1], goes_on=span[1] == kind_before)
        parts.append(kept)
        before = (before + kept)[-LOOK_BACK:]
        kind_before, cursor = span[1], span.end()
    parts.append(text[cursor:])
    return _MARKS.sub("", _UNREAD_BESIDE.sub(LOST, "".join(parts)))


def _kept(kind: str, words: str, before: str, behind: str, *, goes_on: bool) -> str:
    """What a reader has of words between marks."""
    if kind == _DOUBTED:
        return without_value(words)
    if kind == _SMALL:
        beside = (before[-1:] and before[-1] in _DIGITS) or (behind and behind in _DIGITS)
        return without_value(words) if beside and not goes_on and words.strip(" ").isdigit() else words
    if _EXPONENT.fullmatch(words.strip()) and _LENGTH.search(before):
        return words  # square and cubic metres
    if _POWER.search(before) or words.strip() in _SEPARATORS:
        return LOST
    return "" if _NOTE.fullmatch(words.strip()) else without_value(words)
