"""What reports, file names and registers say, fit for a terminal: nothing in it moves the cursor or turns the order."""

import shlex
from typing import Any

_LINE_ENDS = "\n\v\f\r\x1c\x1d\x1e\x85\u2028\u2029"
_ORDERS = (
    *range(0x20),
    *range(0x7F, 0xA0),
    *(0x061C, 0x200E, 0x200F, *range(0x202A, 0x202F), *range(0x2066, 0x206A)),  # which way letters run
    *range(0xD800, 0xE000),  # what a file's name has where it is no text
)
_SHOWN = {code: f"\\u{code:04x}" for code in (*_ORDERS, 0x2028, 0x2029)} | {ord("\t"): "\t"}
_IN_LINES = {**_SHOWN, ord("\n"): "\n"}
_ON_ONE_LINE = {**_SHOWN, **dict.fromkeys(map(ord, _LINE_ENDS), " "), ord("\t"): " "}


def printable(text: str) -> str:
    """Lines whose control characters show the way JSON writes them, by their numbers."""
    return text.translate(_IN_LINES)


def command(*words: object) -> str:
    """A command as one may give it to a shell, whatever blanks and signs its words hold."""
    return shlex.join(map(str, words))


def on_one_line(text: str) -> str:
    """The same, and a line's end shows as a blank."""
    return text.translate(_ON_ONE_LINE)


def fit(value: Any) -> Any:  # noqa: ANN401 - rows of any columns
    """Rows, or what they hold, with every text on one line."""
    if isinstance(value, str):
        return on_one_line(value)
    if isinstance(value, dict):
        return {name: fit(part) for name, part in value.items()}
    return [fit(part) for part in value] if isinstance(value, list) else value
