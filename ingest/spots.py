"""Where figures may stand in a text: its digits, and numerals that may end a count. Text comes in normal form."""

import re
import sys
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


class Places:
    """The spots of a text, taken sentence by sentence; `next` is the first that has not been."""

    def __init__(self, found: Spots, end: int) -> None:
        runs, words = found
        self._runs, self._words = [*runs, (end, end)], [*words, end]
        self._run = self._word = 0
        self.next = min(self._runs[0][0], self._words[0])

    def within(self, start: int, end: int) -> Spots:
        """The spots between two offsets, which do not lie before those that were asked for last."""
        runs, words = self._runs, self._words
        run, word = self._run, self._word
        while runs[run][0] < start:
            run += 1
        first_run = run
        while runs[run][0] < end:
            run += 1
        while words[word] < start:
            word += 1
        first_word = word
        while words[word] < end:
            word += 1
        self._run, self._word = run, word
        self.next = min(runs[run][0], words[word])
        return runs[first_run:run], words[first_word:word]
