"""The short way: most numbers are a few digits between a Chinese character and a unit, and nothing beside them matters.

What is read here is what `ingest.figures` would read of it the long way; where anything beside the number could change
it, nothing is read here. Text comes in normal form.
"""

import re
from decimal import Decimal
from typing import Final

from ingest.quantity import AFTER_FIRST, BEFORE_LAST, Figure
from ingest.screening import DATE, LONG_RUN, TELLING, TELLING_BEFORE
from ingest.strangers import WITHIN
from ingest.touching import TOUCHING_BEFORE
from ingest.units import unit_at
from ingest.unsure import WHOLE

# What may follow the digits of a number that is more than its digits and a unit.
GOES_ON: Final = frozenset(" ,./余多几万亿千百十\n")
OPENS_NOTE: Final = frozenset("[［〔【(")  # what a note behind the unit begins with
_HAN: Final = frozenset(map(chr, range(0x4E00, 0xA000)))
_PLAIN_BEFORE: Final = _HAN - TELLING_BEFORE - TOUCHING_BEFORE - BEFORE_LAST - WITHIN - frozenset("之")
_LIGHT_BEFORE: Final = frozenset("了为达,、")  # fine behind a character of these
_TALKING_AT_ONCE: Final = TELLING | GOES_ON
_TALKING_UNITS: Final = frozenset(("", "条", "ratio", "成", "‰"))
_TALKING_BEHIND: Final = AFTER_FIRST | OPENS_NOTE
_DECIMALS: Final = re.compile(r"\.[0-9]{1,10}(?![0-9])")
OF_THOUSANDS: Final = frozenset("oO0")  # 76.7%o
_RANKED: Final = frozenset("名位")
_RANKING: Final = frozenset("第列排名居前升移位至了到为")  # what stands before a rank
_YEAR: Final = 4  # digits
_CENTURIES: Final = ("19", "20")
_BEHIND_A_YEAR: Final = _HAN - frozenset("度至到和及") | frozenset(",。;:")  # no date goes on with these


def plain_number(text: str, at: int, end: int, leading: str, following: str) -> Figure | None:
    """The figure whose digits run from `at` to `end`; None where it has to be read the long way.

    `leading` and `following` are the characters beside the digits, empty at the text's ends.
    """
    if end - at >= LONG_RUN or text[at] == "0":
        return None
    if leading not in _PLAIN_BEFORE and (leading not in _LIGHT_BEFORE or text[at - 2 : at - 1] not in _PLAIN_BEFORE):
        return None
    decimals = _DECIMALS.match(text, end) if following == "." else None
    if decimals:
        end = decimals.end()
        following = text[end : end + 1]
    if following in _TALKING_AT_ONCE:
        return None
    unit, unit_end = unit_at(text, end)
    behind = text[unit_end : unit_end + 1]
    if (
        unit in _TALKING_UNITS
        or behind in _TALKING_BEHIND
        or (unit in _RANKED and leading in _RANKING)
        or (decimals is not None and unit in WHOLE)
        or (unit == "%" and behind in OF_THOUSANDS)
    ):
        return None
    return Figure(at, end, Decimal(text[at:end]), unit, unit_end, unit_end)


def date_end(text: str, at: int, end: int, leading: str) -> int:
    """Where the date ends whose year is the digits from `at` to `end`, with 年 behind them; -1 where they may be none.

    A year alone is known by what stands behind 年.
    """
    if end - at != _YEAR or leading in TELLING_BEFORE or not text.startswith(_CENTURIES, at):
        return -1
    if text[end + 1 : end + 2] in _BEHIND_A_YEAR:
        return end + 1
    date = DATE.match(text, at)
    return date.end() if date else -1
