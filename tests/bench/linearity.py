"""Extraction of texts that no report is: four times the length may take no more than five times the time.

Timed without Python's collector of garbage, whose turns come by chance (as the standard library's `timeit` does), and
without the bounds by which some of these texts would be refused.
"""

import gc
import sys
from collections.abc import Callable, Iterator

from ingest import extraction
from ingest.extraction import extract
from ingest.identity import Known
from tests.bench.ratios import Ratio, fastest
from tests.bench.shapes import HEAD, SHAPES

LENGTH = 16_000  # characters, and four times as many
MOST = 5.0
REPEATS = 3
PATIENCE = 5  # measurements of a shape that seems to miss: the shortest times count


def measure() -> Iterator[Ratio]:
    """A ratio for each shape."""
    for bound in ("MAX_SENTENCE", "MAX_FIGURES", "MAX_EVIDENCE"):
        setattr(extraction, bound, sys.maxsize)
    extract("", HEAD, Known())  # the word lists are read
    for name, shape in SHAPES.items():
        short, long = _reader(shape(LENGTH)), _reader(shape(4 * LENGTH))
        times = [float("inf")] * 2
        for _ in range(PATIENCE):
            times = [min(pair) for pair in zip(times, _times(short, long), strict=True)]
            if times[1] <= MOST * times[0]:
                break
        yield Ratio(f"four times {name!r}", times[1] / times[0], most=MOST)


def _reader(text: str) -> Callable[[], object]:
    return lambda: extract("", text, Known())


def _times(*works: Callable[[], object]) -> list[float]:
    gc.collect()
    gc.disable()
    try:
        return fastest(*works, repeats=REPEATS)
    finally:
        gc.enable()
