"""What a number takes from what stands around it: the unit and magnitude of its neighbour, or of the words before it.

Text comes in normal form.
"""

import re
from decimal import Decimal

from ingest.numerals import MAGNITUDES, fitted
from ingest.quantity import Figure

_BETWEEN = re.compile(r"\s?(?P<range>[-~至到]{1,2})?(?P<list>、|和|及|与|或|或者|,)?\s?(?:约|近)?\s?")
_MOVED = re.compile(r"\s?(?:缩短|压缩|压减|缩减|减少|精简|降低|下降|提速|降|减|压)(?:至|到|为)\s?(?:约|近)?\s?")
_TIMES = frozenset(("工作日", "天", "日", "小时"))
_LONGEST_BETWEEN = 6
_NO_FIGURE_NAMES = re.compile(r"1(?:2[0-9]{3}|10|19|20|22)$")
_LISTED = frozenset(",;、")
_LISTED_BEFORE = re.compile("[,;、] ?[\u4e00-\u9fff]{2,8} ?: ?$")
_COLON = re.compile(r"(?<=[\u4e00-\u9fff]) ?: ?$")
_COUNTED = re.compile(r"(?:为|达到?|至|到|共|计|[数量率]|超过?|约)$")
_YEARLIKE = re.compile(r"(?:19|20)[0-9]{2}$")
_MAGNITUDE = re.compile("[十百千万亿]{1,2}$")
# The number's unit stands on the next page: what follows is the number of this one.
_PAGE_ENDS = re.compile(r"[ ]{0,12}\r?\n[ \r\n]{0,24}- ?[0-9]{1,4} ?-[ ]{0,12}\r?\n")
_INFERRED = (
    (re.compile(r"(?:率|占比)(?:为|达到?|是|约|超过?)?$"), "%"),
    (re.compile(r"用户[^,、]{0,4}$|人数[^,、]{0,4}$|人员[^,、]{0,4}$|粉丝[^,、]{0,4}$"), "人"),
    (re.compile(r"案件?(?:数|量)?[^,、]{0,4}$|处罚[^,、]{0,3}$|办件量?[^,、]{0,3}$|工单[^,、]{0,3}$"), "件"),
    # what came of cases: 其中维持44,撤销6
    (
        re.compile(
            r"(?:^|[,;:。、共]|其中|分别|已|予以|决定|作出)(?:维持|驳回(?:申请)?|撤销|确认违法|责令(?:限期)?履行|终止|变更|"
            r"调解|和解|不予受理|受理|审结|办结|结案|[胜败]诉)(?:决定)?$"
        ),
        "件",
    ),
    (re.compile(r"复议申请$"), "件"),
    (re.compile(r"证明[^,、]{0,5}$"), "个"),
    (re.compile(r"事项[^,、]{0,5}$"), "项"),
)


def share(text: str, found: list[Figure]) -> None:
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
        is_range = bool(between["range"] and not between["list"])
        if is_range and between["range"] == "--" and left.unit_basis != "none" and _descends(left, right):
            continue  # 共37件——34件主办,3件协办: a dash before an aside
        if is_range and "\n" in between.group() and between["range"][0] == "-" and right.unit:
            _unread(left, right)  # 3-⏎86件: a range, or a number that a hyphen breaks
        if left.unit_basis == "none":
            _share_magnitude(text, left, right, is_range)
        if is_range:
            if right.range_part:
                _unread(*found[position : position + 3])  # 5-10-15件
            elif left.unit_basis == "none" or left.unit == right.unit:
                if right.unit and between["range"][0] in "-~" and _descends(left, right):
                    _unread(left, right)  # 86-5件
                left.range_part, right.range_part = "low", right.range_part or "high"
        elif not between["list"]:
            continue
        same_measure = (
            left.unit == "个" and right.unit != "个" and text[right.end : right.end + 1] == "个" and between["list"]
        )
        if (left.unit_basis == "none" and right.unit and right.unit != "位次") or same_measure:
            left.unit, left.unit_basis = right.unit, "shared"
            left.modifier = left.modifier or right.modifier


def _share_magnitude(text: str, left: Figure, right: Figure, is_range: bool) -> None:
    """2-3万件 begins at 20000, 5000-1万件 at 5000; unreadable where both could be meant, and in a list (2、3万件)."""
    magnitude = _MAGNITUDE.search(text, right.start, right.end)
    if magnitude is None or left.value is None or right.value is None or _MAGNITUDE.search(text, left.start, left.end):
        return
    times = MAGNITUDES.get(magnitude.group(), MAGNITUDES[magnitude.group()[-1]])
    if is_range and left.value < right.value / times:
        left.value = fitted(left.value * times)
    elif left.value < times / 10:
        _unread(left, *([right] if is_range or left.value + 1 == right.value / times else []))


def _descends(left: Figure, right: Figure) -> bool:
    return left.value is not None and right.value is not None and left.value > right.value


def _unread(*unsure: Figure) -> None:
    for figure in unsure:
        figure.value, figure.readable, figure.damage = None, False, "unsure_number"


def bare_counts(text: str, figure: Figure, floor: int) -> bool:
    """Whether digits without a unit are a quantity; where the words before them make the lost unit plain, infers it."""
    printed = text[figure.start : figure.end]
    if any(c in printed for c in "万亿") and figure.readable:
        _infer(text, figure, floor)
        return True
    if _PAGE_ENDS.match(text, figure.tail_end) and figure.start > floor:
        _infer(text, figure, floor)
        figure.damage = figure.damage or "unit_lost"
        return True
    following = text[figure.tail_end : figure.tail_end + 2].strip()[:1]
    if following and following not in ",;。、)!\n":
        return False
    lead = text[max(floor, figure.start - 12) : figure.start].rstrip()
    if following in _LISTED or _LISTED_BEFORE.search(lead):
        lead = _COLON.sub("", lead)  # 维持:31;驳回:6
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
    lead = _COLON.sub("", text[max(floor, figure.start - 16) : figure.start].rstrip())
    for pattern, unit in _INFERRED:
        if pattern.search(lead) and (unit != "%" or (figure.value is not None and _may_be_percent(figure.value))):
            figure.unit, figure.unit_basis = unit, "inferred"
            if figure.readable:
                figure.damage = "unit_lost"
            return


def _may_be_percent(value: Decimal) -> bool:
    """A rate of 0.0767 or 1 may have been meant as a ratio."""
    return value == 0 or 1 < value <= 100
