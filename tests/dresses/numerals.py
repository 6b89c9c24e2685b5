"""Numbers in words and in groups: a number in, its printed form out."""

from decimal import Decimal

DIGITS = "零一二三四五六七八九"
FORMAL = str.maketrans("零一二三四五六七八九十百千", "零壹贰叁肆伍陆柒捌玖拾佰仟")
WIDE = str.maketrans("0123456789.,%", "０１２３４５６７８９．，％")
RAISED = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")


def plain(value: Decimal) -> str:
    """The number in digits, without zeros at the end of its fraction: 1234, 7.6."""
    printed = f"{value:f}"
    return printed.rstrip("0").rstrip(".") if "." in printed else printed


def grouped(value: Decimal, separator: str, size: int = 3) -> str:
    """The digits in groups: 1,234."""
    digits, dot, fraction = plain(value).partition(".")
    first = len(digits) % size
    groups = [digits[:first]] if first else []
    groups += [digits[at : at + size] for at in range(first, len(digits), size)]
    return separator.join(groups) + dot + fraction


def in_words(value: int) -> str:
    """The number in Chinese numerals: 一万二千三百零四."""
    if value < 10000:
        return _below_wan(value)
    high, low = divmod(value, 10**8) if value >= 10**8 else divmod(value, 10**4)
    sign, least = ("亿", 10**7) if value >= 10**8 else ("万", 1000)
    if not low:
        return in_words(high) + sign
    return in_words(high) + sign + ("零" if low < least else "") + in_words(low)


def _below_wan(value: int) -> str:
    if value < 10:
        return DIGITS[value]
    if value < 20:
        return "十" + (DIGITS[value - 10] if value > 10 else "")
    made, gap = "", False
    for sign, size in (("千", 1000), ("百", 100), ("十", 10), ("", 1)):
        digit, value = divmod(value, size)
        if digit:
            made += ("零" if gap else "") + DIGITS[digit] + sign
            gap = False
        elif made:
            gap = True
    return made


def digit_by_digit(value: Decimal) -> str:
    """The digits as words, one by one: 一二三四, 七点六七."""
    return "".join("点" if digit == "." else DIGITS[int(digit)] for digit in plain(value))


def fraction_in_words(value: Decimal) -> str:
    """A number with a fraction in words: 十二点三."""
    whole, _, fraction = plain(value).partition(".")
    return in_words(int(whole)) + ("点" + "".join(DIGITS[int(digit)] for digit in fraction) if fraction else "")
