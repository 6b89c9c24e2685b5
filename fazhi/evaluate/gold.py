"""A gold folder: the figures and observations that people read in reports, to measure a warehouse by.

    manifest.csv            name,source_name                                              a report and its file
    NAME.mentions.csv       start,number_text,value,unit,modifier,cn                      its figures
    NAME.observations.csv   start,metric_code,value,unit,scope,role,year,as_of,note       those that measure a metric

Columns may be added. The manifest may say in `edition` which edition of the catalogue a report was read with (else the
first): what is found of later metrics is neither right nor wrong. `start` counts the characters of the landed text from
0. `cn` is 1 for a number in Chinese numerals, which a warehouse may land or not. An empty or `unstated` scope accepts
any.
"""

import csv
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal, InvalidOperation
from pathlib import Path
from typing import TypeVar

from ground.errors import FazhiError

SCOPES = ("", "own", "whole", "part", "unstated")
ROLES = ("level", "prior", "change", "target")

Value = TypeVar("Value")


class GoldError(FazhiError):
    """A gold folder that cannot be read or does not fit its reports; the message names the file, line and offset."""

    reason_code = "gold"


@dataclass(frozen=True)
class Mention:
    """A figure: where its number begins, how it is printed, what it says. `line` is its line in the file."""

    line: int
    start: int
    number_text: str
    value: Decimal
    unit: str
    is_optional: bool


@dataclass(frozen=True)
class Observation:
    """A figure that measures a metric."""

    line: int
    start: int
    metric_code: str
    value: Decimal
    scope: str
    role: str
    year: int | None
    as_of: date | None

    def accepts(self, scope: str | None) -> bool:
        """Whether a reading of this scope is right."""
        return self.scope in ("", "unstated", scope)


@dataclass(frozen=True)
class GoldReport:
    """What people read in one report: figures by offset, observations by offset and metric."""

    folder: Path
    name: str
    source_name: str
    mentions: dict[int, Mention]
    observations: dict[tuple[int, str], Observation]
    edition: int = 1

    def check(self, text: str) -> None:
        """Raises GoldError unless every number stands in `text` where its row says, and every observation on one."""
        for mention in self.mentions.values():
            if not text.startswith(mention.number_text, mention.start):
                there = text[mention.start : mention.start + max(len(mention.number_text), 8)]
                raise GoldError(
                    f"{mentions_path(self.folder, self.name)}, line {mention.line}: “{mention.number_text}” does not "
                    f"stand at offset {mention.start} of {self.source_name}; "
                    + (f"“{there}” stands there" if there else f"the text ends at {len(text)}")
                    + ". Land the text that the gold was read from, or correct the offset"
                )
        for observation in self.observations.values():
            if observation.start not in self.mentions:
                raise GoldError(
                    f"{observations_path(self.folder, self.name)}, line {observation.line}: there is no figure at "
                    f"offset {observation.start} among the mentions; add it there, or correct the offset"
                )


class Row:
    """A line of a CSV file whose fields are read with errors that say where they are."""

    def __init__(self, path: Path, line: int, fields: dict[str, str | None]) -> None:
        self.path, self.line, self.fields = path, line, fields

    def text(self, column: str) -> str:
        """The field without blanks around it; empty where the line is too short."""
        return (self.fields[column] or "").strip()

    def read(self, column: str, read: Callable[[str], Value], what: str) -> Value:
        """The field as `read` makes it. Raises GoldError: the field is not `what`."""
        try:
            return read(self.text(column))
        except (ValueError, InvalidOperation):
            raise self.error(f"column {column}: “{self.text(column)}” is not {what}") from None

    def number(self, column: str) -> Decimal:
        """The field as a number."""
        return self.read(column, _decimal, "a number")

    def offset(self) -> int:
        """The field `start`."""
        return self.read("start", _offset, "an offset, a whole number from 0")

    def error(self, what: str) -> GoldError:
        """An error at this line."""
        return GoldError(f"{self.path}, line {self.line}: {what}")


def read_gold(folder: Path) -> list[GoldReport]:
    """The reports of a gold folder, in the order of its manifest. Raises GoldError at the first fault."""
    manifest = folder / "manifest.csv"
    reports, seen = [], set()
    for row in _rows(manifest, "name", "source_name"):
        name = row.text("name")
        if not name or name != Path(name).name or name in seen:
            raise row.error(f"column name: “{name}” is no file name, or stands here twice")
        seen.add(name)
        mentions = _mentions(mentions_path(folder, name))
        observations = _observations(observations_path(folder, name))
        edition = row.read("edition", int, "an edition of the catalogue") if row.fields.get("edition") else 1
        reports.append(GoldReport(folder, name, row.text("source_name"), mentions, observations, edition))
    if not reports:
        raise GoldError(f"{manifest}: it names no report; a line is name,source_name")
    return reports


def mentions_path(folder: Path, name: str) -> Path:
    """The file with the figures of a report."""
    return folder / f"{name}.mentions.csv"


def observations_path(folder: Path, name: str) -> Path:
    """The file with the observations of a report."""
    return folder / f"{name}.observations.csv"


def _mentions(path: Path) -> dict[int, Mention]:
    mentions: dict[int, Mention] = {}
    for row in _rows(path, "start", "number_text", "value", "unit", "cn"):
        start, number_text = row.offset(), row.fields["number_text"] or ""
        if start in mentions:
            raise row.error(f"offset {start} stands in line {mentions[start].line} already")
        if not number_text:
            raise row.error("column number_text is empty; it is the number as it is printed")
        optional = row.text("cn") == "1"
        mentions[start] = Mention(row.line, start, number_text, row.number("value"), row.text("unit"), optional)
    return mentions


def _observations(path: Path) -> dict[tuple[int, str], Observation]:
    observations: dict[tuple[int, str], Observation] = {}
    for row in _rows(path, "start", "metric_code", "value", "scope", "role", "year", "as_of"):
        start, code = row.offset(), row.text("metric_code")
        if (start, code) in observations:
            raise row.error(f"{code} at offset {start} stands in line {observations[start, code].line} already")
        observations[start, code] = Observation(
            line=row.line,
            start=start,
            metric_code=code,
            value=row.number("value"),
            scope=row.read("scope", _one_of(SCOPES), f"one of {', '.join(SCOPES[1:])}"),
            role=row.read("role", _one_of(ROLES), f"one of {', '.join(ROLES)}"),
            year=row.read("year", lambda text: int(text) if text else None, "a year"),
            as_of=row.read("as_of", lambda text: date.fromisoformat(text) if text else None, "a date YYYY-MM-DD"),
        )
    return observations


def _rows(path: Path, *needed: str) -> Iterator[Row]:
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            lines = csv.DictReader(file)
            if missing := [column for column in needed if column not in (lines.fieldnames or ())]:
                raise GoldError(f"{path}: it lacks the column {', '.join(missing)}")
            for fields in lines:
                yield Row(path, lines.line_num, fields)
    except FileNotFoundError:
        raise GoldError(f"{path}: there is no such file; a gold folder has one (docs/measuring.md)") from None
    except (OSError, UnicodeDecodeError, csv.Error) as error:
        raise GoldError(f"{path}: it cannot be read as CSV in UTF-8 ({error})") from None


def _decimal(text: str) -> Decimal:
    number = Decimal(text)
    if not number.is_finite():
        raise ValueError(text)
    return number


def _offset(text: str) -> int:
    if not text.isdecimal():
        raise ValueError(text)
    return int(text)


def _one_of(allowed: tuple[str, ...]) -> Callable[[str], str]:
    def read(text: str) -> str:
        return allowed[allowed.index(text)]

    return read
