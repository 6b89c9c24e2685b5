"""What the XML of an OFD file says of an object on a page: where it lies, its ink, its letters, its path."""

import re
from collections.abc import Iterator, Sequence
from math import isfinite
from typing import NamedTuple
from unicodedata import east_asian_width

from lxml import etree

from ground.errors import BrokenFile
from ingest.documents.characters import UNPRINTED, character

MAX_RELATED = 10  # looks that go on with another one
NARROW = 0.5  # em, what is taken for the width of a letter that is no character of Chinese
# em up to which the way to the next letter is a letter's width: beyond, letters are set apart
WIDEST_DIGIT, WIDEST = 0.75, 1.0
_PATH = re.compile(r"[A-Za-z]|[^\sA-Za-z]+")
_POINTS = {"S": 1, "M": 1, "L": 1, "Q": 2, "B": 3}  # that a step of a path names


class Ink(NamedTuple):
    """A colour: its darkest part and how opaque it is, of 255; None where it is none that is read."""

    least: float | None
    alpha: float


class Place(NamedTuple):
    """Where an object lies: what its own numbers are multiplied by and moved by, and its box."""

    matrix: Sequence[float]
    box: Sequence[float]

    def on(self, x: float, y: float) -> tuple[float, float]:
        """A point of the object in millimetres from the page's upper left corner."""
        a, b, c, d, e, f = self.matrix
        return a * x + c * y + e + self.box[0], b * x + d * y + f + self.box[1]


def children(element: etree._Element | None, *names: str) -> Iterator[etree._Element]:
    """The elements of these names in an element, whatever namespace they are of."""
    for each in element if element is not None else ():
        if isinstance(each.tag, str) and etree.QName(each).localname in names:
            yield each


def child(element: etree._Element | None, name: str) -> etree._Element | None:
    """The first of them."""
    return next(children(element, name), None)


def attribute(element: etree._Element, name: str, default: str = "") -> str:
    """An attribute as it is written."""
    return str(element.get(name, default)).strip()


def numbers(words: str) -> list[float]:
    """Numbers between blanks. Raises BrokenFile."""
    try:
        found = [float(word) for word in words.split()]
    except ValueError:
        found = [float("nan")]
    if not all(map(isfinite, found)):
        raise BrokenFile(f"“{words[:40]}” stands where numbers belong; get a whole copy of it")
    return found


class Inks:
    """The looks that the file's resources name."""

    def __init__(self) -> None:
        self._looks: dict[str, etree._Element] = {}

    def learn(self, resources: etree._Element) -> None:
        """Takes in the looks of a part."""
        for looks in children(resources, "DrawParams"):
            self._looks.update((attribute(look, "ID"), look) for look in children(looks, "DrawParam"))

    def of(self, element: etree._Element, layer: etree._Element, kind: str) -> Ink:
        """The ink of an object in a layer, for its `FillColor` or `StrokeColor`: black where nothing is said."""
        found = child(element, kind)
        for whose in (element, layer):
            look = self._looks.get(attribute(whose, "DrawParam"))
            for _ in range(MAX_RELATED):
                if found is not None or look is None:
                    break
                found, look = child(look, kind), self._looks.get(attribute(look, "Relative"))
        alpha = number(element, "Alpha", 255.0)
        if found is None:
            return Ink(0.0, alpha)
        return Ink(_least(found), min(alpha, number(found, "Alpha", 255.0)))


def _least(colour: etree._Element) -> float | None:
    parts = [part for part in attribute(colour, "Value").split() if part]
    if not parts:
        return None if len(colour) or colour.get("Index") else 0.0
    try:
        values = [float(int(part[1:], 16)) if part.startswith("#") else float(part) for part in parts]
    except ValueError:
        return None
    if len(values) == 4:  # of printers' inks none is white
        return 255.0 - min(255.0, max(values[:3]) + values[3])
    return min(values)


def place_of(element: etree._Element) -> Place:
    """Where an object lies. Raises BrokenFile."""
    box = numbers(attribute(element, "Boundary"))
    matrix = numbers(attribute(element, "CTM")) or [1.0, 0.0, 0.0, 1.0, 0.0, 0.0]
    if len(box) != 4 or len(matrix) != 6:
        raise BrokenFile("the place of something on a page is not told; get a whole copy of it")
    return Place(matrix, box)


