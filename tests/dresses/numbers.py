"""Dresses of numbers: separators, digits, words, blanks, points."""

from collections.abc import Callable
from decimal import Decimal
from random import Random

from tests.dresses.dress import ALL, COUNTS, IN_FONT, RATES, number
from tests.dresses.numerals import (
    FORMAL,
    WIDE,
    digit_by_digit,
    fraction_in_words,
    grouped,
    in_words,
    plain,
)
from tests.dresses.statements import Figure


def _grouped(name: str, separator: str, formats: tuple[str, ...] = ALL, *, least: int = 1000, size: int = 3) -> None:
    number(
        name,
        "separators",
        lambda value, figure, _: grouped(value, separator, size) + figure.unit,
        formats,
        least=least,
        kinds=COUNTS,
    )


number("plain", "plain", lambda value, figure, _: plain(value) + figure.unit)
_grouped("comma", ",")
_grouped("full-width comma", "，")
_grouped("two commas", ",", least=10**6)
_grouped("two full-width commas", "，", least=10**6)
_grouped("comma and blank", ", ")
_grouped("blank", " ")
_grouped("thin blank", "\u2009", IN_FONT)
_grouped("narrow no-break blank", "\u202f", IN_FONT)
_grouped("no-break blank", "\u00a0")
_grouped("ideographic blank", "\u3000")
_grouped("apostrophe", "'")
_grouped("raised comma", "’")
_grouped("dots", ".", least=10**6)
_grouped("groups of four", ",", least=10**4, size=4)
number(
    "full-width digits and comma",
    "separators",
    lambda value, figure, _: grouped(value, ",").translate(WIDE) + figure.unit,
    least=1000,
    kinds=COUNTS,
)


def _widened(value: Decimal, figure: Figure, _: Random) -> str:
    return (plain(value) + figure.unit).translate(WIDE)


def _mixed(value: Decimal, figure: Figure, random: Random) -> str:
    digits = "".join(each.translate(WIDE) if random.random() < 0.5 else each for each in plain(value))
    return digits + figure.unit


number("full-width digits", "digits", _widened)
number("full-width and ASCII digits mixed", "digits", _mixed)
number(
    "bold digits of mathematics",
    "digits",
    lambda value, figure, _: plain(value).translate({48 + n: 0x1D7CE + n for n in range(10)}) + figure.unit,
    IN_FONT,
)


def _words(name: str, write: Callable[[Decimal], str], *, least: int = 1, step: int = 1) -> None:
    number(name, "words", lambda value, figure, _: write(value) + figure.unit, least=least, step=step, kinds=COUNTS)


def _wan_and_qian(value: Decimal, sign: str = "千") -> str:
    wan, rest = divmod(int(value), 10**4)
    return (f"{wan}万" if wan else "") + (f"{rest // 1000}{sign}" if rest else "")


_words("Chinese numerals", lambda value: in_words(int(value)))
_words("formal numerals", lambda value: in_words(int(value)).translate(FORMAL))
_words("numerals digit by digit", digit_by_digit, least=100)
_words("万", lambda value: plain(value / 10**4) + "万", least=10**4, step=100)
_words("full-width 万", lambda value: plain(value / 10**4).translate(WIDE) + "万", least=10**4, step=100)
_words("blank 万", lambda value: plain(value / 10**4) + " 万", least=10**4, step=100)
_words("comma and 万", lambda value: grouped(value / 10**4, ",") + "万", least=10**7, step=100)
_words("Chinese numerals with 万", lambda value: fraction_in_words(value / 10**4) + "万", least=10**4, step=1000)
_words("digits with 万 and 千", _wan_and_qian, least=11000, step=1000)
_words("digits with 万 and the rest", lambda value: f"{value // 10**4}万{value % 10**4:04}", least=11111)
_words("亿", lambda value: plain(value / 10**8) + "亿", least=10**8, step=10**6)
_words("百万", lambda value: plain(value / 10**6) + "百万", least=10**6, step=10**5)
_words("numerals with a digit", lambda value: plain(value / 100) + "百", least=100, step=100)
_words("numerals and the rest in digits", lambda value: f"{value // 100}百{value % 100:02}", least=101)


def _gap(value: Decimal, figure: Figure, random: Random) -> str:
    digits = plain(value)
    if len(digits) < 2:
        return " " + digits + figure.unit
    at = random.randrange(1, len(digits))
    return digits[:at] + " " + digits[at:] + figure.unit


number("blank before the unit", "blanks", lambda value, figure, _: plain(value) + " " + figure.unit)
number("blanks around the number", "blanks", lambda value, figure, _: " " + plain(value) + " " + figure.unit)
number(
    "ideographic blanks around the number",
    "blanks",
    lambda value, figure, _: "\u3000" + plain(value) + "\u3000" + figure.unit,
)
number("one blank between digits", "blanks", _gap, least=10)
number("blanks between all digits", "blanks", lambda value, figure, _: " ".join(plain(value)) + figure.unit, least=10)
number(
    "blanks between all digits and the unit",
    "blanks",
    lambda value, figure, _: " " + " ".join(plain(value)) + " " + figure.unit,
    least=10,
)
for name, mark in {"zero-width blank": "\u200b", "soft hyphen": "\u00ad", "word joiner": "\u2060"}.items():
    number(
        f"{name} between digits",
        "blanks",
        lambda value, figure, _, mark=mark: mark.join(plain(value)) + figure.unit,  # type: ignore[misc]
        IN_FONT,
        least=10,
    )
for name, mark in {"Hangul filler": "\u3164", "Braille blank": "\u2800", "line separator": "\u2028"}.items():
    number(
        f"{name} between digits",
        "blanks",
        lambda value, figure, _, mark=mark: mark.join(plain(value)) + figure.unit,  # type: ignore[misc]
        ("txt", "html", "docx"),
        least=10,
    )


def _points(name: str, write: Callable[[Decimal], str]) -> None:
    number(name, "points", lambda value, _figure, _random: write(value), kinds=RATES)


_points("full-width point", lambda value: plain(value).replace(".", "．") + "%")
_points("full-width per cent", lambda value: plain(value) + "％")
_points("full-width rate", lambda value: (plain(value) + "%").translate(WIDE))
_points("per cent in words", lambda value: "百分之" + fraction_in_words(value))
_points("per cent in words and digits", lambda value: "百分之" + plain(value))
_points("Chinese point", lambda value: plain(value).replace(".", "。") + "%")
_points("middle dot", lambda value: plain(value).replace(".", "·") + "%")
_points("comma for the point", lambda value: plain(value).replace(".", "，") + "%")
_points("ASCII comma for the point", lambda value: plain(value).replace(".", ",") + "%")
_points("blank behind the point", lambda value: plain(value).replace(".", ". ") + "%")
_points("blank before the point", lambda value: plain(value).replace(".", " .") + "%")
_points("blank before per cent", lambda value: plain(value) + " %")
_points("per mille", lambda value: plain(value * 10) + "‰")
_points("a ratio", lambda value: plain(value / 100))
