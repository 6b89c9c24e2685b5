"""Numbers of which one cannot tell whether they are whole, or numbers at all. Text comes in normal form."""

import re
from collections import Counter
from typing import Final

from ingest.quantity import Figure

WHOLE: Final = frozenset("件宗起例个名位家户所项条次份")  # what is counted in whole numbers
_MAGNITUDES: Final = frozenset("十百千万亿")
_POINT_OF_THOUSANDS: Final = re.compile(r"[1-9][0-9]{0,2}\.[0-9]{3}")


def is_unsure(text: str, figure: Figure, floor: int, known_end: int) -> bool:
    """Whether a point may be none, or a number's beginning be lost in the number of its line.

    3. 5件 has a point or two numbers; at the beginning of a line 3.313个 may be its third item, and 7. 67% no item.
    """
    printed = text[figure.start : figure.end]
    if printed[0] == "0" and printed[1:2].isdigit():
        return True  # 012件: the rest of a longer one
    if figure.unit == "%" and text[known_end - 1 : known_end] == "." and not text[known_end : figure.start].strip(" "):
        return True
    if "." not in printed or figure.unit not in WHOLE or printed[-1] in _MAGNITUDES:
        return False
    if _POINT_OF_THOUSANDS.fullmatch(printed):
        return True  # 3.386件
    return " " in printed or not text[floor : figure.start].strip()


def is_in_title(text: str, figure: Figure, start: int, end: int) -> bool:
    """《关于受理案件9件的通报》: part of a document's name."""
    opens = text.rfind("《", start, figure.start)
    return opens >= 0 and text.find("》", opens, figure.start) < 0 and text.find("》", figure.end, end) >= 0


def tell_apart(figures: list[Figure]) -> None:
    """Two numbers of one unit in a row without heads: which is which nobody says, and they have no value."""
    of_unit = Counter(figure.unit for figure in figures)
    for figure in figures:
        if of_unit[figure.unit] > 1 and figure.readable:
            unread(figure)


def unread(figure: Figure) -> None:
    """Takes the value of a number of which nobody knows what it counts."""
    figure.value, figure.readable, figure.damage = None, False, figure.damage or "unsure_number"
