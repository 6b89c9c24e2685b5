"""A verdict: what a reader decided on a part of a reading. It is never changed, only followed by another."""

import datetime
import hashlib
import re
import secrets
from collections.abc import Mapping
from dataclasses import dataclass, fields, replace

from desk.errors import RefusedError

READING = "reading"
FIGURE_PARTS = ("metric", "scope", "role", "year", "jurisdiction", "value")
REPORT_PARTS = ("report_jurisdiction", "report_year")
PARTS = (READING, *FIGURE_PARTS, *REPORT_PARTS)
DECISIONS = ("accept", "change", "reject", "new_wording", "withdraw")
SOURCES = ("desk", "corrections", "import")
_BLANKS = re.compile("[\t\n\f\r \u00a0\u3000]+")  # what the models take out of a sentence too
_ID = re.compile(r"[0-9a-f]{32}")
_SHA256 = re.compile(r"[0-9a-f]{64}")


@dataclass(frozen=True)
class Verdict:
    """One row of the store and of verdicts.csv, in the order of its columns.

    `follows` is the verdict that it replaces; `char_start` is None, `number_text` and `sentence_sha256` are empty where
    it is about a whole report.
    """

    verdict_id: str
    follows: str
    report_sha256: str
    char_start: int | None
    number_text: str
    sentence_sha256: str
    part: str
    decision: str
    value_before: str
    value_after: str
    reader: str
    decided_at: str
    note: str = ""
    rule_ids: str = ""
    queue: str = ""
    sample_id: str = ""
    is_blind: bool = False
    source: str = "desk"

    @property
    def place(self) -> tuple[str, int, str]:
        """What it is about: report, offset (-1 for the report itself) and printed number."""
        return self.report_sha256, -1 if self.char_start is None else self.char_start, self.number_text

    @property
    def thread(self) -> tuple[str, str, int, str, str]:
        """Whose word it is on what: of these only the last of each counts."""
        return self.reader, *self.place, self.part

    def as_row(self) -> dict[str, str]:
        """As verdicts.csv has it, all text."""
        row = {column: getattr(self, column) for column in COLUMNS}
        start = "" if self.char_start is None else str(self.char_start)
        return {**row, "char_start": start, "is_blind": str(self.is_blind).lower()}

    def following(self, head: "Verdict | None") -> "Verdict":
        """The same, as the one that follows `head`."""
        return replace(self, follows=head.verdict_id if head else "")


COLUMNS = tuple(field.name for field in fields(Verdict))


def from_row(row: Mapping[str, str | None]) -> Verdict:
    """The verdict that a line of verdicts.csv is. Raises RefusedError, which says what is wrong with it."""
    text = {column: (row.get(column) or "").strip() for column in COLUMNS}
    start, blind = text["char_start"], text["is_blind"].lower()
    if start and not start.isdecimal():
        raise RefusedError(f"char_start “{start}” is no whole number")
    if blind not in ("true", "false", ""):
        raise RefusedError(f"is_blind “{blind}” is neither true nor false")
    told = {column: value for column, value in text.items() if column not in ("char_start", "is_blind")}
    told["number_text"] = row.get("number_text") or ""
    told["note"] = row.get("note") or ""
    return checked(Verdict(**told, char_start=int(start) if start else None, is_blind=blind == "true"))


def checked(verdict: Verdict) -> Verdict:
    """The verdict. Raises RefusedError where it is none."""
    allowed = {"part": PARTS, "decision": DECISIONS, "source": SOURCES}
    for column, words in allowed.items():
        if getattr(verdict, column) not in words:
            raise RefusedError(f"{column} “{getattr(verdict, column)}” is none of {', '.join(words)}")
    if not _ID.fullmatch(verdict.verdict_id):
        raise RefusedError(f"verdict_id “{verdict.verdict_id}” is not 32 hexadecimal digits")
    if verdict.follows and not _ID.fullmatch(verdict.follows):
        raise RefusedError(f"follows “{verdict.follows}” is not 32 hexadecimal digits")
    if not _SHA256.fullmatch(verdict.report_sha256):
        raise RefusedError(f"report_sha256 “{verdict.report_sha256}” is no SHA-256")
    if not verdict.reader:
        raise RefusedError("reader is empty")
    if (verdict.part in REPORT_PARTS) != (verdict.char_start is None):
        raise RefusedError(
            f"a verdict on {verdict.part} " + ("has" if verdict.char_start is None else "has no") + " number"
        )
    if verdict.char_start is not None and not (verdict.number_text and _SHA256.fullmatch(verdict.sentence_sha256)):
        raise RefusedError("a verdict on a figure names its printed number and its sentence's SHA-256")
    try:
        datetime.datetime.fromisoformat(verdict.decided_at)
    except ValueError:
        raise RefusedError(f"decided_at “{verdict.decided_at}” is no time in ISO 8601") from None
    return verdict


def new_id() -> str:
    """An id that no other verdict has."""
    return secrets.token_hex(16)


def now() -> str:
    """The time, as verdicts have it."""
    return datetime.datetime.now(datetime.UTC).isoformat(timespec="microseconds")


def sentence_sha256(sentence: str) -> str:
    """By what a sentence is known again: SHA-256 of its text without white space."""
    return hashlib.sha256(_BLANKS.sub("", sentence).encode()).hexdigest()
