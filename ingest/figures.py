"""Quantities in a passage: number, magnitude, unit, modifier, range, damage; exact offsets.

The kinds of number are those of the contract. What cannot be read for sure is kept with a `damage` code and
`readable=False`, never guessed.
"""

from typing import Final

from ingest.lending import bare_counts, share
from ingest.longnumbers import long_number
from ingest.plainnumbers import date_end, plain_number
from ingest.quantity import Figure
from ingest.screening import CLOSING, LONG_RUN, TELLING, TELLING_BEFORE, screen
from ingest.spots import Spots, run_end, spots
from ingest.strangers import lettered
from ingest.unsure import is_in_title
from ingest.wordnumbers import word_figures

_MAX_NOTE: Final = 2


def figures(text: str, raw: str, start: int, end: int, places: Spots | None = None) -> list[Figure]:
    """The figures between two offsets of a text in normal form (`raw`: as printed), in order of their offsets.

    `places` are its spots between the two, where they are known.
    """
    runs, words = places or spots(text, start, end)
    found = _arabic(text, raw, start, end, runs, words) if runs else []
    if words and (written := word_figures(text, raw, start, end, found)):
        return _apart(found + written)
    return found


def _arabic(text: str, raw: str, start: int, end: int, runs: list[tuple[int, int]], words: list[int]) -> list[Figure]:
    """The figures in Arabic digits, of which there are some."""
    found: list[Figure] = []
    position = known_end = min(runs[0][0], words[0]) if words else runs[0][0]
    read_end = -1  # as known_end, once something was read
    bare = False
    for at, digits_end in runs:
        if at < position:
            if digits_end <= position:
                continue
            at = position
            digits_end = run_end(text, at, end)
        following, leading = text[digits_end : digits_end + 1], text[at - 1 : at]
        if following == "年":
            if (behind_date := date_end(text, at, digits_end, leading)) > at:
                position = known_end = read_end = behind_date
                continue
        elif number := plain_number(text, at, digits_end, leading, following):
            found.append(number)
            position = known_end = read_end = number.tail_end
            continue
        if (following in TELLING or leading in TELLING_BEFORE or digits_end - at >= LONG_RUN) and (
            skipped := screen(text, at, at - start < 4 and not text[start:at].strip())
        ) > at:
            position, touched = lettered(text, at, skipped)
            if touched:
                found.append(touched)
            if position > at:
                known_end = read_end = position
                continue
        figure = long_number(text, raw, at, digits_end, following, start, end, known_end, read_end)
        position = known_end = read_end = figure.tail_end
        if figure.unit:
            if figure.unit == "条" and text[figure.unit_end : figure.unit_end + 1] in CLOSING:
                continue  # “惠企30条”, the name of a document
        elif found and at == found[-1].tail_end and figure.end - at <= _MAX_NOTE and found[-1].unit:
            continue  # 386件4, the digit of a note
        found.append(figure)
        bare = bare or not figure.unit
    if found:
        if len(found) > 1:
            share(text, found)
        if bare:
            found = [figure for figure in found if figure.unit_basis != "none" or bare_counts(text, figure, start)]
    if text.find("《", start, end) >= 0:
        found = [figure for figure in found if not is_in_title(text, figure, start, end)]
    return found


def _apart(found: list[Figure]) -> list[Figure]:
    """The figures in order of their offsets, without those in Chinese numerals that begin within another."""
    apart: list[Figure] = []
    for figure in sorted(found, key=lambda figure: (figure.start, figure.numeral == "han")):
        if apart and figure.start < apart[-1].end:
            if figure.numeral == "han":
                continue
            apart.pop()
        apart.append(figure)
    return apart
