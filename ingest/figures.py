"""Quantities in a passage: number, magnitude, unit, modifier, range, damage; exact offsets.

The kinds of number are those of the contract. What cannot be read for sure is kept with a `damage` code and
`readable=False`, never guessed.
"""

import re
from decimal import Decimal

from ingest.numerals import MAX_DIGITS, fitted, quantity, ratio
from ingest.quantity import LEAD, Figure, modify
from ingest.screening import LONG_RUN, RANK, TELLING, TELLING_BEFORE, screen
from ingest.units import unit_at
from ingest.wordnumbers import CLASSIFIERS, NUMERALS, word_figures

_DIGITS = re.compile(r"[0-9]{1,4000}+")
# A digit, or a Chinese numeral that may be the end of a count: a passage without them holds no figure.
_SPOT = re.compile(rf"[0-9{NUMERALS}](?:(?<=[0-9])|[余多几来]?[{CLASSIFIERS}])")


def _number(digits: str) -> re.Pattern[str]:
    return re.compile(
        rf"(?P<digits>{digits})"
        r"(?:/(?P<whole>[1-9][0-9]{0,3})(?![0-9/年.]))?"
        r"(?P<more>\s?[余多几](?!元化))?"
        r"(?P<magnitude>\s?(?:万亿|千万|百万|十万|亿|万|千(?![克米瓦家户伏])|百(?!分|姓|货|强|家|日|年)))?"
        r"(?:(?<=亿)(?P<rest>[0-9]{1,4})万)?"
        r"(?P<more_after>\s?[余多几](?![于少样]|元化))?\s?"
    )


_NUMBER = _number(r"[0-9]{1,4000}+(?:,[0-9]{3}(?![0-9])){0,12}+(?:\s?\.\s?[0-9]{1,12}+)?+")
# 受理1 508件: blanks that group thousands. A word stands right before it and a word of counting right behind; in
# a row of numbers (件数 1 508 件 320 件) blanks part columns.
_SPACED = _number(r"(?<=[一-龥])(?<![第年月])[0-9]{1,3}(?: [0-9]{3}(?![0-9])){1,4}+(?:\.[0-9]{1,12}+)?+(?=[一-龥])")
_SEEN_BLANKS = re.compile("[0-9０-９.．,， \u00a0\u2002-\u200a\u202f\u3000]+")  # as printed; others hide something
# What may follow the digits of a number that is more than its digits and a unit.
_GOES_ON = frozenset(" ,./余多几万亿千百十")
_RANK_LEAD = re.compile(
    r"(?:第|列|排名?|位居|位列|名列|居|前|提升|前移|上升|进位|跃升|跃居|升至)(?:了|至|到|第|为)?\s?$"
)
_RANK_TALK = re.compile(r"排名|名列|位列|列第|位居|列[全居]|居全|进位|位次")
_BETWEEN = re.compile(r"\s?(?P<range>[-~至到]{1,2})?(?P<list>、|和|及|与|或|或者|,)?\s?(?:约|近)?\s?")
_MOVED = re.compile(r"\s?(?:缩短|压缩|压减|缩减|减少|精简|降低|下降|提速|降|减|压)(?:至|到|为)\s?(?:约|近)?\s?")
_TIMES = frozenset(("工作日", "天", "日", "小时"))
_LONGEST_BETWEEN = 6
_NO_FIGURE_NAMES = re.compile(r"1(?:2[0-9]{3}|10|19|20|22)$")
_COUNTED = re.compile(r"(?:为|达到?|至|到|共|计|[数量率]|超过?|约)$")
_YEARLIKE = re.compile(r"(?:19|20)[0-9]{2}$")
_INFERRED = (
    (re.compile(r"(?:率|占比)(?:为|达到?|是|约|超过?)?$"), "%"),
    (re.compile(r"用户[^,、]{0,4}$|人数[^,、]{0,4}$|人员[^,、]{0,4}$|粉丝[^,、]{0,4}$"), "人"),
    (re.compile(r"案件?(?:数|量)?[^,、]{0,4}$|处罚[^,、]{0,3}$|办件量?[^,、]{0,3}$|工单[^,、]{0,3}$"), "件"),
    (re.compile(r"证明[^,、]{0,5}$"), "个"),
    (re.compile(r"事项[^,、]{0,5}$"), "项"),
)


def figures(text: str, raw: str, start: int, end: int) -> list[Figure]:
    """The figures between two offsets of a text in normal form (`raw`: as printed), in order of their offsets."""
    spot = _SPOT.search(text, start, end)
    if spot is None:
        return []
    found: list[Figure] = []
    position = spot.start()
    bare = False
    search = _DIGITS.search
    while match := search(text, position, end):
        at, digits_end = match.span()
        following = text[digits_end : digits_end + 1]
        if (following in TELLING or text[at - 1 : at] in TELLING_BEFORE or digits_end - at >= LONG_RUN) and (
            skipped := screen(text, at, at - start < 4 and not text[start:at].strip())
        ) > at:
            position = skipped
            continue
        figure = _figure(text, raw, at, digits_end, following, start, end)
        found.append(figure)
        bare = bare or not figure.unit
        position = figure.tail_end
    if found:
        if len(found) > 1:
            _share(text, found)
        if bare:
            found = [figure for figure in found if figure.unit_basis != "none" or _bare_counts(text, figure, start)]
    written = word_figures(text, start, end, found)
    return sorted(found + written, key=lambda figure: figure.start) if written else found


