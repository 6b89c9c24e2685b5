"""How one value of a table is written: the same in every format that is text."""

import datetime
import re
from decimal import Decimal

# What a spreadsheet would run as a formula when it stands first in a cell (the full-width forms too).
_FORMULA = tuple("=+-@\t\r\n＝＋－＠")
_UNSEEN = " \u3000\xa0\u200b\u200c\u200d\u2060\ufeff"  # what programs pass over in front of one
# What a spreadsheet would rewrite: 1/5 becomes a date, 16 digits or 12e34 lose their end.
_REWRITTEN = re.compile(r"\d{1,4}\s*[/-]\s*\d{1,4}(?:\s*[/-]\s*\d{1,4})?|\d{16,}|\d+[eE]\d+")

# No text at all: terminals obey such characters, and a workbook that holds them does not open.
_CONTROL = re.compile("[\x00-\x08\v\f\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")

# A number with this many decimals says all that a DECIMAL(28, 10) can; a float has noise behind them.
_DECIMALS = 10


def exact(number: Decimal | float | int) -> Decimal:
    """The number as a decimal without trailing zeros and without the noise of binary fractions."""
    if isinstance(number, float):
        number = Decimal(repr(round(number, _DECIMALS)))
    reduced = Decimal(number).normalize()
    return reduced if reduced else Decimal(0)


def decimals(number: Decimal) -> int:
    """How many digits stand behind the point of an exact number."""
    return max(0, -int(number.as_tuple().exponent))


def plain(value: object) -> str:
    """A value as text: numbers in full and without trailing zeros, dates as 2019-10-31, nothing for null.

    In the place of a control character stands �.
    """
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int):
        return str(value)
    if isinstance(value, Decimal | float):
        return format(exact(value), "f")
    if isinstance(value, datetime.datetime):
        return value.isoformat(sep=" ", timespec="seconds")
    if isinstance(value, datetime.date):
        return value.isoformat()
    if isinstance(value, list | tuple):
        return "; ".join(plain(part) for part in value)
    return _CONTROL.sub("\ufffd", str(value))


def guarded(text: str) -> str:
    """Text for a cell of a CSV file: an apostrophe leads what a spreadsheet would run or rewrite."""
    if text.startswith(_FORMULA) or text.lstrip(_UNSEEN).startswith(_FORMULA) or _REWRITTEN.fullmatch(text):
        return f"'{text}"
    return text


def grouped(value: object) -> str:
    """A number for reading: 1950000 as 1,950,000. Anything else as `plain` writes it."""
    if isinstance(value, bool) or not isinstance(value, int | float | Decimal):
        return plain(value)
    return format(exact(value), ",f")
