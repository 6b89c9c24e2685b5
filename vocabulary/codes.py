"""The codes of the warehouse in words."""

from collections.abc import Mapping
from typing import NamedTuple

from vocabulary.reading import FOLDER, rows


class Code(NamedTuple):
    """A code of a kind: its words where there is little room, and where there is more."""

    kind: str
    code: str
    zh: str
    en: str
    zh_full: str
    en_full: str

    @property
    def full(self) -> tuple[str, str]:
        """What it means, in Chinese and English."""
        return self.zh_full or self.zh, self.en_full or self.en


CODES = tuple(Code(**row) for row in rows(FOLDER / "codes.csv"))
KINDS: Mapping[str, Mapping[str, Code]] = {
    kind: {code.code: code for code in CODES if code.kind == kind}
    for kind in dict.fromkeys(code.kind for code in CODES)
}


def english(kind: str, code: str) -> str:
    """What a code means, in English; the code itself where it has no words."""
    known = KINDS[kind].get(code)
    return known.full[1] if known else code
