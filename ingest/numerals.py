"""Numbers as reports print them: Arabic digits with magnitudes, and Chinese numerals."""

import re
from decimal import Decimal, InvalidOperation

MAGNITUDES = {
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
MAX_DIGITS = 18
DECIMALS = 10
_TOO_LARGE = Decimal(10) ** MAX_DIGITS
_SHORT = re.compile(r"[0-9]{1,18}\.[0-9]{1,10}")  # fits as it is
_QUANTUM = Decimal("1e-10")
_DIGITS = {c: i for i, c in enumerate("零一二三四五六七八九")} | {"〇": 0, "两": 2, "俩": 2}
_ALONE = {c: Decimal(value) for c, value in _DIGITS.items()} | {"半": Decimal("0.5")}
_TENS = {"十": 10, "百": 100, "千": 1_000}


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
    """The value of a Chinese numeral (十二, 三百零五, 一万二千, 两, 半); None where it is no well-formed one."""
    if numeral in _ALONE:
        return _ALONE[numeral]
    above = myriads = section = Decimal(0)  # what stands before 亿, before 万, and since then
    digit: int | None = None
    for character in numeral:
        if character in _DIGITS:
            if digit not in (None, 0) and character != "零":
                return None
            digit = _DIGITS[character]
        elif character in _TENS:
            section += (1 if digit is None else digit) * _TENS[character]
            digit = None
        elif character == "万":
            myriads = (section + (digit or 0) or 1) * MAGNITUDES["万"]
            section, digit = Decimal(0), None
        elif character == "亿":
            above = (above + myriads + section + (digit or 0) or 1) * MAGNITUDES["亿"]
            myriads, section, digit = Decimal(0), Decimal(0), None
        else:
            return None
    return above + myriads + section + (digit or 0)
