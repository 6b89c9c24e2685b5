"""Counts written in Chinese numerals (五次推进会, 四分之一, 八成以上); flagged by `numeral`.

They are optional reading: most Chinese numerals in reports belong to names and set phrases, so only a numeral before
a classifier counts, and what is known as a phrase does not.
"""

import re
from decimal import Decimal
from typing import Final

from ingest.numerals import MAGNITUDES, between, chinese, fitted
from ingest.quantity import AFTER_FIRST, BEFORE_LAST, LEAD, Figure, modify
from ingest.strangers import WITHIN, parts_numeral, stands_before
from ingest.touching import breaks_off
from ingest.units import unit_at

NUMERALS: Final = "零一二两三四五六七八九十百千万亿廿卅"
CLASSIFIERS: Final = "个件项次名家批部期场份条宗起例届种类张所支处户位倍番成篇卷轮套人天工小分元"
FORMAL: Final = "壹贰叁肆伍陆柒捌玖拾佰仟"
NO_COUNT: Final = (
    # What begins like a count and is a word or a name: 一件事, 三项制度, 一次性, 一体化, 一部分.
    r"(?!件事|类事|项制度|次(?:全会|办|性|不|跑|都|也)|体[化系]|人为|[个件项次种类些][性般是系些]|分一|窗|条龙|站式|网|把手|部[门委分队署]|"
    r"位[于置一]|名[单称]|成[功立员不为本果效熟长就都品]|届|工[作程]?(?!作日)|小(?!时)|分(?!钟)|"
    # 三元里, 一元化
    rf"元(?:[化素旦]|(?<![{NUMERALS}{FORMAL}余多几来]{{2}}元)))"
)
# Both begin with a class of characters, which the search leaps to; what may not stand before it is asked behind it.
_COUNT: Final = re.compile(
    rf"[{NUMERALS}数几](?:(?<=[{NUMERALS}])(?<![第每某任同统唯进几数再专初跑“\"‘届0-9{NUMERALS}][\s\S])"
    r"(?<!(?<!工)单[\s\S])"
    # the end of another one (三百多|万, 三点|五), an idiom (成千上|万)
    rf"(?<![{NUMERALS}][余多几来点][\s\S])(?<!成[百千]上[\s\S])"
    rf"(?P<digits>(?:[{NUMERALS}]|[余多几来](?=[百千万亿])|点(?=[零一二三四五六七八九])){{0,15}}+)"
    rf"(?P<more>[余多几来]?)(?=[{CLASSIFIERS}]){NO_COUNT}"
    rf"|(?<=[数几])(?<![次件人户总个份倍系参指函分][\s\S])(?P<many>[十百千万亿]{{1,3}}+[余多]?)(?=[{CLASSIFIERS}])"
    rf"{NO_COUNT})"
)
# 壹仟贰佰件: landed, not read.
_FORMAL_TENS: Final = re.compile("[拾佰仟]")
_FORMAL: Final = re.compile(
    rf"[{FORMAL}零万亿](?<![{FORMAL}][\s\S])(?:(?<=[拾佰仟])|(?=[{FORMAL}零万亿]{{0,14}}[拾佰仟]))"
    rf"[{FORMAL}零万亿]{{1,15}}+(?=[{CLASSIFIERS}]){NO_COUNT}"
)
_FRACTION: Final = re.compile(
    rf"(?<![0-9{NUMERALS}])(?<![{NUMERALS}][余多几来点])(?P<whole>[二三四五六七八九十百千万]{{1,4}})分之"
    rf"(?P<part>[{NUMERALS}]{{1,8}}+(?:点[零一二三四五六七八九]{{1,6}}+)?+)(?![余多几来点]?[0-9{NUMERALS}])"
)
_PARTS: Final = {"百": 1, "千": 10, "万": 100}  # of a per cent
_LOW_END: Final = re.compile(
    rf"(?<![第每周0-9{NUMERALS}])(?<![{NUMERALS}][余多几来点])(?P<low>[{NUMERALS}]{{1,8}}+)[-~至到]$"
)
_ALONE: Final = frozenset("百千万亿")  # 万人评议: none without a bound (上千件, 近万人, 百余户)
_LONG: Final = 3
# 三百八十六、七件: the one or the other; 一、二两级 and 第三、四季度 are none.
_LISTED: Final = re.compile(rf"[十百千万亿][{NUMERALS}]{{0,4}}、$")
_BOUNDS: Final = re.compile(r"(?:(?<![网线以会晚路街场马身地])上|近|约|超过?|逾|过|达|将|满|破|足)$")
_WORDS_BEFORE: Final = frozenset(map(chr, range(0x4E00, 0xA000))) - WITHIN  # in which no number goes on
_BOUNDING: Final = frozenset("上近约超过逾达将满破足")  # what _BOUNDS ends with
_RANGING: Final = frozenset("-~至到")  # what _LOW_END ends with
_MORE: Final = frozenset("余多几")
_MORE_TENTHS: Final = {character: tenth for tenth, character in enumerate("零一二三四五六七八九")}


