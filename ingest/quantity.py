"""A quantity as printed, and the words around a number that bound it (余, 近, 不超过, 以内)."""

import re
from dataclasses import dataclass
from decimal import Decimal


@dataclass(slots=True)
class Figure:
    """A quantity as printed; offsets into the text, `unit` in its own name, `value` with the magnitude applied.

    `end` is behind the number (magnitude included), `unit_end` behind the unit, `tail_end` behind 以上, 左右 and such.
    """

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


_BEFORE = re.compile(
    r"(?:(?P<le>不超过?|不到|不足|低于|少于|小于|不多于|不高于|至多|最多|最长|不大于|[≤<＜﹤]|未超过|不得超过|不满|最迟)"
    r"|(?P<ge>超过?|超出|突破|逾|不下|不止|不少于|不低于|不小于|至少|高于|多于|大于|[≥>＞﹥])(?:了|达)?"
    r"|(?P<approx>约为?|近|将近|大约|接近|大概|≈))$"
)
# Where neither stands there, nothing modifies a number.
BEFORE_LAST = frozenset("下止过到足于多长满迟超出破逾少了达约为近接概≤<＜﹤≥>＞﹥≈")
_NOT_LESS = re.compile(r"(?:不少于|不低于|不小于)$")
_AFTER = re.compile(
    r"\s?(?:(?P<ge>及?以上|有?余|出头|开外|还多|多(?![出了于少]))|(?P<le>及?以内|及?以下|之内|不到|内(?=[,;。、办完的出答作予将可)]|$))|(?P<approx>左右|上下|许(?=[,;。])))"
)
AFTER_FIRST = frozenset(" 及以有余出开还多之不内左上许")
LEAD = 6


def modify(text: str, figure: Figure, lead: str, more: bool) -> None:
    """Sets the figure's modifier and the end of its tail from the words before (`lead`) and behind it.

    `more` says that 余 or 多 stands inside the number (1500余件). What bounds from above wins: 不超过 is no 超过.
    """
    after = _AFTER.match(text, figure.unit_end) if text[figure.unit_end : figure.unit_end + 1] in AFTER_FIRST else None
    if after:
        figure.tail_end = after.end()
    before = _BEFORE.search(lead) if lead and lead[-1] in BEFORE_LAST else None
    at_least = bool(before and (before["ge"] or _NOT_LESS.search(lead)))
    if (before and before["le"] and not at_least) or (after and after["le"]):
        figure.modifier = "le"
    elif at_least or more or (after and after["ge"]):
        figure.modifier = "ge"
    elif before or after:
        figure.modifier = "approx"
