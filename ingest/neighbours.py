"""What stands beside a table: a second one in the same lines, read by its own heads and names, and notes around it."""

import re

from ingest import cells
from ingest.cells import Cell, number

_LONGEST_NOTE = 80
_NOTE_BELOW = re.compile(r"\s*[(]?(?:注|说明|备注|附注|以上|上表|本表|[*※]|单位)")
_OF_THE_TABLE = re.compile("[下本]表")


def notes_around(text: str, start: int, end: int) -> str:
    """The line above a table, where it speaks of it, its own words, and the note right below it."""
    above = text[max(0, start - _LONGEST_NOTE) : start].rstrip().rpartition("\n")[2]
    below = text[end : end + _LONGEST_NOTE].lstrip().partition("\n")[0]
    notes = [above if _OF_THE_TABLE.search(above) else "", text[start:end]]
    return "\n".join([*notes, below if _NOTE_BELOW.match(below) else ""])


def side_by_side(text: str, rows: list[list[Cell]]) -> list[tuple[str, list[list[Cell]]]]:
    """Two tables beside each other as two: where the head repeats itself, or words and numbers take turns.

    Each with its own title, where one stands above its head; else that is empty.
    """
    said = [[text[cell.start : cell.end] for cell in row] for row in rows]
    body = next((at for at, words in enumerate(said) if any(map(counts, words))), len(rows))
    for head, words in enumerate(said[: body or 1]):
        half, gap = len(words) // 2, len(words) % 2
        if half < 2 or words[:half] != words[half + gap :] or len(set(words)) < 2:
            continue
        if gap and any(row[half : half + 1] != [""] for row in said if len(row) > half):
            continue
        sides = (slice(half), slice(half + gap, 2 * half + gap))
        titles = [[word for word in said[head - 1][side] if word] if head else [] for side in sides]
        if [len(title) for title in titles] == [1, 1]:
            return [(title, [row[side] for row in rows[head:]]) for (title,), side in zip(titles, sides, strict=True)]
        return [("", [row[side] for row in rows]) for side in sides]
    turns = [[number(text[cell.start : cell.end]) is not None for cell in row] for row in rows]
    if rows and all(len(turn) >= 4 and turn == [False, True] * (len(turn) // 2) for turn in turns):
        return [("", [row[at : at + 2] for row in rows for at in range(0, len(row), 2)])]
    return [("", rows)]


def counts(words: str) -> bool:
    """Whether a cell is a number, and no year."""
    return number(words) is not None and not cells.YEAR.match(words)
