"""Figures and what stands behind them, as lines for a terminal and as JSON."""

import datetime
import json
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path

from fazhi import evidence, grounds, printing, words
from fazhi.evidence import Report
from fazhi.naming import Row
from fazhi.widths import table, wrapped
from vocabulary.codes import english

NAME = 14  # columns for the names of what is told
FULL = 5  # more figures than these are told as a table
SHORT_ID = 8  # digits of a report_id that a table shows; `fazhi show` takes them
_MARKED = re.compile(r"⟦([^⟧]*)⟧")


@dataclass(frozen=True)
class Question:
    """What to show: one figure, one report, or the figures of a metric, a city and a year."""

    figure: str | None = None
    report: str | None = None
    metric: str | None = None
    city: str | None = None
    year: int | None = None

    @property
    def is_clear(self) -> bool:
        """Whether it asks for one thing."""
        several = any(part is not None for part in (self.metric, self.city, self.year))
        return (self.figure is not None) + (self.report is not None) + several == 1


def answer(db: Path, question: Question, columns: int, *, bold: bool = False, in_json: bool = False) -> Iterator[str]:
    """The answer out of the warehouse at `db`, in lines of so many columns or as JSON. Raises FazhiError."""
    with evidence.warehouse(db) as connection:
        if question.report is not None:
            report = evidence.report(connection, question.report)
            if in_json:
                yield as_json({**report.row, "outcomes": report.outcomes, "figures": report.figures})
            else:
                report = Report(printing.fit(report.row), report.outcomes, printing.fit(report.figures))
                yield from report_told(report, columns)
            return
        if question.figure is not None:
            found = evidence.figure(connection, question.figure)
        else:
            found = evidence.figures(connection, question.metric, question.city, question.year)
        if in_json or len(found) <= FULL:
            found = [
                {
                    **row,
                    "cues": grounds.cues(connection, row),
                    "checks": evidence.checks(connection, row.get("observation_id", "")),
                }
                for row in found
            ]
        yield from [as_json(found)] if in_json else told(printing.fit(found), columns, bold=bold)


def told(rows: Sequence[Row], columns: int, *, bold: bool) -> Iterator[str]:
    """Figures in lines of so many columns: one after the other while they are few, else as a table.

    A row may have `cues` and `checks`; `bold` shows the number by the terminal's bold letters instead of ⟦ ⟧.
    """
    if len(rows) > FULL:
        yield from tabled(rows, columns)
        yield ""
        yield f"{len(rows)} figures. What stands behind one of them: fazhi show FIGURE"
        return
    for place, row in enumerate(rows):
        if place:
            yield ""
        yield from (_used if "metric_code" in row else _set_aside)(row, columns, bold)


def tabled(rows: Sequence[Row], columns: int) -> list[str]:
    """Figures as a table, a line each."""
    one_city = len({row["jurisdiction_key"] for row in rows}) == 1
    one_metric = len({row["metric_code"] for row in rows}) == 1
    heads = ["city"] * (not one_city) + ["metric"] * (not one_metric)
    heads += ["value", "year", "scope", "conf.", "figure"]
    lines = []
    for row in rows:
        cells = [row["jurisdiction_name"] or "?"] * (not one_city)
        cells += [f"{row['metric_name_zh']} {row['metric_code']}"] * (not one_metric)
        cells += [words.amount(row), words.brief_period(row), words.brief_scope(row), f"{row['confidence']:.2f}"]
        cells += [f"{row['report_id'][:SHORT_ID]}:{row['char_start']}"]
        lines.append(cells)
    flexible = heads.index("metric") if "metric" in heads else 0
    title = []
    if one_city or one_metric:
        first = rows[0]
        names = [first["jurisdiction_name"] or "?"] * one_city
        names += [f"{first['metric_name_zh']} {first['metric_code']}"] * one_metric
        title = ["  ".join(names), ""]
    return title + table(heads, lines, columns, right=[heads.index("value")], flexible=flexible)


def report_told(report: Report, columns: int) -> Iterator[str]:
    """A report: what it is, what became of its figures, and those in use as a table."""
    row = report.row
    yield from wrapped(row["title"] or row["source_name"], columns)
    version = "the current version" if row["is_current"] else "superseded by a newer version"
    for name, words_ in (
        ("issuer", row["issuer"]),
        (
            "about",
            f"{row['jurisdiction_name'] or 'a place that is not known'}, {row['report_year'] or 'year not known'}",
        ),
        ("place by", _sureness(row, "jurisdiction")),
        ("year by", _sureness(row, "year")),
        ("issuer by", _sureness(row, "issuer")),
        ("set aside", _doubt(row)),
        ("published", row["published_on"]),
        ("file", f"{row['source_name']}, {row['char_count']:,} characters"),
        ("address", row["address"]),
        ("id", f"{row['report_id']}, version {row['version_no']}: {version}"),
        ("figures", ", ".join(f"{count} {outcome}" for outcome, count in report.outcomes.items()) or "none"),
    ):
        if words_:
            yield from _line(name, str(words_), columns)
    if report.figures:
        yield ""
        yield from _of_one_report(report.figures, columns)
        yield ""
        yield f"What stands behind one of them: fazhi show {row['source_name']}:{report.figures[0]['char_start']}"


