"""Verdicts: what people say of the readings, from verdicts.csv or the desk's SQLite file into raw.verdicts.

A verdict is a row that is never changed, only followed by another: its id is taken once, and a file that is landed
again brings nothing. A row that cannot be used is told with its file, its line and what to do, and costs itself alone.
"""

import csv
import datetime
import re
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from ground.errors import FazhiError
from ground.warehouse import opened
from ingest.store import Writer

_NEEDED = ("verdict_id", "report_sha256", "part", "decision", "reader", "decided_at")
_TEXTS = ("number_text", "sentence_sha256", "value_before", "value_after", "note", "rule_ids", "queue", "sample_id")
_OTHERS = ("follows", "char_start", "is_blind", "source", "reader_role")
COLUMNS = (*_NEEDED, *_TEXTS, *_OTHERS)
PARTS_OF_REPORTS = ("report_jurisdiction", "report_year")
PARTS = ("reading", "metric", "scope", "role", "year", "jurisdiction", "value", "unit", "as_of", *PARTS_OF_REPORTS)
DECISIONS = ("accept", "change", "reject", "new_wording", "withdraw")
ROLES = ("reader", "adjudicator")
SOURCES = ("desk", "corrections", "import")
_CODES = {"scope": ("own", "whole", "part", "unstated"), "role": ("level", "prior", "change", "target")}
_FLAGS = {"true": True, "1": True, "false": False, "0": False, "": False}
_HEX32, _HEX64 = re.compile(r"[0-9a-f]{32}"), re.compile(r"[0-9a-f]{64}")
_SQLITE = b"SQLite format 3\0"


class VerdictsError(FazhiError):
    """A file of verdicts that cannot be used at all: the message names it and says what to do; nothing lands."""

    reason_code = "verdicts"


class _BadRowError(ValueError):
    """What is wrong with one row, and what to do."""


@dataclass
class Verdicts:
    """What a file of verdicts has: how many rows, those that the warehouse does not know yet, and what is wrong."""

    path: Path
    read: int = 0
    new: list[dict[str, Any]] = field(default_factory=list)
    faults: list[str] = field(default_factory=list)


def find_verdicts(path: Path, db: Path) -> Verdicts:
    """The verdicts of the file at `path` that the warehouse at `db` does not know. Raises VerdictsError."""
    found, known = Verdicts(path), _known(db)
    for place, cells in _rows(path):
        found.read += 1
        try:
            row = _checked(cells)
            told = tuple(row.values())
            if known.setdefault(row["verdict_id"], told) != told:
                raise _BadRowError(
                    f"verdict_id {row['verdict_id']} has landed with other words; a verdict is never changed: write a "
                    "new row that follows it"
                )
        except _BadRowError as error:
            found.faults.append(f"{path}, {place}: {error}")
            continue
        if known[row["verdict_id"]] is told:
            found.new.append(row)
    return found


def land_verdicts(found: Verdicts, db: Path) -> int:
    """Appends what is new to raw.verdicts of the warehouse at `db`; returns how many. Raises LandingError."""
    if not found.new:
        return 0
    with opened(db, read_only=False) as connection:
        writer = Writer(connection)
        writer.append_rows("verdicts", found.new)
        writer.commit()
    return len(found.new)


def _known(db: Path) -> dict[str, tuple[Any, ...]]:
    """What has landed, by id, in the order of a checked row's columns."""
    if not db.exists():
        return {}
    with opened(db, read_only=True) as connection:
        there = connection.execute(
            "select 1 from duckdb_tables() where schema_name = 'raw' and table_name = 'verdicts'"
        ).fetchone()
        rows = connection.execute(f"select {', '.join(COLUMNS)} from raw.verdicts").fetchall() if there else []
    return {row[0]: tuple(row) for row in rows}


def _rows(path: Path) -> Iterator[tuple[str, dict[str, str]]]:
    """Each row's place and cells, by column; cells of columns that are not known here are left out."""
    try:
        with path.open("rb") as file:
            is_sqlite = file.read(len(_SQLITE)) == _SQLITE
    except OSError as error:
        raise VerdictsError(
            f"{path}: {error.strerror}; name the verdicts.csv or the SQLite file that the desk writes: --verdicts FILE"
        ) from None
    yield from _of_sqlite(path) if is_sqlite else _of_csv(path)


def _of_csv(path: Path) -> Iterator[tuple[str, dict[str, str]]]:
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            lines = csv.reader(file, strict=True)
            header = [name.strip() for name in next(lines, [])]
            _check_columns(path, header)
            at = 1
            for cells in lines:
                at, line = lines.line_num, at + 1
                if cells:
                    # a row that is cut off lacks cells, and its own check says which
                    yield f"line {line}", _cut(header, [*cells, *[""] * len(header)][: len(header)])
    except (UnicodeDecodeError, csv.Error) as error:
        raise VerdictsError(
            f"{path}: it cannot be read as CSV in UTF-8 ({error}); export it again: fazhi desk export --out FOLDER"
        ) from None


