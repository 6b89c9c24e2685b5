"""Messages in Chinese: what is known of an English one, with what it names put in."""

import re

from vocabulary.reading import FOLDER, rows

# The longest first: of two that fit, the one that says more of the message is its own.
MESSAGES = tuple(
    (re.compile(row["pattern"], re.DOTALL), row["zh"])
    for row in sorted(rows(FOLDER / "messages.csv"), key=lambda row: (-len(row["pattern"]), row["pattern"]))
)
_PLACE = re.compile(r"\\(\d)")


def chinese(message: str) -> str:
    """The message in Chinese; itself where it is none that is known."""
    for pattern, said in MESSAGES:
        if found := pattern.fullmatch(message):
            return _PLACE.sub(lambda place: found[int(place[1])] or "", said)
    return message
