"""Patterns as the seeds write them: a line is an alternative, {name} a word class (macros/cues.sql makes the same)."""

import re
from collections.abc import Iterable, Mapping

_CLASS = re.compile(r"(\{[a-z_]+\})")
# Columns of the seeds that hold patterns.
PATTERNS = ("pattern", "unless", "also", "weak_pattern", "words")
# Those that look through many wordings at once, a line each (macros/lines.sql).
LINE_PATTERNS = ("pattern", "unless")
# What could match the end of a line: classes by a letter but digits, words and what is not blank, classes by a name,
# flags such as (?s).
_LINE_END = re.compile(r"\\(?![dwSb])[A-Za-z]|\[:\^?[a-z]+:\]|\(\?(?!:)")
_BRACKETS = re.compile(r"\[\^?((?:\\.|[^\]\\])*)\]")
# Ranges in brackets that are neither of ASCII nor of characters that no letter of lines (U+0100 to U+024F) is among.
_MIXED_RANGE = re.compile(r"[!-~]-[^\x00-\x7f]|[\x80-\u024f]-[^\x00-\x7f]")


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


def leaves_the_line(pattern: str) -> str:
    """The first part of a rule's pattern by which it could match the end of a line; empty where there is none."""
    found = _LINE_END.search(pattern)
    return found.group() if found else ""


def mixed_range(pattern: str) -> str:
    """The first range of a rule's pattern that lines (macros/lines.sql) cannot have; empty where there is none.

    It is one of ASCII and other characters, or of letters with marks.
    """
    found = (_MIXED_RANGE.search(brackets) for brackets in _BRACKETS.findall(pattern))
    return next((one.group() for one in found if one), "")
