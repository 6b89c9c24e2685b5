"""Quantities in a passage: number, magnitude, unit, modifier, range, damage; exact offsets.

The kinds of number are those of the contract. What cannot be read for sure is kept with a `damage` code and
`readable=False`, never guessed.
"""

import re
from dataclasses import dataclass
from decimal import Decimal

from ingest.numerals import MAX_DIGITS, chinese, fitted, quantity, ratio
from ingest.screening import RANK, screen
from ingest.units import unit_at

_START = re.compile(r"[0-9]")
_NUMBER = re.compile(
    r"(?P<digits>[0-9]{1,4000}+(?:,[0-9]{3}(?![0-9]))*+(?:\s?\.\s?[0-9]{1,12}+)?+)"
    r"(?:/(?P<whole>[1-9][0-9]{0,3})(?![0-9/年.]))?"
    r"(?P<more>\s?[余多几](?!元化))?"
    r"(?P<magnitude>\s?(?:万亿|千万|百万|十万|亿|万|千(?![克米瓦家户伏])|百(?!分|姓|货|强|家|日|年)))?"
    r"(?:(?<=亿)(?P<rest>[0-9]{1,4})万)?"
    r"(?P<more_after>\s?[余多几](?![于少样]|元化))?\s?"
)
_HAN = re.compile(
    r"(?<![第每某任同统唯单进万千百十一二三四五六七八九零两几数再专初跑“\"‘届])"
    r"(?P<digits>[零一二两三四五六七八九十百千万]{1,12}+)(?P<more>[余多几来]?)"
    r"(?=[个件项次名家批部期场份条宗起例届种类张所支处户位倍番成篇卷轮套人天工小分])"
    # What begins like a count and is a word or a name: 一件事, 三项制度, 一次性, 一体化, 一部分.
    r"(?!件事|类事|项制度|次(?:全会|办|性|不|跑|都|也)|体[化系]|人为|[个件项次种类些][性般是系些]|分一|窗|条龙|站式|网|把手|部[门委分队署]|"
    r"位[于置一]|名[单称]|成[功立员不为本果效熟长就都品]|届|工[作程]?(?!作日)|小(?!时)|分(?!钟))"
)
_FRACTION = re.compile(r"(?P<whole>[二三四五六七八九十百千万]{1,4})分之(?P<part>[零一二两三四五六七八九十百千点]{1,8})")
_APPROX = re.compile(r"(?:约为?|近|将近|大约|接近|大概)$")
_AT_LEAST = re.compile(r"(?:超过?|超出|突破|逾|不少于|不低于|不小于|至少|高于|多于|大于)(?:了|达)?$")
_AT_MOST = re.compile(
    r"(?:不超过?|不到|不足|低于|少于|小于|不多于|不高于|至多|最多|最长|不大于|未超过|不得超过|不满|最迟)$"
)
_AFTER = re.compile(
    r"\s?(?:(?P<ge>及?以上|余|多)|(?P<le>及?以内|及?以下|之内|不到|内(?=[,;。、办完的出答作予将可))])|内$)|(?P<approx>左右|上下|许(?=[,;。])))"
)
_NO_FIGURE_NAMES = re.compile(r"1(?:2[0-9]{3}|10|19|20|22)$")
_COUNTED = re.compile(r"(?:为|达到?|至|到|共|计|[数量率]|超过?|约)$")
_YEARLIKE = re.compile(r"(?:19|20)[0-9]{2}$")
_RANK_LEAD = re.compile(
    r"(?:第|列|排名?|位居|位列|名列|居|前|提升|前移|上升|进位|跃升|跃居|升至)(?:了|至|到|第|为)?\s?$"
)
_RANK_TALK = re.compile(r"排名|名列|位列|列第|位居|列[全居]|居全|进位|位次")
_BETWEEN = re.compile(r"\s?(?P<range>[-~至到]{1,2})?(?P<list>、|和|及|与|或|或者|,)?\s?(?:约|近)?\s?")
_INFERRED = (
    (re.compile(r"用户[^,、]{0,4}$|人数[^,、]{0,4}$|人员[^,、]{0,4}$|粉丝[^,、]{0,4}$"), "人"),
    (re.compile(r"案件?(?:数|量)?[^,、]{0,4}$|处罚[^,、]{0,3}$|办件量?[^,、]{0,3}$|工单[^,、]{0,3}$"), "件"),
    (re.compile(r"证明[^,、]{0,5}$"), "个"),
    (re.compile(r"事项[^,、]{0,5}$"), "项"),
)


