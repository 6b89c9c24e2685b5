"""The numbers that Word writes before the paragraphs of a list: 一、 (一) 1. They stand in no paragraph's text."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from docx.oxml.ns import qn

DEEPEST = 8  # levels of lists and of styles that build on others
_HAN = "〇一二三四五六七八九"
_VAL = qn("w:val")


@dataclass
class _List:
    """A list: format, text and first number by level, and where its count stands."""

    levels: dict[int, tuple[str, str, int]] = field(default_factory=dict)
    counts: dict[int, int] = field(default_factory=dict)


class Numbering:
    """The lists of a document, counted on from paragraph to paragraph in the order of `before`."""

    def __init__(self, document: Any) -> None:  # noqa: ANN401 - python-docx's document
        self._lists: dict[str, _List] = {}
        self._restarts: dict[str, dict[int, int]] = {}  # by list and level, once
        self._styles = {style.get(qn("w:styleId")): style for style in document.styles.element.iter(qn("w:style"))}
        try:
            root = document.part.numbering_part.element
        except (KeyError, NotImplementedError):
            return
        abstract = {each.get(qn("w:abstractNumId")): _levels(each) for each in root.iter(qn("w:abstractNum"))}
        shared: dict[str, dict[int, int]] = {}
        for each in root.iter(qn("w:num")):
            number, basis = each.get(qn("w:numId")), _value(each, "w:abstractNumId")
            if basis is not None and basis in abstract:
                self._lists[number] = _List(abstract[basis], shared.setdefault(basis, {}))
                self._restarts[number] = {
                    int(level.get(qn("w:ilvl"))): int(start)
                    for level in each.iter(qn("w:lvlOverride"))
                    if (start := _value(level, "w:startOverride")) and start.isdecimal()
                }

    def before(self, paragraph: Any) -> str:  # noqa: ANN401 - an element of lxml
        """What Word writes before the paragraph; empty where it is in no list or has a mark that is no number."""
        number, level = self._place(paragraph)
        found = self._lists.get(number or "")
        if found is None or level not in found.levels:
            return ""
        _, text, first = found.levels[level]
        restart = self._restarts[number or ""].pop(level, None)
        found.counts[level] = restart if restart is not None else found.counts.get(level, first - 1) + 1
        for deeper in [deeper for deeper in found.counts if deeper > level]:
            del found.counts[deeper]
        return re.sub(r"%([1-9])", lambda place: _at(found.levels, found.counts, int(place[1]) - 1), text)

    def _place(self, paragraph: Any) -> tuple[str | None, int]:  # noqa: ANN401
        """The list and the level of a paragraph, by its own properties or its style's."""
        properties = paragraph.find(qn("w:pPr"))
        for _ in range(DEEPEST):
            if properties is None:
                return None, 0
            numbered = properties.find(qn("w:numPr"))
            if numbered is not None and _value(numbered, "w:numId") is not None:
                level = _value(numbered, "w:ilvl") or "0"
                return _value(numbered, "w:numId"), min(int(level), DEEPEST) if level.isdecimal() else 0
            named = _value(properties, "w:pStyle") or _value(properties.getparent(), "w:basedOn")
            style = self._styles.get(named)
            properties = style.find(qn("w:pPr")) if style is not None else None
        return None, 0


def _levels(abstract: Any) -> dict[int, tuple[str, str, int]]:  # noqa: ANN401
    levels = {}
    for level in abstract.iter(qn("w:lvl")):
        form, start = _value(level, "w:numFmt") or "decimal", _value(level, "w:start") or "1"
        text = "" if form in ("bullet", "none") else _value(level, "w:lvlText") or ""
        levels[int(level.get(qn("w:ilvl")))] = (form, text, int(start) if start.isdecimal() else 1)
    return levels


def _at(levels: Mapping[int, tuple[str, str, int]], counts: Mapping[int, int], level: int) -> str:
    form, _, first = levels.get(level, ("decimal", "", 1))
    return _written(form, counts.get(level, first))


def _written(form: str, number: int) -> str:
    """A number in a list's own form; those that no Chinese report uses are written in digits."""
    if form.startswith(("chineseCounting", "japaneseCounting", "taiwaneseCounting", "chineseLegal")) and number < 100:
        tens, ones = divmod(number, 10)
        return ("" if tens < 2 else _HAN[tens]) + ("十" if tens else "") + (_HAN[ones] if ones or not tens else "")
    if form.startswith("ideographDigital") or form == "japaneseDigitalTenThousand":
        return "".join(_HAN[int(digit)] for digit in str(number))
    if form.startswith("decimalEnclosedCircle") and 1 <= number <= 20:
        return chr(0x2460 + number - 1)
    if form in ("lowerLetter", "upperLetter") and 1 <= number <= 26:
        return chr((0x61 if form == "lowerLetter" else 0x41) + number - 1)
    return str(number)


def _value(element: Any, tag: str) -> str | None:  # noqa: ANN401
    found = element.find(qn(tag))
    value: str | None = found.get(_VAL) if found is not None else None
    return value
