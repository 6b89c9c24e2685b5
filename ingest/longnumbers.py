"""The long way: a number with all that may stand in it, touch it, or be said of it by the words beside it.

What cannot be read for sure is kept with a `damage` code and `readable=False`, never guessed. Text comes in normal
form.
"""

import re
from decimal import Decimal
from typing import Final

from ingest.numerals import MAX_DIGITS, chinese, fitted, mixed, quantity, ratio
from ingest.plainnumbers import GOES_ON, OF_THOUSANDS, OPENS_NOTE
from ingest.quantity import AFTER_FIRST, BEFORE_LAST, LEAD, Figure, modify
from ingest.screening import RANK
from ingest.strangers import signed, stands_before, stands_behind
from ingest.touching import TOUCHING, TOUCHING_BEFORE, before, behind
from ingest.units import unit_at
from ingest.unsure import is_unsure
from ingest.wordnumbers import FORMAL, NUMERALS


def _number(digits: str) -> re.Pattern[str]:
    return re.compile(
        rf"(?P<digits>{digits})"
        r"(?:/(?P<whole>[1-9][0-9]{0,3})(?![0-9/年.]))?"
        r"(?P<more>\s?[余多几](?!元化))?"
        r"(?P<magnitude>\s?(?:万亿|千万|百万|十万|亿|万|千(?![克米瓦伏]|家万|户万)|百(?!分|姓|货|强|家争|日|年)))?"
        r"(?:(?<=亿)(?P<rest>[0-9]{1,4})万)?"
        r"(?P<more_after>\s?[余多几](?![于少样]|元化))?\s?"
    )


_NUMBER: Final = _number(
    r"(?:[1-9][0-9]{0,2}(?:,[0-9]{3}(?![0-9])){1,12}+|[0-9]{1,4000}+)(?:\s?\.\s?[0-9]{1,12}+(?!\.[0-9]))?+"
)
# 受理1 508件: blanks that group thousands. A word stands right before it and a word of counting right behind; in
# a row of numbers (件数 1 508 件 320 件) blanks part columns.
_SPACED: Final = _number(
    r"(?<=[一-龥])(?<![第年月])[0-9]{1,3}(?: [0-9]{3}(?![0-9])){1,4}+(?:\.[0-9]{1,12}+)?+(?=[一-龥])"
)
_SEEN_BLANKS: Final = re.compile(
    "[0-9０-９.．,， \u00a0\u2002-\u200a\u202f\u3000]+"
)  # as printed; others hide something
_RANK_LEAD: Final = re.compile(
    r"(?:第|列|排名?|位居|位列|名列|居|前|提升|前移|上升|进位|跃升|跃居|升至)(?:了|至|到|第|为)?\s?$"
)
_RANK_TALK: Final = re.compile(r"排名|名列|位列|列第|位居|列[全居]|居全|进位|位次")
_LIST: Final = re.compile(r"分别|依次|各")
_MORE: Final = re.compile(r"(?P<more>\s?[余多几](?![于少样]|元化))?\s?")
_MAGNITUDES: Final = frozenset("十百千万亿")
_SHARES: Final = {"成": Decimal(10), "‰": Decimal("0.1")}  # in per cent
_WHOLE_BEFORE: Final = re.compile(r"(?P<whole>[二两三四五六七八九十百千万]{1,4})分之$")
_TENTHS: Final = "0123456789零一二三四五六七八九"
_TENTH: Final = re.compile(f"[{_TENTHS}](?![{_TENTHS}十百千万亿.])")
_BLANKS: Final = frozenset(" \r\n")
_NOTED_BY: Final = "见?(?:备注|附注|注):?[0-9一二三四五六七八九十]{0,2}"
# What may stand between a number and its unit: the sign of a note, marks of emphasis.
_NOTED: Final = re.compile(
    rf"[*_]{{0,3}}(?:[\[［〔(【](?:{_NOTED_BY}|:?[0-9]{{0,2}})[\]］〕)】]|见?注[0-9]{{1,2}}|[①-⑳¹²³⁰⁴-⁹]{{1,3}})?[*_]{{0,3}}"
)
# A note behind the unit is no word of the sentence; a bare number in round brackets may be that of an item.
_NOTE: Final = re.compile(rf"[\[［〔【](?:{_NOTED_BY}|:?[0-9]{{1,2}})[\]］〕】]|\({_NOTED_BY}\)")
_AGAIN: Final = re.compile(rf"[(]([{NUMERALS}{FORMAL}]{{1,16}})[)]")  # the number once more, in words


