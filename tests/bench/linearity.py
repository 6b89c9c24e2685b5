"""Extraction of texts that no report is: four times the length may take no more than five times the time."""

from collections.abc import Callable, Iterator

from ingest.extraction import extract
from ingest.identity import Known
from tests.bench.ratios import Ratio, fastest
from tests.bench.shapes import HEAD, SHAPES

LENGTH = 16_000  # characters, and four times as many
MOST = 5.0
REPEATS = 3
PATIENCE = 4  # measurements of a shape that seems to miss: the shortest times count


def measure() -> Iterator[Ratio]:
    """A ratio for each shape."""
    extract("", HEAD, Known())  # the word lists are read
    for name, shape in SHAPES.items():
        short, long = _reader(shape(LENGTH)), _reader(shape(4 * LENGTH))
        times = fastest(short, long, repeats=REPEATS)
        for _ in range(PATIENCE):
            if times[1] <= MOST * times[0]:
                break
            times = [min(pair) for pair in zip(times, fastest(short, long, repeats=REPEATS), strict=True)]
        yield Ratio(f"four times {name!r}", times[1] / times[0], most=MOST)


def _reader(text: str) -> Callable[[], object]:
    return lambda: extract("", text, Known())
