"""Markup that was pasted into a text with its words: comments of a page and what is struck out are no part of it.

They become blanks, one for one, so that offsets hold. Between two parts of a number stands a lost character: nobody
knows whether it is one number or two.
"""

import re
from collections.abc import Iterator
from typing import Final

from ingest.touching import LOST

LONGEST_COMMENT: Final = 2000
LONGEST_STRUCK: Final = 400  # on one line
_OPENING: Final = re.compile(
    r"<!--|<(?P<tag>del|s|strike)(?:\s[^<>\n]{0,120})?>|(?P<waves>~~)(?=[^~\s])", re.IGNORECASE
)
_CLOSING: Final = {tag: re.compile(f"</{tag}>", re.IGNORECASE) for tag in ("del", "s", "strike")}
_COMMENT_ENDS: Final = re.compile("-->")
_WAVES: Final = re.compile(r"[^~\n]{1,200}~~")
_NUMBER_ENDS: Final = re.compile(r"[0-9.,][ ]{0,12}$")
_NUMBER_GOES_ON: Final = re.compile(r"[ ]{0,12}[0-9.,]")
_WORDS: Final = re.compile(r"[^\r\n]")
_REACH: Final = 14


def without_taken_back(text: str) -> str:
    """The text with blanks for pasted comments and struck-out words; same length, same lines."""
    if "~~" not in text and "</" not in text and "-->" not in text:
        return text
    pieces, cursor = [], 0
    for start, end in _spans(text):
        blank = _WORDS.sub(" ", text[start:end])
        if _NUMBER_ENDS.search(text, max(0, start - _REACH), start) and _NUMBER_GOES_ON.match(text, end):
            blank = LOST + blank[1:-1] + LOST
        pieces += [text[cursor:start], blank]
        cursor = end
    return "".join((*pieces, text[cursor:]))


def _spans(text: str) -> Iterator[tuple[int, int]]:
    """Where comments and struck-out words stand, one after the other; what is opened and not closed is none."""
    position = 0
    while found := _OPENING.search(text, position):
        position = found.end()
        if found["waves"]:
            waves = _WAVES.match(text, position)
            end = waves.end() if waves else -1
        elif found["tag"]:
            end = _closed(text, _CLOSING[found["tag"].lower()], position, LONGEST_STRUCK)
            if end > 0 and text.find("\n", position, end) >= 0:
                end = -1
        else:
            end = _closed(text, _COMMENT_ENDS, position, LONGEST_COMMENT)
        if end > 0:
            yield found.start(), end
            position = end


def _closed(text: str, closing: re.Pattern[str], start: int, longest: int) -> int:
    """Where what was opened at `start` is closed; -1 where it is not."""
    found = closing.search(text, start, start + longest)
    return found.end() if found else -1
