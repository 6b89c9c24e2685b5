"""Letters in a picture, by RapidOCR, whose models for Chinese come inside its wheel: the extra `ocr`.

It is called in the reading process alone (`ingest.documents.scans`); here it is turned into lines at their places. A
number that it is not sure of has no value: a lost character stands beside it.
"""

import importlib.util
import math
import re
from collections.abc import Sequence
from functools import cache
from statistics import median
from typing import Any, NamedTuple

from ingest.documents.doubts import clean, without_value
from ingest.documents.layout import Box

INSTALL = "install what reads pictures: pip install 'fazhi[ocr]' (in a checkout: make ocr), then run again"
LINE_FLOOR = 0.8  # of a line's confidence, below which its numbers have no value
DIGIT_FLOOR = 0.9  # of the confidence of a number's digits and of the words of magnitude behind them
LEAST = 0.5  # of a line's confidence; what is below it is no writing
SIDE = 2400  # pixels of a picture's longer side that are looked at: A4 at 200 dpi
FLAT = 5.0  # times its height that a box is wide, from which it tells how the page lies
_NUMBER = re.compile(r"[0-9](?:[0-9.,:%‰]*[0-9%‰])?[万亿千百]{0,2}")
_THREADS = 2


class Found(NamedTuple):
    """What an engine has found at one place: its four corners (x, y downwards), its words, how sure each letter is."""

    corners: Sequence[Sequence[float]]
    words: str
    sure: float
    letters: Sequence[float]


def is_installed() -> bool:
    """Whether the extra is there."""
    return all(importlib.util.find_spec(name) for name in ("rapidocr", "onnxruntime"))


def recognised(picture: Any) -> tuple[list[Box], float]:  # noqa: ANN401 - an array of numpy
    """The boxes of a picture, straightened, in pixels that grow to the right and upwards, and how many degrees askew.

    `picture` is an array of rows, columns and three colours.
    """
    height = int(picture.shape[0])
    found = [each for each in _found(picture) if each.words.strip() and each.sure >= LEAST]
    slope = _slope(found)
    return [_box(each, slope, height) for each in found], math.degrees(slope)


@cache
def _engine() -> Any:  # noqa: ANN401 - it ships no types
    from rapidocr import RapidOCR

    return RapidOCR(
        params={
            "Global.log_level": "critical",
            "Global.use_cls": False,
            "Global.max_side_len": SIDE,
            "EngineConfig.onnxruntime.intra_op_num_threads": _THREADS,
            "EngineConfig.onnxruntime.inter_op_num_threads": 1,
        }
    )


def _found(picture: Any) -> list[Found]:  # noqa: ANN401
    output = _engine()(picture, return_word_box=True, return_single_char_box=True)
    if output.boxes is None or output.txts is None:
        return []
    told = []
    for corners, words, sure, letters in zip(
        output.boxes, output.txts, output.scores, output.word_results, strict=True
    ):
        spelt = "".join(letter[0] for letter in letters)
        each = [float(letter[1]) for letter in letters for _ in letter[0]]
        told.append(Found(corners.tolist(), words, float(sure), each if spelt == words else [float(sure)] * len(words)))
    return told


def doubtful(found: Found) -> str:
    """The words of a find; numbers that it is not sure of without a value."""
    if found.sure < LINE_FLOOR:
        return without_value(found.words)
    parts, at = [], 0
    for number in _NUMBER.finditer(found.words):
        parts.append(found.words[at : number.start()])
        is_sure = min(found.letters[number.start() : number.end()], default=found.sure) >= DIGIT_FLOOR
        parts.append(number.group() if is_sure else without_value(number.group()))
        at = number.end()
    return "".join([*parts, found.words[at:]])


def _slope(found: Sequence[Found]) -> float:
    """How far the page lies askew, in radians, by its long lines."""
    slopes = []
    for each in found:
        (left, top), (right, end), _, (_, bottom) = each.corners
        if right - left > FLAT * abs(bottom - top):
            slopes.append(math.atan2(end - top, right - left))
    return median(slopes) if slopes else 0.0


def _box(found: Found, slope: float, height: int) -> Box:
    cos, sin = math.cos(slope), math.sin(slope)
    places = [(x * cos + y * sin, y * cos - x * sin) for x, y in found.corners]
    left, right = min(x for x, _ in places), max(x for x, _ in places)
    top, bottom = min(y for _, y in places), max(y for _, y in places)
    words = doubtful(found._replace(words=clean(found.words)))
    return Box(words.strip(), left, right, height - bottom, height - top, found.sure)