def _figure(text: str, raw: str, at: int, digits_end: int, following: str, floor: int, ceiling: int) -> Figure:
    if following in _GOES_ON and digits_end < ceiling:
        figure, more = _long_form(text, raw, at, following, ceiling)
    else:
        unit, unit_end = unit_at(text, digits_end)
        figure = Figure(
            at, digits_end, quantity(text[at:digits_end]), unit, unit_end, unit_end, "printed" if unit else "none"
        )
        more = False
    if figure.value is None:
        figure.readable = False
        figure.damage = "number_too_long" if figure.end - figure.start > MAX_DIGITS else "not_a_number"
    lead = text[max(floor, at - LEAD) : at].rstrip()
    if figure.unit in ("名", "位", ""):
        _rank(text, figure, lead, floor)
    elif figure.unit == "成" and figure.value is not None:
        figure.unit, figure.value = "%", fitted(figure.value * 10)
    modify(text, figure, lead, more)
    return figure


def _long_form(text: str, raw: str, at: int, following: str, ceiling: int) -> tuple[Figure, bool]:
    """A number with decimals, separators, gaps, a magnitude or a fraction bar; and whether 余 or 多 stands in it."""
    match = _SPACED.match(text, at, ceiling) if following == " " else None
    if match is None or not _SEEN_BLANKS.fullmatch(raw, at, match.end("digits")):
        match = _NUMBER.match(text, at, ceiling)
    assert match is not None  # noqa: S101 - a digit stands at `at`
    digits, whole, more_before, magnitude, rest, more_after = match.groups()
    end = match.end("digits")
    if "," in digits and "，" in raw[at:end]:
        digits_end = at + digits.index(",")  # a Chinese comma separates; it never groups thousands
        unit, unit_end = unit_at(text, digits_end)
        return Figure(
            at, digits_end, quantity(text[at:digits_end]), unit, unit_end, unit_end, "printed" if unit else "none"
        ), False
    damage = "gap_in_number" if " " in digits else None
    if whole:
        end = match.end("whole")
        return Figure(at, end, ratio(digits, whole), "ratio", end, end, damage=damage), False
    if magnitude:
        magnitude = magnitude.strip()
        end = match.end("rest") + 1 if rest else match.end("magnitude")
        if " " in text[at:end]:
            damage = "gap_in_number"
    value = quantity(digits, magnitude or "")
    if rest and value is not None:
        value += quantity(rest, "万") or Decimal(0)
    more = bool(more_before or more_after)
    unit, unit_end = unit_at(text, match.end())
    if not unit:
        unit_end = match.end() if more else end
    return Figure(at, end, value, unit, unit_end, unit_end, "printed" if unit else "none", damage=damage), more


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


def _share(text: str, found: list[Figure]) -> None:
    """Units and modifiers that a printed list, range or cut states once, at its end: 45个和30个工作日以内."""
    for position in range(len(found) - 2, -1, -1):
        left, right = found[position], found[position + 1]
        if right.start - left.tail_end >= _LONGEST_BETWEEN:
            continue
        between = _BETWEEN.fullmatch(text, left.tail_end, right.start)
        if between is None:
            if right.unit in _TIMES and left.unit in ("", "个") and _MOVED.fullmatch(text, left.tail_end, right.start):
                left.unit, left.unit_basis = right.unit, "shared"  # 由110个压缩至78个工作日
            continue
        if between["range"] and not between["list"]:
            if left.unit_basis == "none" or left.unit == right.unit:
                left.range_part, right.range_part = "low", right.range_part or "high"
        elif not between["list"]:
            continue
        same_measure = (
            left.unit == "个" and right.unit != "个" and text[right.end : right.end + 1] == "个" and between["list"]
        )
        if (left.unit_basis == "none" and right.unit and right.unit != "位次") or same_measure:
            left.unit, left.unit_basis = right.unit, "shared"
            left.modifier = left.modifier or right.modifier


def _bare_counts(text: str, figure: Figure, floor: int) -> bool:
    """Whether digits without a unit are a quantity; where the words before them make the lost unit plain, infers it."""
    printed = text[figure.start : figure.end]
    if any(c in printed for c in "万亿") and figure.readable:
        _infer(text, figure, floor)
        return True
    following = text[figure.tail_end : figure.tail_end + 2].strip()[:1]
    if following and following not in ",;。、)!\n":
        return False
    lead = text[max(floor, figure.start - 12) : figure.start].rstrip()
    if not lead or not "\u4e00" <= lead[-1] <= "\u9fff" or _YEARLIKE.match(printed):
        return False
    counted = _COUNTED.search(lead)
    if (_NO_FIGURE_NAMES.match(printed) and not counted) or (len(printed) > 7 and figure.readable):
        return False
    _infer(text, figure, floor)
    if figure.damage is None:
        figure.damage = "unit_lost"
    return bool(figure.unit or counted)


def _infer(text: str, figure: Figure, floor: int) -> None:
    lead = text[max(floor, figure.start - 16) : figure.start].rstrip()
    for pattern, unit in _INFERRED:
        if pattern.search(lead) and (unit != "%" or (figure.value is not None and figure.value <= 100)):
            figure.unit, figure.unit_basis, figure.damage = unit, "inferred", "unit_lost"
            return
