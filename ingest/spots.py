"""Where figures may stand in a text: its digits, and numerals that may end a count. Text comes in normal form."""

import re
import sys
from collections.abc import Iterable, Iterator
from typing import Final

from ingest.wordnumbers import CLASSIFIERS, FORMAL, NO_COUNT, NUMERALS

_DIGITS: Final = re.compile(r"[0-9][0-9]{0,3999}+")  # the search leaps to a class, not to a repeated one
# A Chinese numeral that may be the end of a count or a fraction's whole: a passage of one line without these and
# without digits holds no figure.
_WORDS: Final = re.compile(rf"[{NUMERALS}{FORMAL}][余多几来]?(?:分之|(?=[{CLASSIFIERS}]){NO_COUNT})")
_WHOLE: Final = sys.maxsize


# Where figures may stand in a text, in order: its runs of digits, and other places. Elsewhere there is none.
Spots = tuple[list[tuple[int, int]], list[int]]


def spots(text: str, start: int = 0, end: int = _WHOLE) -> Spots:
    """The places between two offsets of a text at which figures may stand."""
    return (
        [run.span() for run in _DIGITS.finditer(text, start, end)],
        [word.start() for word in _WORDS.finditer(text, start, end)],
    )


def run_end(text: str, at: int, end: int) -> int:
    """Where the run of digits that goes on at `at` ends."""
    run = _DIGITS.match(text, at, end)
    return run.end() if run else at


def parted(found: Spots, spans: Iterable[tuple[int, int]]) -> Iterator[Spots]:
    """The spots of a text between the offsets of each of its spans, which are in order and apart."""
    runs, words = [*found[0], (_WHOLE, _WHOLE)], [*found[1], _WHOLE]
    run = word = 0
    for start, end in spans:
        while runs[run][0] < start:
            run += 1
        while words[word] < start:
            word += 1
        first_run, first_word = run, word
        while runs[run][0] < end:
            run += 1
        while words[word] < end:
            word += 1
        yield runs[first_run:run], words[first_word:word]
