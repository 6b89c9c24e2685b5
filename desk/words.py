"""What the pages say, in Chinese and English (words.csv), and the codes of a reading in words."""

import csv
from pathlib import Path

from vocabulary.codes import KINDS
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

    def trouble(self, message: str) -> str:
        """What is wrong, in Chinese as far as the message is known."""
        return chinese(message) if self.language == "zh" else message

    def why(self, told: str) -> str:
        """Why something waits: the codes in it in words, and of what is told in both languages this one's."""
        pieces = []
        for piece in told.split("; "):
            zh, _, en = piece.partition(" / ")
            chosen = (zh, en or zh)[self._place]
            kinds = ("identity_obstacle", "reason")
            named = next((said for kind in kinds if (said := self.code(kind, chosen)) != chosen), chosen)
            table = TABLES.get(chosen)
            pieces.append((table.zh, table.en)[self._place] if table else named)
        return "; ".join(pieces)