def long_number(
    text: str,
    raw: str,
    at: int,
    digits_end: int,
    following: str,
    floor: int,
    ceiling: int,
    known_end: int,
    read_end: int,
) -> Figure:
    """The figure whose digits run from `at` to `digits_end`, with `following` behind them, of a passage.

    The passage runs from `floor` to `ceiling`; `known_end` is behind what was passed over or read last in it,
    `read_end` behind what was read.
    """
    if following in GOES_ON and digits_end < ceiling:
        figure, more = _long_form(text, raw, at, following, ceiling)
    else:
        unit, unit_end = unit_at(text, digits_end)
        figure = Figure(
            at, digits_end, quantity(text[at:digits_end]), unit, unit_end, unit_end, "printed" if unit else "none"
        )
        more = False
    if not figure.unit and (marks := _NOTED.match(text, figure.end)):
        unit, unit_end = unit_at(text, marks.end())
        if unit:
            figure.unit, figure.unit_end, figure.tail_end, figure.unit_basis = unit, unit_end, unit_end, "printed"
    said_otherwise = not figure.unit and figure.end < ceiling and _said_again(text, figure)
    damage = None if figure.value is not None else "not_a_number"
    if damage and figure.end - at > MAX_DIGITS:
        damage = "number_too_long"
    if said_otherwise:
        damage = damage or "touched"
    if not figure.unit and (strange := stands_behind(text, figure.end)):
        figure.unit, figure.unit_end = strange
        figure.tail_end, figure.unit_basis, damage = figure.unit_end, "printed", damage or "touched"
    if figure.unit in ("", "ratio") and text[figure.unit_end : figure.unit_end + 1] in TOUCHING:
        rest = behind(text, figure.unit_end)
        if rest >= 0:
            damage = damage or "touched"
            _go_on(text, figure, min(rest, ceiling))
    is_touched = text[at - 1 : at] in TOUCHING_BEFORE and before(text, at, known_end) >= 0
    if is_touched or stands_before(text, raw, at, read_end) or signed(text, at, figure.unit):
        damage = damage or "touched"
    if (
        damage is None
        and (figure.end > digits_end or figure.unit == "%" or text[at] == "0")
        and is_unsure(text, figure, floor, known_end)
    ):
        damage = "unsure_number"
    if figure.unit == "%" and text[figure.unit_end : figure.unit_end + 1] in OF_THOUSANDS:
        damage = damage or "touched"  # 76.7%o
    if damage:
        figure.value, figure.readable, figure.damage = None, False, figure.damage or damage
    lead = text[max(floor, at - LEAD) : at].rstrip()
    if figure.unit in ("名", "位", ""):
        _rank(text, figure, lead, floor)
    elif figure.unit in _SHARES:
        figure.value = None if figure.value is None else fitted(figure.value * _SHARES[figure.unit])
        if figure.unit == "成" and (tenth := _TENTH.match(text, figure.unit_end)):  # 9成5
            figure.value = None if figure.value is None else figure.value + _TENTHS.index(tenth.group()) % 10
            figure.unit_end = figure.tail_end = tenth.end()
        figure.unit = "%"
    if lead.endswith("分之"):
        _fraction(text, figure, floor)
    if more or text[figure.unit_end : figure.unit_end + 1] in AFTER_FIRST or lead[-1:] in BEFORE_LAST:
        modify(text, figure, lead, more)
    if text[figure.tail_end : figure.tail_end + 1] in OPENS_NOTE and (note := _NOTE.match(text, figure.tail_end)):
        figure.tail_end = note.end()
    return figure


