"""A page of an OFD file as it is drawn: its letters with their places, straight lines, filled shapes and pictures.

The file counts millimetres downwards, each object from the corner of its own box; here all is in points and grows to
the right and upwards.
"""

from collections.abc import Sequence
from itertools import pairwise
from math import atan2, hypot
from typing import NamedTuple

from lxml import etree

from ground.errors import BrokenFile
from ingest.documents.drawings import OPAQUE, THIN, WHITE, Cover, rules_of
from ingest.documents.fixedparts import Inks, Place, attribute, children, clips, lines, number, place_of, written
from ingest.documents.letters import MAX_COVERS, TILT, Glyph, lies, middle
from ingest.documents.ruledtables import Rule

POINT = 72 / 25.4  # points of a millimetre
MAX_DEPTH = 20  # of blocks in blocks
UNSEEN = 10  # of 255, below which ink is not seen


class Letter(NamedTuple):
    """A letter, its place in the order of drawing, and how it is seen: `hidden`, `doubted`, `white` or empty."""

    glyph: Glyph
    order: int
    look: str


class Page:
    """A page of a width and height in millimetres: what `draw` has drawn on it, in points."""

    def __init__(self, width: float, height: float, inks: Inks) -> None:
        self.width, self.height = width, height
        self.letters: list[Letter] = []
        self.rules: list[Rule] = []
        self.pictures = 0.0  # the area of what is no text and no shape
        self.shapes = 0
        self._covers: list[Cover] = []
        self._order = 0
        self._inks = inks

    def draw(self, layer: etree._Element) -> None:
        """Draws what a layer holds."""
        self._draw(layer, layer, 0)

    def hides(self, at: int, glyph: Glyph) -> str:
        """`hidden` for a letter that nobody sees, `doubted` for one of which that is not sure."""
        letter = self.letters[at]
        if letter.look in ("hidden", "doubted"):
            return letter.look
        x, y = middle(glyph)
        here = [cover for cover in self._covers[:MAX_COVERS] if lies(cover, x, y)]
        if any(cover.order > letter.order for cover in here):
            return "doubted"
        if letter.look != "white":
            return ""
        if len(self._covers) > MAX_COVERS:
            return "doubted"
        return "hidden" if not here or max(here, key=lambda cover: cover.order).is_white else ""

    def _draw(self, block: etree._Element, layer: etree._Element, depth: int) -> None:
        if depth > MAX_DEPTH:
            raise BrokenFile("its blocks lie in one another without end; get a whole copy of it")
        for each in children(block, "PageBlock", "TextObject", "PathObject", "ImageObject", "CompositeObject"):
            if attribute(each, "Visible") == "false":
                continue
            self._order += 1
            match etree.QName(each).localname:
                case "PageBlock":
                    self._draw(each, layer, depth + 1)
                case "TextObject":
                    self._write(each, layer)
                case "PathObject":
                    self._shape(each, layer)
                case _:
                    box = self._box(place_of(each).box)
                    self.pictures += (box[2] - box[0]) * (box[3] - box[1])
                    self._covers.append(Cover(*box, -1, False))  # under letters, for all that is known

    def _box(self, box: Sequence[float]) -> tuple[float, float, float, float]:
        left, top, wide, high = box
        across, down = sorted((left, left + wide)), sorted((top, top + high))
        return across[0] * POINT, self._up(down[1]), across[1] * POINT, self._up(down[0])

    def _up(self, down: float) -> float:
        return (self.height - down) * POINT

    def _write(self, text: etree._Element, layer: etree._Element) -> None:
        place = place_of(text)
        a, b, c, d = place.matrix[:4]
        if abs(atan2(b, a)) > TILT:
            return  # askew, or mirrored: a watermark
        size = number(text, "Size", 0.0)
        if size <= 0:
            raise BrokenFile("how large letters are is not told; get a whole copy of it")
        wide, em = size * number(text, "HScale", 1.0), size * hypot(c, d) * POINT
        look = self._look(text, layer)
        boxes = clips(text, place)
        scale = hypot(a, b) * POINT
        for char, x, y, width in written(text, wide):
            left, down = place.on(x, y)
            glyph = Glyph(char, left * POINT, left * POINT + width * scale, self._up(down), em)
            self.letters.append(Letter(glyph, self._order, look or self._beyond(glyph, place, boxes)))

    def _look(self, text: etree._Element, layer: etree._Element) -> str:
        """How the letters of an object are seen."""
        is_filled = attribute(text, "Fill", "true") != "false"
        if not is_filled and attribute(text, "Stroke") != "true":
            return "hidden"
        ink = self._inks.of(text, layer, "FillColor" if is_filled else "StrokeColor")
        if ink.alpha < UNSEEN:
            return "hidden"
        turned = {attribute(text, name, "0") for name in ("ReadDirection", "CharDirection")} != {"0"}
        if ink.least is None or turned:
            return "doubted"
        return "white" if ink.least >= WHITE else ""

    def _beyond(self, glyph: Glyph, place: Place, cut: Sequence[Sequence[float]]) -> str:
        """`doubted` for a letter beyond its object's box, or beyond all that its object may be cut to."""
        x, y = middle(glyph)
        left, bottom, right, top = self._box(place.box)
        near = glyph.em
        if not (left - near <= x <= right + near and bottom - near <= y <= top + near):
            return "doubted"
        boxes = [self._box(each) for each in cut]
        inside = any(low <= x <= high and floor <= y <= ceiling for low, floor, high, ceiling in boxes)
        return "" if inside or not boxes else "doubted"

    def _shape(self, path: etree._Element, layer: etree._Element) -> None:
        is_filled = attribute(path, "Fill") == "true"
        is_stroked = attribute(path, "Stroke", "true") != "false"
        ink = self._inks.of(path, layer, "FillColor" if is_filled else "StrokeColor")
        if not (is_filled or is_stroked) or ink.alpha < UNSEEN:
            return
        place = place_of(path)
        drawn = [[(x * POINT, self._up(y)) for x, y in (place.on(*point) for point in line)] for line in lines(path)]
        points = [point for line in drawn for point in line]
        if not points:
            return
        self.shapes += 1
        (left, *_, right), (bottom, *_, top) = (sorted([*side, side[0]]) for side in zip(*points, strict=True))
        if right - left <= THIN or top - bottom <= THIN:
            self.rules += rules_of(left, bottom, right, top)
            return
        for line in drawn:
            for start, end in pairwise(line):
                self.rules += rules_of(*start, *end)
        if is_filled and ink.alpha >= OPAQUE:
            is_white = ink.least is not None and ink.least >= WHITE
            self._covers.append(Cover(left, bottom, right, top, self._order, is_white))