@dataclass(slots=True)
class Figure:
    """A quantity as printed; offsets into the text, `unit` in its own name, `value` with the magnitude applied."""

    start: int
    end: int
    value: Decimal | None
    unit: str
    unit_end: int
    tail_end: int
    unit_basis: str = "printed"
    modifier: str | None = None
    numeral: str = "arabic"
    range_part: str | None = None
    damage: str | None = None
    readable: bool = True


def figures(text: str, raw: str, start: int, end: int) -> list[Figure]:
    """The figures between two offsets of a text in normal form (`raw`: as printed), in order."""
    found: list[Figure] = []
    position = start
    search = _START.search
    while match := search(text, position, end):
        at = match.start()
        skipped = screen(text, at, at == start or not text[start:at].strip())
        if skipped > at:
            position = skipped
            continue
        figure = _arabic(text, raw, at, start, end)
        if figure is None:
            position = _digits_end(text, at)
            continue
        found.append(figure)
        position = figure.tail_end
    if found:
        _share(text, found)
        found = [figure for figure in found if figure.unit_basis != "none" or _bare_counts(text, figure, start)]
    written = _in_chinese(text, start, end, found)
    if written:
        found = sorted(found + written, key=lambda figure: figure.start)
    return found


def _digits_end(text: str, at: int) -> int:
    while text[at : at + 1].isdigit():
        at += 1
    return at


def _arabic(text: str, raw: str, at: int, floor: int, ceiling: int) -> Figure | None:
    match = _NUMBER.match(text, at, ceiling)
    if match is None:
        return None
    digits, whole, magnitude = match["digits"], match["whole"], (match["magnitude"] or "").strip()
    number_end = match.end("digits")
    damage = "gap_in_number" if " " in digits else None
    if (
        "," in digits
        and "," in raw[at : match.end("digits")].replace(",", "", 0)
        and "，" in raw[at : match.end("digits")]
    ):
        digits = digits.split(",")[0]  # a Chinese comma separates; it never groups thousands
        number_end = at + len(digits)
        magnitude, match_end, more = "", number_end, None
    else:
        match_end, more = match.end(), match["more"] or match["more_after"]
    if whole:
        value, unit = ratio(digits, whole), "ratio"
        number_end = match.end("whole")
        figure = Figure(at, number_end, value, unit, number_end, number_end, damage=damage)
    else:
        if magnitude:
            number_end = match.end("magnitude")
            if match["rest"]:
                number_end = match.end("rest") + 1
        if magnitude and " " in text[at:number_end] and damage is None:
            damage = "gap_in_number"
        value = quantity(digits, magnitude)
        if match["rest"] and value is not None:
            value += quantity(match["rest"], "万") or Decimal(0)
        unit, unit_end = unit_at(text, match_end)
        if not unit and match_end > number_end and text[match_end - 1] == " ":
            unit_end = match_end = number_end if not more else match_end
        figure = Figure(at, number_end, value, unit, unit_end, unit_end, damage=damage)
        if not unit:
            figure.unit_basis = "none"
    if figure.value is None:
        figure.readable, figure.damage = False, "number_too_long" if len(digits) > MAX_DIGITS else "not_a_number"
    lead = text[max(floor, at - 6) : at].rstrip()
    if figure.unit in ("名", "位", "") and (text[at - 1 : at] == "第" or _RANK_LEAD.search(lead)):
        if text[at - 1 : at] == "第" or (figure.unit and _RANK_TALK.search(text[max(floor, at - 60) : at])):
            figure.unit, figure.unit_basis = "位次", "printed"
            if rank := RANK.match(text, at):
                figure.unit_end = figure.tail_end = max(rank.end(), figure.unit_end)
    if figure.unit == "成" and figure.value is not None:
        figure.unit, figure.value = "%", fitted(figure.value * 10)
    _modify(text, figure, lead, more)
    return figure


