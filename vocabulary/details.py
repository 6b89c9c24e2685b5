"""What a check found (`detail`) in words: its pieces by details.csv, metrics by their names, reasons by their codes.

The page does the same by the same rows (`publish/page/assets/codes.js`): their patterns mean the same to both.
"""

import re
from collections.abc import Mapping

from vocabulary.codes import KINDS
from vocabulary.reading import FOLDER, rows

ROWS = tuple((row["pattern"], row["zh"], row["en"]) for row in rows(FOLDER / "details.csv"))
_PATTERNS = tuple((re.compile(pattern), (zh, en)) for pattern, zh, en in ROWS)
_PLACE = re.compile(r"\\(\d)")
_CODE = re.compile(r"\b[a-z_]+(?:\.[a-z_0-9]+)?\b")
_STOPS = (("；", "，"), ("; ", ", "))


def detail(told: str | None, language: int, metrics: Mapping[str, tuple[str, str | None]]) -> str:
    """A check's detail in Chinese (0) or English (1); `metrics` are names by code. What is not known stays."""
    outer, inner = _STOPS[language]
    pieces = []
    for piece in (told or "").split("; "):
        said = _said(piece, language, metrics)
        if said is None:
            parts = piece.split(", ")
            said = inner.join(_said(part, language, metrics) or _named(part, language, metrics) for part in parts)
        pieces.append(said)
    return outer.join(pieces)


def _said(piece: str, language: int, metrics: Mapping[str, tuple[str, str | None]]) -> str | None:
    for pattern, said in _PATTERNS:
        if found := pattern.fullmatch(piece):
            return _filled(said[language], [_named(group or "", language, metrics) for group in found.groups()])
    return None


def _filled(said: str, groups: list[str]) -> str:
    return _PLACE.sub(lambda place: groups[int(place[1]) - 1], said).strip()


def _named(words: str, language: int, metrics: Mapping[str, tuple[str, str | None]]) -> str:
    def name(code: re.Match[str]) -> str:
        if names := metrics.get(code[0]):
            return f"“{names[language] or names[0]}”"
        reason = KINDS["check_reason"].get(code[0])
        return (reason.zh, reason.en)[language] if reason else code[0]

    return _CODE.sub(name, words)