def word_figures(text: str, raw: str, start: int, end: int, taken: list[Figure]) -> list[Figure]:
    """The counts in Chinese numerals between two offsets, but for those inside the figures that are `taken`."""
    found = _fractions(text, start, end) if text.find("分之", start, end) >= 0 else []
    for formal in _FORMAL.finditer(text, start, end) if _FORMAL_TENS.search(text, start, end) else ():
        unit, unit_end = unit_at(text, formal.end())
        if unit:
            found.append(_unread(*formal.span(), unit, unit_end, "unsure_number"))
    match = _COUNT.search(text, start, end)
    if match is None:
        return found
    occupied = [(other.start, other.tail_end) for other in taken]
    if found:
        occupied = sorted(occupied + [(other.start, other.end) for other in found])
    passed = 0
    while match:
        at, behind = match.span()
        counted, match = match, _COUNT.search(text, behind, end)
        while passed < len(occupied) and occupied[passed][1] <= at:
            passed += 1
        if (passed < len(occupied) and occupied[passed][0] <= at) or (
            text[at - 1 : at].isspace() and breaks_off(text, at)
        ):
            continue
        found += _counts(text, raw, counted, start, behind)
    return found


def _counts(text: str, raw: str, counted: re.Match[str], start: int, behind: int) -> list[Figure]:
    """The figure that a match of `_COUNT` is, or the two ends of 两三百件 and 二至三百件; none without a unit."""
    at = counted.start()
    unit, unit_end = unit_at(text, behind)
    if not unit:
        return []
    _, more, many = counted.groups()
    if many:  # how many hundreds, it does not say
        return [_unread(at, behind, unit, unit_end, "indefinite")]
    digits_end = counted.end("digits")
    numeral = text[at:digits_end]
    lead = text[max(start, at - LEAD) : at]
    mark = lead[-1:]
    bounded = _BOUNDS.search(lead) if mark in _BOUNDING else None
    if _ALONE.issuperset(numeral) and not (more or bounded):
        return []
    if numeral[0] == "零" and len(numeral) > 1:
        return [_unread(at, behind, unit, unit_end, "unsure_number")]  # the rest of a longer one
    if mark not in _WORDS_BEFORE and (
        mark == "+"
        or (mark.isascii() and mark.isalpha())
        or stands_before(text, raw, at, -1)
        or parts_numeral(text, at)
        or _LISTED.search(lead)
    ):
        return [_unread(at, behind, unit, unit_end, "touched")]
    low = _LOW_END.search(text, max(start, at - 2 * LEAD), at) if mark in _RANGING else None
    pairs: list[tuple[int, int, Decimal | None, str | None]]
    if len(numeral) > 1 and (ends := between(numeral)):
        pairs = [(at, at + 1, ends[0], "low"), (at + 1, digits_end, ends[1], "high")]
    elif (value := chinese(numeral)) is None:
        is_count = len(numeral) >= _LONG or _ALONE.intersection(numeral)  # 七零八三件, no 四五件
        return [_unread(at, digits_end, unit, unit_end, "unsure_number")] if is_count else []
    elif low:
        pairs = [
            (low.start(), low.end("low"), _low_end(low["low"], numeral, value), "low"),
            (at, digits_end, value, "high"),
        ]
    else:
        pairs = [(at, digits_end, value, None)]
    figures = []
    for first, last, amount, part in pairs:
        figure = Figure(first, last, amount, unit, unit_end, unit_end, numeral="han", range_part=part)
        if part == "low":
            figure.unit_end = figure.tail_end = last
            figure.unit_basis = "shared"
        if figure.value is None:
            figure.readable, figure.damage = False, "unsure_number"
        elif unit == "成":
            tenths = _MORE_TENTHS.get(text[unit_end : unit_end + 1], 0) if part != "low" else 0  # 七成五
            figure.unit, figure.value = "%", figure.value * 10 + tenths
        if figure.value is not None and len(numeral) > 1:
            figure.value = fitted(figure.value)
        is_more = more in _MORE or (len(numeral) > 1 and not _MORE.isdisjoint(text[first:last]))
        if is_more or mark in BEFORE_LAST or text[figure.unit_end : figure.unit_end + 1] in AFTER_FIRST:
            modify(text, figure, lead, is_more)
        if figure.modifier is None and (more == "来" or "来" in numeral):
            figure.modifier = "approx"
        elif figure.modifier is None and bounded and bounded.group() == "上":
            figure.modifier = "ge"
        figures.append(figure)
    return figures


def _low_end(low: str, high: str, value: Decimal) -> Decimal | None:
    """二 of 二至三百 is 200; None where it may be anything else (八百至二千 is said in full)."""
    amount = chinese(low)
    if amount is None or high[-1] not in _ALONE or low[-1] in _ALONE:
        return amount if amount is not None and amount < value else None
    times = MAGNITUDES[high[-1]]
    return amount * times if amount < value / times else None


def _unread(start: int, end: int, unit: str, unit_end: int, damage: str) -> Figure:
    return Figure(start, end, None, unit, unit_end, unit_end, numeral="han", damage=damage, readable=False)


def _fractions(text: str, start: int, end: int) -> list[Figure]:
    found = []
    for match in _FRACTION.finditer(text, start, end):
        part, whole = chinese(match["part"]), chinese(match["whole"])
        if part is None or not whole:
            continue
        of_hundred = _PARTS.get(match["whole"])
        value, unit = (part / of_hundred, "%") if of_hundred else (part / whole, "ratio")
        figure = Figure(match.start(), match.end(), fitted(value), unit, match.end(), match.end(), numeral="han")
        modify(text, figure, text[max(start, match.start() - LEAD) : match.start()], more=False)
        found.append(figure)
    return found
