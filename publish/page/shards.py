"""Data as JavaScript files that a page loads one by one: `fetch` may not read files, but a script may be loaded.

A file says `fazhi.land(name, data)`. A table goes by columns; words that repeat stand once, and so does what all words
of a column end with.
"""

import datetime
import itertools
import json
from collections.abc import Mapping, Sequence
from decimal import Decimal
from pathlib import Path

from publish.values import plain

FOLDER = "data"
_SHORTEST_END = 4  # letters that are worth standing once

# Inside a script these would end it, open a comment, or (in older browsers) end a line. Only strings can hold them.
_ESCAPES = {ord(character): f"\\u{ord(character):04x}" for character in "<>&\u2028\u2029\x7f"}


def write_shard(folder: Path, name: str, data: Mapping[str, object]) -> Path:
    """Writes the data to `data/<name>.js` in the folder; the path within the folder."""
    path = Path(FOLDER) / f"{name}.js"
    (folder / path).parent.mkdir(parents=True, exist_ok=True)
    (folder / path).write_text(script(name, data), encoding="utf-8", newline="\n")
    return path


def script(name: str, data: Mapping[str, object]) -> str:
    """The file's text: valid wherever a script may stand, whatever the data holds."""
    return f"fazhi.land({scripted(name)},{scripted(data)});\n"


def packed(names: Sequence[str], rows: Sequence[Sequence[object]]) -> dict[str, object]:
    """A table by columns: `{"count": 2, "columns": {"year": [2019, 2020]}}`.

    A column of words that repeat is `{"words": ["own"], "at": [0, 0]}`, one whose words end alike
    `{"starts": ["a:10", "b:7"], "end": ":mediation.mediators"}`. Decimals are strings, because a script's numbers
    cannot hold them all.
    """
    columns: dict[str, object] = {}
    for place, name in enumerate(names):
        columns[name] = _column([_value(row[place]) for row in rows])
    return {"count": len(rows), "columns": columns}


def _column(values: list[object]) -> object:
    words = list(dict.fromkeys(values))
    texts = [word for word in words if isinstance(word, str)]
    if not texts:
        return values
    if len(words) * 2 <= len(values):
        places = {word: place for place, word in enumerate(words)}
        return {"words": words, "at": [places[value] for value in values]}
    end = _common_end(texts)
    if len(texts) < 2 or len(end) < _SHORTEST_END:
        return values
    return {"starts": [value if value is None else str(value)[: -len(end)] for value in values], "end": end}


def _common_end(texts: list[str]) -> str:
    """What all the texts end with: what the first and the last of them do, read backwards and put in order."""
    backwards = sorted(text[::-1] for text in texts)
    alike = itertools.takewhile(lambda pair: pair[0] == pair[1], zip(backwards[0], backwards[-1], strict=False))
    return "".join(letter for letter, _ in alike)[::-1]


def _value(value: object) -> object:
    if isinstance(value, Decimal | datetime.date):
        return plain(value)
    return value


def scripted(data: object) -> str:
    """The data as a script may hold it, whatever it is."""
    return json.dumps(data, ensure_ascii=False, separators=(",", ":"), allow_nan=False).translate(_ESCAPES)