def number(element: etree._Element, name: str, default: float) -> float:
    """The number in an attribute, or the default. Raises BrokenFile."""
    found = numbers(attribute(element, name))
    return found[0] if found else default


def written(text: etree._Element, wide: float) -> Iterator[tuple[str, float, float, float]]:
    """The letters of an object, each with its place in it and its width; one em is `wide`."""
    x = y = 0.0
    for code in children(text, "TextCode"):
        x, y = number(code, "X", x), number(code, "Y", y)
        words = code.text or ""
        words = words.strip() if "\n" in words else words  # set in lines by whoever wrote the XML
        across, down = (_steps(attribute(code, name), len(words)) for name in ("DeltaX", "DeltaY"))
        at_x, at_y = x, y
        for at, char in enumerate(words):
            usual = wide if east_asian_width(char) in "WFA" else wide * NARROW
            step = across[at] if across else usual
            most = wide * (WIDEST_DIGIT if char.isdigit() else WIDEST)
            if ord(char) not in UNPRINTED:
                yield character(ord(char)), at_x, at_y, step if 0 < step <= most else usual
            at_x, at_y = at_x + step, at_y + (down[at] if down else 0.0)


def _steps(words: str, count: int) -> list[float]:
    """The ways from letter to letter, `g 3 2.5` for three of 2.5; where too few are told the last one goes on."""
    found: list[float] = []
    parts = iter(words.split())
    for part in parts:
        if part == "g":
            times, step = numbers(next(parts, "")), numbers(next(parts, ""))
            if not times or not step:
                raise BrokenFile(f"“{words[:40]}” does not say where letters stand; get a whole copy of it")
            found += step * min(max(0, int(times[0])), count)
        else:
            found += numbers(part)
        if len(found) >= count:
            break
    return (found + found[-1:] * (count - len(found)))[:count]


def lines(path: etree._Element) -> Iterator[list[tuple[float, float]]]:
    """The points of a path, a list for each line without a break; of a curve its ends and what it bends to."""
    parts = iter(_PATH.findall("".join(each.text or "" for each in children(path, "AbbreviatedData"))))
    line: list[tuple[float, float]] = []
    for part in parts:
        if part in ("M", "S") and line:
            yield line
            line = []
        if part == "A":  # an arc: five numbers that say how it bends, then its end
            *_, x, y = (_coordinate(next(parts, "")) for _ in range(7))
            line.append((x, y))
        elif part == "C":
            line += line[:1]
        elif part in _POINTS:
            line += [(_coordinate(next(parts, "")), _coordinate(next(parts, ""))) for _ in range(_POINTS[part])]
        else:
            raise BrokenFile(f"“{part[:20]}” is no step of a path; get a whole copy of it")
    if line:
        yield line


def _coordinate(word: str) -> float:
    found = numbers(word)
    if len(found) != 1:
        raise BrokenFile("a path lacks a number; get a whole copy of it")
    return found[0]


def clips(text: etree._Element, place: Place) -> list[Sequence[float]]:
    """The boxes that an object may be cut to.

    Programs count them from the page, from the object's box, or by its own measure: a box for each.
    """
    found: list[Sequence[float]] = []
    for each in children(text, "Clips"):
        for area in (area for clip in children(each, "Clip") for area in children(clip, "Area")):
            for path in children(area, "Path"):
                left, top, *_ = [*numbers(attribute(path, "Boundary")), 0.0, 0.0]
                points = [(left + x, top + y) for line in lines(path) for x, y in line]
                if not points:
                    continue
                found.append(_around(points))
                found.append(_around([(x + place.box[0], y + place.box[1]) for x, y in points]))
                found.append(_around([place.on(x, y) for x, y in points]))
    return found


def _around(points: Sequence[tuple[float, float]]) -> Sequence[float]:
    across, down = zip(*points, strict=True)
    return min(across), min(down), max(across) - min(across), max(down) - min(down)