def _said_again(text: str, figure: Figure) -> bool:
    """386(三百八十六)件: takes the unit behind the words; whether they say another number than the digits."""
    again = _AGAIN.match(text, figure.end)
    unit, unit_end = unit_at(text, again.end()) if again else ("", 0)
    if not again or not unit:
        return False
    figure.unit, figure.unit_end, figure.tail_end, figure.unit_basis = unit, unit_end, unit_end, "printed"
    return chinese(again[1]) != figure.value


def _long_form(text: str, raw: str, at: int, following: str, ceiling: int) -> tuple[Figure, bool]:
    """A number with decimals, separators, gaps, a magnitude or a fraction bar; and whether 余 or 多 stands in it."""
    match = _SPACED.match(text, at, ceiling) if following == " " else None
    if match is None or not _SEEN_BLANKS.fullmatch(raw, at, match.end("digits")):
        match = _NUMBER.match(text, at, ceiling)
    assert match is not None  # noqa: S101 - a digit stands at `at`
    digits, whole, more_before, magnitude, rest, more_after = match.groups()
    end = match.end("digits")
    damage = "gap_in_number" if " " in digits else None
    if "," in digits and "，" in raw[at:end]:
        damage = "wide_separator"
    if whole:
        end = match.end("whole")
        return Figure(at, end, ratio(digits, whole), "ratio", end, end, damage=damage), False
    more = bool(more_before or more_after)
    number_end = match.end()
    if magnitude:
        magnitude = magnitude.strip()
        end = match.end("rest") + 1 if rest else match.end("magnitude")
        if not _BLANKS.isdisjoint(text[at:end]):
            damage = "gap_in_number"
    value = quantity(digits, magnitude or "")
    if rest and value is not None:
        value += quantity(rest, "万") or Decimal(0)
    elif magnitude and (parts := mixed(text, at, ceiling)) and parts[1] > end:
        value, end = parts
        if tail := _MORE.match(text, end, ceiling):
            number_end, more = tail.end(), bool(tail["more"])
    if damage == "wide_separator" and (raw[at:end].count("，") < digits.count(",") or _LIST.search(text, at - 12, at)):
        value = None  # 分别为12，345，678件: one number, or a list
    unit, unit_end = unit_at(text, number_end)
    if not unit:
        unit_end = number_end if more else end
    return Figure(at, end, value, unit, unit_end, unit_end, "printed" if unit else "none", damage=damage), more


def _go_on(text: str, figure: Figure, rest: int) -> None:
    """Takes what touches an unreadable number into it, and the unit behind that."""
    figure.end = max(rest, figure.end)
    while text[figure.end : figure.end + 1] in _MAGNITUDES and text[figure.end : figure.end + 1]:
        figure.end += 1
    gap = figure.end + (text[figure.end : figure.end + 1] == " ")
    unit, unit_end = unit_at(text, gap)
    figure.unit, figure.unit_basis = unit, "printed" if unit else "none"
    figure.unit_end = figure.tail_end = unit_end if unit else figure.end


def _fraction(text: str, figure: Figure, floor: int) -> None:
    """百分之7.67, 千分之5, 三分之1: the share that Chinese numerals before the digits make of them."""
    whole = _WHOLE_BEFORE.search(text, max(floor, figure.start - LEAD - 2), figure.start)
    below = chinese(whole["whole"]) if whole else None
    if figure.unit or not below or figure.value is None:
        figure.value, figure.readable, figure.damage = None, False, figure.damage or "touched"
    elif below in (100, 1000, 10000):
        figure.unit, figure.unit_basis, figure.value = "%", "printed", fitted(figure.value * 100 / below)
    else:
        figure.unit, figure.unit_basis, figure.value = "ratio", "printed", fitted(figure.value / below)


def _rank(text: str, figure: Figure, lead: str, floor: int) -> None:
    """第11名, 列32名, 排名第8: a position in a ranking, in its own unit."""
    ordinal = text[figure.start - 1 : figure.start] == "第"
    if ordinal or (
        figure.unit
        and _RANK_LEAD.search(lead)
        and _RANK_TALK.search(text[max(floor, figure.start - 60) : figure.start])
    ):
        figure.unit, figure.unit_basis = "位次", "printed"
        if rank := RANK.match(text, figure.start):
            figure.unit_end = figure.tail_end = max(rank.end(), figure.unit_end)