def _modify(text: str, figure: Figure, lead: str, more: str | None) -> None:
    after = _AFTER.match(text, figure.unit_end)
    if after:
        figure.tail_end = after.end()
    if _AT_MOST.search(lead) or (after and after["le"]):
        figure.modifier = "le"
    elif _AT_LEAST.search(lead) or more or (after and after["ge"]):
        figure.modifier = "ge"
    elif _APPROX.search(lead) or (after and after["approx"]):
        figure.modifier = "approx"


def _share(text: str, found: list[Figure]) -> None:
    """Units and modifiers that a printed list or range states once, at its end: 79个和60个工作日以内."""
    for left, right in zip(reversed(found[:-1]), reversed(found[1:]), strict=True):
        between = _BETWEEN.fullmatch(text, left.tail_end, right.start) if right.start - left.tail_end < 6 else None
        if between is None:
            continue
        if between["range"] and not between["list"]:
            if left.unit_basis == "none" or left.unit == right.unit:
                left.range_part, right.range_part = "low", right.range_part or "high"
        elif not between["list"]:
            continue
        if left.unit_basis == "none" and right.unit and right.unit != "位次":
            left.unit, left.unit_basis = right.unit, "shared"
            left.modifier = left.modifier or right.modifier
        elif left.unit == "个" and right.unit != "个" and text[right.end : right.end + 1] == "个" and between["list"]:
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
    if _NO_FIGURE_NAMES.match(printed) and not counted:
        return False
    if len(printed) > 7 and figure.readable:
        return False
    _infer(text, figure, floor)
    if figure.damage is None:
        figure.damage = "unit_lost"
    return bool(figure.unit or counted)


def _infer(text: str, figure: Figure, floor: int) -> None:
    lead = text[max(floor, figure.start - 16) : figure.start].rstrip()
    for pattern, unit in _INFERRED:
        if pattern.search(lead):
            figure.unit, figure.unit_basis, figure.damage = unit, "inferred", "unit_lost"
            return


def _in_chinese(text: str, start: int, end: int, taken: list[Figure]) -> list[Figure]:
    """Counts written in Chinese numerals (五次推进会, 四分之一, 八成以上); flagged by `numeral`."""
    found = []
    for match in _FRACTION.finditer(text, start, end):
        part, whole = chinese(match["part"]), chinese(match["whole"])
        if part is None or not whole:
            continue
        if match["whole"] == "百":
            value, unit = part, "%"
        else:
            value, unit = part / whole, "ratio"
        figure = Figure(match.start(), match.end(), fitted(value), unit, match.end(), match.end(), numeral="han")
        _modify(text, figure, text[max(start, match.start() - 6) : match.start()], None)
        found.append(figure)
    spans = [(figure.start, figure.tail_end) for figure in taken + found]
    for match in _HAN.finditer(text, start, end):
        at = match.start()
        if any(left <= at < right for left, right in spans):
            continue
        unit, unit_end = unit_at(text, match.end())
        value = chinese(match["digits"])
        if not unit or value is None or (at and text[at - 1] in "0123456789"):
            continue
        if unit == "成":
            unit, value = "%", value * 10
        figure = Figure(at, match.end("digits"), fitted(value), unit, unit_end, unit_end, numeral="han")
        _modify(text, figure, text[max(start, at - 6) : at], match["more"] or None)
        found.append(figure)
    return found
