"""What the pages say, in Chinese and English (words.csv), and the codes of a reading in words."""

import csv
import re
from collections.abc import Mapping
from pathlib import Path

from vocabulary.clues import clues
from vocabulary.codes import KINDS
from vocabulary.details import detail
from vocabulary.messages import chinese
from vocabulary.tables import TABLES

LANGUAGES = ("zh", "en")


def _read() -> dict[str, tuple[str, str]]:
    with (Path(__file__).parent / "words.csv").open(encoding="utf-8", newline="") as lines:
        return {row["key"]: (row["zh"], row["en"]) for row in csv.DictReader(lines)}


WORDS = _read()
# What the vocabulary has no words for.
CODES = {
    "unit_basis": {"printed": ("单位照原文", "unit as printed")},
    "reason": {"no rule claims its wording": ("没有规则认领这一措辞", "no rule claims its wording")},
}
# How a second reader's difference is told: part: what the rules read ≠ what it reads.
_DIFFERS = re.compile(r"(\w+): (.*) ≠ (.*)")
# A frequent wording: how often, the wording, why it waits.
_WORDING = re.compile(r"(\d+ × .*) — (.*)", re.DOTALL)


class Voice:
    """The words of one language: `voice("queues")`, `voice("page", 3)`, `voice.code("scope", "own")`."""

    def __init__(self, language: str) -> None:
        self.language = language
        self._place = LANGUAGES.index(language)

    def __call__(self, key: str, *told: object) -> str:
        """The words of a key, with what they tell of put in."""
        said = WORDS[key][self._place]
        return said.format(*told) if told else said

    def code(self, kind: str, code: str | None) -> str:
        """A code in words; itself where there are none."""
        own = CODES.get(kind, {}).get(code or "")
        known = KINDS.get(kind, {}).get(code or "")
        return (own or (known.full if known else (code or "", code or "")))[self._place]

    def reason(self, told: str | None) -> str:
        """Why a figure is not in use."""
        said, waiting = self.code("reason", told), KINDS["waiting"].get(told or "")
        head, colon, rest = (told or "").partition(":")
        before = KINDS["waiting_before"].get(head) if colon else None
        if waiting:
            return waiting.full[self._place]
        return f"{before.full[self._place]}{('：', ': ')[self._place]}{rest.strip()}" if before else said

    def clues(self, told: str | None) -> str:
        """What speaks for whose report it is, or of which year."""
        return clues(told, self._place)

    def detail(self, told: str | None, metrics: Mapping[str, tuple[str, str | None]]) -> str:
        """What a check found; `metrics` are names by code."""
        return detail(told, self._place, metrics)

    def trouble(self, message: str) -> str:
        """What is wrong, in Chinese as far as the message is known."""
        return chinese(message) if self.language == "zh" else message

    def why(self, told: str) -> str:
        """Why something waits: the codes in it in words, and of what is told in both languages this one's."""
        if wording := _WORDING.fullmatch(told):
            return f"{wording[1]} — {self.reason(wording[2])}"
        pieces = []
        for piece in told.split("; "):
            if differs := _DIFFERS.fullmatch(piece):
                pieces.append(self._difference(*differs.groups()))
                continue
            zh, _, en = piece.partition(" / ")
            chosen = (zh, en or zh)[self._place]
            kinds = ("identity_obstacle", "reason")
            named = next((said for kind in kinds if (said := self.code(kind, chosen)) != chosen), chosen)
            table = TABLES.get(chosen)
            pieces.append((table.zh, table.en)[self._place] if table else named)
        return "; ".join(pieces)

    def _difference(self, part: str, one: str, other: str) -> str:
        name = WORDS[f"part.{part}"][self._place] if f"part.{part}" in WORDS else part
        return f"{name}{('：', ': ')[self._place]}{self.code(part, one)} ≠ {self.code(part, other)}"
