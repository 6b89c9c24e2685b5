"""Numbers as reports print them: Arabic digits with magnitudes, and Chinese numerals."""

import re
from decimal import Decimal, InvalidOperation
from typing import Final

MAGNITUDES: Final = {
    "": Decimal(1),
    "十": Decimal(10),
    "百": Decimal(100),
    "千": Decimal(1_000),
    "万": Decimal(10_000),
    "十万": Decimal(100_000),
    "百万": Decimal(1_000_000),
    "千万": Decimal(10_000_000),
    "亿": Decimal(100_000_000),
    "万亿": Decimal(1_000_000_000_000),
}
# What the column raw.figures.value holds: eighteen digits before the point, ten behind it.
MAX_DIGITS: Final = 18
DECIMALS: Final = 10
_TOO_LARGE: Final = Decimal(10) ** MAX_DIGITS
_SHORT: Final = re.compile(r"[0-9]{1,18}\.[0-9]{1,10}")  # fits as it is
_PART: Final = re.compile("(?P<digits>[0-9]{1,4})(?P<times>千万|百万|十万|亿|万|千|百)")
_FOUR: Final = re.compile("[0-9]{4}(?![0-9.,])")
_QUANTUM: Final = Decimal("1e-10")
_DIGITS: Final = {c: i for i, c in enumerate("零一二三四五六七八九")} | {"〇": 0, "两": 2, "俩": 2}
_ALONE: Final = {c: Decimal(value) for c, value in _DIGITS.items()} | {"半": Decimal("0.5")}
_SCORES: Final = {"廿": 20, "卅": 30}
_TIMES: Final = "万亿|千万|百万|十万|亿|万|千|百"
_SCALED: Final = re.compile(
    rf"(?P<whole>[零一二两三四五六七八九十百千]{{1,8}})(?:点(?P<decimals>[零一二三四五六七八九]{{1,6}})|[余多几来])(?P<times>{_TIMES})?"
)
_ROUGHLY: Final = re.compile(rf"(?P<low>[一二两三四五六七八])(?P<high>[两二三四五六七八九])(?P<times>{_TIMES}|十)?")
_TENS: Final = {"十": 10, "百": 100, "千": 1_000}


def quantity(digits: str, magnitude: str = "") -> Decimal | None:
    """The value of Arabic digits (blanks and thousands separators allowed) times a magnitude word.

    Returns None where the number does not fit the warehouse's DECIMAL(28, 10), instead of a rounded guess.
    """
    if not magnitude and (len(digits) <= MAX_DIGITS if digits.isdecimal() else _SHORT.fullmatch(digits)):
        return Decimal(digits)
    plain = digits.replace(",", "").replace(" ", "")
    if len(plain) > 2 * MAX_DIGITS:
        return None
    try:
        value = Decimal(plain) * MAGNITUDES[magnitude]
    except InvalidOperation:
        return None
    return fitted(value)


def mixed(text: str, start: int, end: int) -> tuple[Decimal, int] | None:
    """The value of a sum such as 3万2千, 1亿2000万 or 3万5000, and the offset behind it; None where none stands there.

    Each part is smaller than the magnitude before it. Digits without a magnitude end the sum where they fill its last
    places (four behind 万): 3万2 may be 30002 or 32000.
    """
    value, above, parts = Decimal(0), _TOO_LARGE, 0
    while part := _PART.match(text, start, end):
        times = MAGNITUDES[part["times"]]
        amount = int(part["digits"]) * times
        if amount >= above:
            return None
        value, above, parts, start = value + amount, times, parts + 1, part.end()
    if above == MAGNITUDES["万"] and (part := _FOUR.match(text, start, end)):
        value, parts, start = value + int(part.group()), parts + 1, part.end()
    return (value, start) if parts > 1 else None


def fitted(value: Decimal) -> Decimal | None:
    """The value rounded to ten decimals, or None where it has more than eighteen digits before the point."""
    if abs(value) >= _TOO_LARGE:
        return None
    exponent = value.as_tuple().exponent
    return value.quantize(_QUANTUM) if isinstance(exponent, int) and exponent < -DECIMALS else value


def ratio(part: str, whole: str) -> Decimal | None:
    """The value of a printed fraction such as 1/5; None for a zero denominator or an absurd one."""
    above, below = quantity(part), quantity(whole)
    if above is None or not below:
        return None
    return fitted(above / below)


def chinese(numeral: str) -> Decimal | None:
    """The value of a Chinese numeral; None where it is no well-formed one.

    十二, 三百零五, 一万二千, 两, 半, 廿三; 三点五万; 一百二 and 三万二, which leave out the last magnitude; 三百多万
    and 十余万 without what 多 and 余 add.
    """
    if numeral in _ALONE:
        return _ALONE[numeral]
    if found := _SCALED.fullmatch(numeral):
        whole = chinese(found["whole"])
        if whole is None:
            return None
        if found["decimals"]:
            whole += Decimal("0." + "".join(str(_DIGITS[character]) for character in found["decimals"]))
        return whole * MAGNITUDES[found["times"] or ""]
    above = myriads = section = Decimal(0)  # what stands before 亿, before 万, and since then
    digit: int | None = None
    last = Decimal(0)  # the magnitude right before the last digit
    for character in numeral:
        if character in _DIGITS:
            if digit not in (None, 0):
                return None  # 六零七: digit by digit
            digit = _DIGITS[character]
            last = Decimal(0) if digit == 0 else last
            continue
        if character in _TENS:
            section += (1 if digit is None else digit) * _TENS[character]
        elif character in _SCORES:
            section += _SCORES[character]
        elif character == "万":
            myriads = (section + (digit or 0) or 1) * MAGNITUDES["万"]
            section = Decimal(0)
        elif character == "亿":
            above = (above + myriads + section + (digit or 0) or 1) * MAGNITUDES["亿"]
            myriads, section = Decimal(0), Decimal(0)
        else:
            return None
        digit, last = None, MAGNITUDES.get(character, Decimal(0))
    return above + myriads + section + (digit or 0) * (last / 10 if last > 10 else 1)


def between(numeral: str) -> tuple[Decimal, Decimal] | None:
    """The two ends that a numeral such as 两三百, 三四十 or 七八 gives; None for any other."""
    found = _ROUGHLY.fullmatch(numeral)
    if found is None:
        return None
    low, high = _DIGITS[found["low"]], _DIGITS[found["high"]]
    times = MAGNITUDES[found["times"] or ""]
    return (low * times, high * times) if low + 1 == high else None