def _of_sqlite(path: Path) -> Iterator[tuple[str, dict[str, str]]]:
    try:
        with closing(sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True)) as store:
            header = [name for _, name, *_ in store.execute("pragma table_info(verdicts)")]
            _check_columns(path, header)
            wanted = [name for name in header if name in COLUMNS]
            for number, *cells in store.execute(f"select rowid, {', '.join(wanted)} from verdicts order by rowid"):
                yield f"row {number}", _cut(wanted, ["" if cell is None else str(cell) for cell in cells])
    except sqlite3.Error as error:
        raise VerdictsError(
            f"{path}: the SQLite file cannot be read ({error}); close the desk, or export its verdicts: "
            "fazhi desk export --out FOLDER"
        ) from None


def _check_columns(path: Path, header: list[str]) -> None:
    if missing := [name for name in _NEEDED if name not in header]:
        raise VerdictsError(
            f"{path}: it has no column {', '.join(missing)} and holds no verdicts; docs/verdicts.md lists the columns"
        )


def _cut(header: list[str], cells: list[str]) -> dict[str, str]:
    return {name: cell.strip() for name, cell in zip(header, cells, strict=True) if name in COLUMNS}


def _checked(cells: dict[str, str]) -> dict[str, Any]:
    """A row in its types, in the order of COLUMNS. Raises _BadRowError."""
    row: dict[str, Any] = {name: cells.get(name, "") or None for name in COLUMNS}
    part, decision = row["part"], row["decision"]
    for name in ("verdict_id", "follows"):
        if row[name]:
            row[name] = _like(_HEX32, name, row[name].lower().replace("-", ""), "32 hex digits")
    for name in _NEEDED:
        if not row[name]:
            raise _BadRowError(f"{name} is empty; fill it in, or take the row out")
    row["report_sha256"] = _like(_HEX64, "report_sha256", row["report_sha256"].lower(), "64 hex digits")
    _one_of("part", part, PARTS)
    _one_of("decision", decision, DECISIONS)
    row["source"] = _one_of("source", row["source"] or "import", SOURCES)
    row["reader_role"] = _one_of("reader_role", row["reader_role"] or "reader", ROLES)
    row["decided_at"] = _time(row["decided_at"])
    row["is_blind"] = _FLAGS[_one_of("is_blind", (row["is_blind"] or "").lower(), tuple(_FLAGS))]
    if part in PARTS_OF_REPORTS:
        row["char_start"] = row["number_text"] = row["sentence_sha256"] = None
    else:
        if not (row["char_start"] and row["char_start"].isascii() and row["char_start"].isdigit()):
            raise _BadRowError(f"char_start “{row['char_start'] or ''}” is no offset; it is where the number begins")
        row["char_start"] = int(row["char_start"])
        if not row["number_text"]:
            raise _BadRowError("number_text is empty; it is the number as the report prints it")
        hashed = (row["sentence_sha256"] or "").lower()
        row["sentence_sha256"] = _like(_HEX64, "sentence_sha256", hashed, "64 hex digits")
    _check_decision(row)
    return row


def _check_decision(row: dict[str, Any]) -> None:
    """Raises _BadRowError where the decision does not go with the part, or lacks what it needs."""
    part, decision, after = row["part"], row["decision"], row["value_after"]
    if decision == "withdraw" and not row["follows"]:
        raise _BadRowError("a withdraw follows the verdict that it takes back; write its verdict_id into follows")
    if decision == "change" and (part == "reading" or not after):
        raise _BadRowError("a change says in value_after what is right, of one part; name the part and the value")
    if decision == "new_wording" and part != "reading":
        raise _BadRowError(f"new_wording is said of the whole reading, not of its {part}; write reading into part")
    said = after or row["value_before"]
    if decision not in ("accept", "change") or not said:
        return
    if part in _CODES:
        _one_of("value_after", said, _CODES[part])
    if part in ("year", "report_year") and not re.fullmatch(r"(?:19[4-9]|20[0-9])[0-9]", said):
        raise _BadRowError(f"“{said}” is no year; write it in four digits")


def _like(pattern: re.Pattern[str], name: str, value: str, what: str) -> str:
    if not pattern.fullmatch(value):
        raise _BadRowError(f"{name} “{value[:80]}” is not {what}; take it over from the desk's export as it stands")
    return value


def _one_of(name: str, value: str, allowed: tuple[str, ...]) -> str:
    if value not in allowed:
        raise _BadRowError(f"{name} “{value[:80]}” is none of {', '.join(filter(None, allowed))}; write one of them")
    return value


def _time(told: str) -> datetime.datetime:
    """A time in UTC, as the warehouse keeps it."""
    try:
        time = datetime.datetime.fromisoformat(told)
    except ValueError:
        raise _BadRowError(f"decided_at “{told[:80]}” is no time; write it as 2024-05-06T08:30:00.000000Z") from None
    return time.astimezone(datetime.UTC).replace(tzinfo=None) if time.tzinfo else time
