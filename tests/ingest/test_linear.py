"""Texts made to be slow: extraction ends, its output is bounded, and its work grows no faster than the text.

Work is counted, not timed: every call that the extraction makes is one step. What a single regular expression does
inside is timed by the benchmark (`make bench`).
"""

import sys

import pytest

from ingest.extraction import Extraction, extract
from ingest.identity import Known
from tests.bench.shapes import HEAD, SHAPES

LENGTH = 2_000
LONG = 10_000
CALLS_FOR_A_CHARACTER = 40
OUTPUT_FOR_A_CHARACTER = 100
STEADY = 4.4  # times the calls for four times the text


def _calls(text: str) -> int:
    """How many calls, of Python and of C, the extraction of a text makes."""
    count = 0

    def _count(_frame: object, event: str, _argument: object) -> None:
        nonlocal count
        count += event in ("call", "c_call")

    before = sys.getprofile()
    sys.setprofile(_count)
    try:
        extract("", text, Known())
    finally:
        sys.setprofile(before)
    return count


def _size(found: Extraction) -> int:
    """How many characters all the rows hold."""
    return sum(len(str(cell)) for rows in (found.passages, found.figures) for row in rows for cell in row)


@pytest.fixture(scope="module", autouse=True)
def _word_lists_are_read():
    extract("", HEAD, Known())


@pytest.mark.parametrize("shape", SHAPES.values(), ids=SHAPES.keys())
def test_four_times_the_text_takes_four_times_the_calls(shape):
    short, long = _calls(shape(LENGTH)), _calls(shape(4 * LENGTH))
    assert long <= STEADY * short
    assert long <= CALLS_FOR_A_CHARACTER * 4 * LENGTH


@pytest.mark.parametrize("shape", SHAPES.values(), ids=SHAPES.keys())
def test_extraction_ends_with_rows_in_proportion(shape):
    text = shape(LONG)
    found = extract("", text, Known())
    assert len(found.figures) <= len(text)
    assert len(found.passages) <= len(text)
    assert _size(found) <= OUTPUT_FOR_A_CHARACTER * len(text)
    for row in found.figures:
        assert 0 <= row[3] < row[4] <= len(text)
