"""Counts written in Chinese numerals (五次推进会, 四分之一, 八成以上); flagged by `numeral`.

They are optional reading: most Chinese numerals in reports belong to names and set phrases, so only a numeral before
a classifier counts, and what is known as a phrase does not.
"""

import re

from ingest.numerals import chinese, fitted
from ingest.quantity import LEAD, Figure, modify
from ingest.units import unit_at

NUMERALS = "零一二两三四五六七八九十百千万"
CLASSIFIERS = "个件项次名家批部期场份条宗起例届种类张所支处户位倍番成篇卷轮套人天工小分"
_COUNT = re.compile(
    rf"(?P<digits>[{NUMERALS}](?<![第每某任同统唯单进万千百十一二三四五六七八九零两几数再专初跑“\"‘届][\s\S])"
    rf"[{NUMERALS}]{{0,11}}+)(?P<more>[余多几来]?)(?=[{CLASSIFIERS}])"
    # What begins like a count and is a word or a name: 一件事, 三项制度, 一次性, 一体化, 一部分.
    r"(?!件事|类事|项制度|次(?:全会|办|性|不|跑|都|也)|体[化系]|人为|[个件项次种类些][性般是系些]|分一|窗|条龙|站式|网|把手|部[门委分队署]|"
    r"位[于置一]|名[单称]|成[功立员不为本果效熟长就都品]|届|工[作程]?(?!作日)|小(?!时)|分(?!钟))"
)
_FRACTION = re.compile(r"(?P<whole>[二三四五六七八九十百千万]{1,4})分之(?P<part>[零一二两三四五六七八九十百千点]{1,8})")


def word_figures(text: str, start: int, end: int, taken: list[Figure]) -> list[Figure]:
    """The counts in Chinese numerals between two offsets, but for those inside the figures that are `taken`."""
    found = _fractions(text, start, end) if text.find("分之", start, end) >= 0 else []
    match = _COUNT.search(text, start, end)
    if match is None:
        return found
    occupied = sorted(
        [(other.start, other.tail_end) for other in taken] + [(other.start, other.end) for other in found]
    )
    passed = 0
    while match:
        at, behind = match.span()
        counted, match = match, _COUNT.search(text, behind, end)
        while passed < len(occupied) and occupied[passed][1] <= at:
            passed += 1
        if passed < len(occupied) and occupied[passed][0] <= at:
            continue
        unit, unit_end = unit_at(text, behind)
        value = chinese(counted["digits"])
        if not unit or value is None or (at and text[at - 1] in "0123456789"):
            continue
        if unit == "成":
            unit, value = "%", value * 10
        figure = Figure(at, counted.end("digits"), fitted(value), unit, unit_end, unit_end, numeral="han")
        modify(text, figure, text[max(start, at - LEAD) : at], bool(counted["more"]))
        found.append(figure)
    return found


def _fractions(text: str, start: int, end: int) -> list[Figure]:
    found = []
    for match in _FRACTION.finditer(text, start, end):
        part, whole = chinese(match["part"]), chinese(match["whole"])
        if part is None or not whole:
            continue
        value, unit = (part, "%") if match["whole"] == "百" else (part / whole, "ratio")
        figure = Figure(match.start(), match.end(), fitted(value), unit, match.end(), match.end(), numeral="han")
        modify(text, figure, text[max(start, match.start() - LEAD) : match.start()], more=False)
        found.append(figure)
    return found
