"""Patterns as the seeds write them: a line is an alternative, {name} a word class (macros/cues.sql makes the same)."""

import re
from collections.abc import Iterable, Mapping

_CLASS = re.compile(r"(\{[a-z_]+\})")
# Columns of the seeds that hold patterns.
PATTERNS = ("pattern", "unless", "also", "weak_pattern", "words")


class UnknownClassError(ValueError):
    """A pattern names a word class that there is not, or that only comes after it."""


def expanded(pattern: str, classes: Mapping[str, str]) -> str:
    """The pattern as RE2 wants it. Raises UnknownClassError with the name of a class that is not among `classes`."""
    lines = [line.strip() for line in pattern.splitlines() if line.strip()]
    joined = re.sub(r"(\((?:\?:)?)\|", r"\1", "|".join(lines)).replace("|)", ")")
    pieces = []
    for piece in _CLASS.split(joined):
        if _CLASS.fullmatch(piece):
            if piece[1:-1] not in classes:
                raise UnknownClassError(piece)
            pieces.append(classes[piece[1:-1]])
        else:
            pieces.append(piece)
    return "".join(pieces)


def word_classes(rows: Iterable[Mapping[str, str]]) -> dict[str, str]:
    """The word classes as groups of a pattern, by name, in their order; one may name those before it."""
    classes: dict[str, str] = {}
    for row in sorted(rows, key=lambda row: int(row["class_order"] or 0)):
        classes[row["word_class"]] = f"(?:{expanded(row['words'], classes)})"
    return classes