def _sureness(row: Row, about: str) -> str | None:
    """How sure a report's place, year or issuer is, and by which clues."""
    clues, confidence = row.get(f"{about}_clues"), row.get(f"{about}_confidence")
    return f"{clues} - confidence {confidence}" if clues else None


def _doubt(row: Row) -> str | None:
    """Why a report's figures are set aside, and how to settle it."""
    obstacle = row.get("identity_obstacle")
    if not obstacle:
        return None
    settle = f"fazhi identify {row['source_name']} --year YEAR --place PLACE settles it"
    return f"all of them, {obstacle}: {english('identity_obstacle', obstacle)}; {settle}"


def as_json(found: object) -> str:
    """Rows, or a report with its rows, as JSON."""
    return printing.printable(json.dumps(found, ensure_ascii=False, indent=1, default=_plain))


def _of_one_report(rows: Sequence[Row], columns: int) -> list[str]:
    heads = ["at", "metric", "value", "year", "scope", "conf."]
    lines = [
        [
            str(row["char_start"]),
            f"{row['metric_name_zh']} {row['metric_code']}",
            words.amount(row),
            words.brief_period(row),
            words.brief_scope(row),
            f"{row['confidence']:.2f}",
        ]
        for row in rows
    ]
    return table(heads, lines, columns, right=[0, 2], flexible=1)


def _used(row: Row, columns: int, bold: bool) -> Iterator[str]:
    yield f"{row['jurisdiction_name'] or '?'}  {row['metric_name_zh']}  {row['metric_code']}"
    value = words.amount(row) + (f", {english('range_part', row['range_part'])}" if row["range_part"] else "")
    yield from _line("value", value, columns)
    yield from _line("year", words.period(row), columns)
    department = f" ({row['reporting_department']})" if row["reporting_department"] else ""
    yield from _line("scope", f"{row['scope']}: {english('scope', row['scope'])}{department}", columns)
    yield from _line("role", f"{row['role']}: {english('role', row['role'])}", columns)
    yield from _printed(row, columns, bold)
    for name, ground in grounds.of_used(row):
        yield from _line(name, ground, columns)
    yield from _line(
        "confidence", f"{row['confidence']:.2f}: {words.reasons(row['confidence_reasons'], row['topic'])}", columns
    )
    parts = ("number", "metric", "scope", "year", "place")
    yield from _line("", ", ".join(f"{part} {row[f'confidence_{part}']:.2f}" for part in parts), columns)
    if row["correction_id"]:
        yield from _line("corrected", f"{row['correction_id']}: {row['correction_reason']}", columns)
    if row.get("checks"):
        for place, check in enumerate(row["checks"]):
            said = english("check_outcome", check["outcome"])
            said = said.upper() if check["outcome"] == "fails" else said
            told = f"{said}: {check['statement']} ({check['detail']})"
            yield from _line("" if place else "checks", told, columns)
    yield from _line("id", row["observation_id"], columns)


def _set_aside(row: Row, columns: int, bold: bool) -> Iterator[str]:
    yield f"“{row['number_text']}” is not in use: {row['reason']}"
    yield from _printed(row, columns, bold)
    yield from _line("wording", f"{row['wording']} (topic: {row['topic']})", columns)
    for name, ground in grounds.of_set_aside(row):
        yield from _line(name, ground, columns)
    yield from _line("id", row["figure_id"], columns)


def _printed(row: Row, columns: int, bold: bool) -> Iterator[str]:
    for line in _line("sentence", row["sentence_marked"], columns):
        yield _MARKED.sub("\033[1m\\1\033[0m", line) if bold else line
    if row["heading_path"]:
        yield from _line("under", row["heading_path"], columns)
    page = f"page {row['page_no']}, " if row.get("page_no") else ""
    yield from _line("report", f"{row['source_name']}, {page}at character {row['char_start']}", columns)


def _line(name: str, told: str, columns: int) -> Iterator[str]:
    """A name and what is told, on as many lines as that takes."""
    for place, line in enumerate(wrapped(told, columns - NAME)):
        yield f"{'' if place else '  ' + name:<{NAME}}{line}"


def _plain(value: object) -> object:
    if isinstance(value, Decimal):
        return int(value) if value == value.to_integral_value() else float(value)
    if isinstance(value, datetime.date):
        return value.isoformat()
    return str(value)
