"""What speaks for whose report it is and of which year, in words: 南昌市 0.95 (title, sign_off) as people say it."""

import re

from vocabulary.codes import KINDS

_KINDS = re.compile(r" \(([a-z_]+(?:, [a-z_]+)*)\)(?=;|$)")
_FORM = re.compile(r"(\w+)_([a-z]+)")


def clue(code: str, language: int) -> str:
    """A kind of clue in Chinese (0) or English (1); itself where it has no words."""
    if known := KINDS["clue"].get(code):
        return known.full[language]
    found = _FORM.fullmatch(code)
    base = KINDS["clue"].get(found[1]) if found else None
    form = KINDS["clue_form"].get(found[2]) if found else None
    if base and form:
        return (f"{base.zh}（{form.zh}）", f"{base.en} ({form.en})")[language]
    return code


def clues(told: str | None, language: int) -> str:
    """All answers to a question about a report, each with what speaks for it."""

    def named(kinds: re.Match[str]) -> str:
        words = [clue(code, language) for code in kinds[1].split(", ")]
        return (f"（{'、'.join(words)}）", f" ({', '.join(words)})")[language]

    said = _KINDS.sub(named, told or "")
    return said.replace("; ", "；") if language == 0 else said
