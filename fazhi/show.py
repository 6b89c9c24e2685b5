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
from fazhi.figuretables import of_one_report, tabled
from fazhi.language import either
from fazhi.naming import Row
from fazhi.widths import padded, wrapped

NAME = 14  # columns for the names of what is told
FULL = 5  # more figures than these are told as a table
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
                    **({} if in_json else {"metric_names": evidence.metric_names(connection)}),
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
        yield either(f"{len(rows)} figures. What stands behind one of them: fazhi show FIGURE",
                     f"共 {len(rows)} 个数字。其中一个的依据：fazhi show 数字")  # fmt: skip
        return
    for place, row in enumerate(rows):
        if place:
            yield ""
        yield from (_used if "metric_code" in row else _set_aside)(row, columns, bold)


def report_told(report: Report, columns: int) -> Iterator[str]:
    """A report: what it is, what became of its figures, and those in use as a table."""
    row = report.row
    yield from wrapped(row["title"] or row["source_name"], columns)
    version = either("superseded by a newer version", "已有新版本")
    version = either("the current version", "现行版本") if row["is_current"] else version
    version = either("withdrawn", "已撤下") if row.get("withdrawn_reason") else version
    comma = either(", ", "，")
    place = row["jurisdiction_name"] or either("a place that is not known", "地区不明")
    outcomes = (
        (words.name(found) if found == "used" else words.reason(found), count)
        for found, count in report.outcomes.items()
    )
    counts = (either(f"{count} {outcome}", f"{outcome} {count} 个") for outcome, count in outcomes)
    for name, words_ in (
        ("issuer", row["issuer"]),
        ("about", f"{place}{comma}{row['report_year'] or either('year not known', '年度不明')}"),
        ("place by", _sureness(row, "jurisdiction")),
        ("year by", _sureness(row, "year")),
        ("issuer by", _sureness(row, "issuer")),
        ("withdrawn", row.get("withdrawn_reason")),
        ("set aside", _doubt(row)),
        ("published", row["published_on"]),
        ("file", f"{row['source_name']}{comma}{row['char_count']:,} {either('characters', '字')}"),
        ("converted", _converted(row)),
        ("address", row["address"]),
        ("id", f"{row['report_id']}, {either('version', '第')} {row['version_no']}{either(': ', ' 版：')}{version}"),
        ("figures", comma.join(counts) or either("none", "无")),
    ):
        if words_:
            yield from _line(name, str(words_), columns)
    if report.figures:
        yield ""
        yield from of_one_report(report.figures, columns)
        yield ""
        one = f"fazhi show {row['source_name']}:{report.figures[0]['char_start']}"
        yield either(f"What stands behind one of them: {one}", f"其中一个的依据：{one}")


def _sureness(row: Row, about: str) -> str | None:
    """How sure a report's place, year or issuer is, and by which clues."""
    clues, confidence = row.get(f"{about}_clues"), row.get(f"{about}_confidence")
    return f"{words.clues(clues)} - {words.name('confidence')} {confidence}" if clues else None


def _doubt(row: Row) -> str | None:
    """Why a report's figures are set aside, and how to settle it."""
    obstacle = row.get("identity_obstacle")
    if not obstacle:
        return None
    meant, name = words.said("identity_obstacle", obstacle), row["source_name"]
    return either(f"all of them, {obstacle}: {meant}; fazhi identify {name} --year YEAR --place PLACE settles it",
                  f"全部，{meant}（{obstacle}）；请确认：fazhi identify {name} --year 年度 --place 地区")  # fmt: skip


def _converted(row: Row) -> str | None:
    program = row.get("converter")
    return either(f"from an old format by {program}", f"由 {program} 从旧格式转换") if program else None


def as_json(found: object) -> str:
    """Rows, or a report with its rows, as JSON."""
    return printing.printable(json.dumps(found, ensure_ascii=False, indent=1, default=_plain))


def _used(row: Row, columns: int, bold: bool) -> Iterator[str]:
    yield f"{row['jurisdiction_name'] or '?'}  {row['metric_name_zh']}  {row['metric_code']}"
    value = words.amount(row) + (f", {words.said('range_part', row['range_part'])}" if row["range_part"] else "")
    yield from _line("value", value, columns)
    yield from _line("year", words.period(row), columns)
    department = f" ({row['reporting_department']})" if row["reporting_department"] else ""
    yield from _line("scope", words.coded("scope", row["scope"]) + department, columns)
    yield from _line("role", words.coded("role", row["role"]), columns)
    yield from _printed(row, columns, bold)
    for name, ground in grounds.of_used(row):
        yield from _line(name, ground, columns)
    yield from _line(
        "confidence", f"{row['confidence']:.2f}: {words.reasons(row['confidence_reasons'], row['topic'])}", columns
    )
    parts = ("number", "metric", "scope", "year", "place")
    sure = (f"{words.name(part)} {row[f'confidence_{part}']:.2f}" for part in parts)
    yield from _line("", either(", ", "，").join(sure), columns)
    if row["correction_id"]:
        yield from _line("corrected", f"{row['correction_id']}: {row['correction_reason']}", columns)
    if row.get("checks"):
        for place, check in enumerate(row["checks"]):
            said = words.said("check_outcome", check["outcome"])
            said = said.upper() if check["outcome"] == "fails" else said
            statement = either(check["statement"], check["statement"].partition(" / ")[0])
            detail = words.detail(check["detail"], row["metric_names"])
            told = f"{said}{either(': ', '：')}{statement} ({detail})"
            yield from _line("" if place else "checks", told, columns)
    yield from _line("id", row["observation_id"], columns)


def _set_aside(row: Row, columns: int, bold: bool) -> Iterator[str]:
    yield either(f"“{row['number_text']}” is not in use: {row['reason']}",
                 f"“{row['number_text']}”未采用：{words.reason(row['reason'] or '')}")  # fmt: skip
    yield from _printed(row, columns, bold)
    topic = either(f" (topic: {row['topic']})", f"（主题：{words.said('topic', row['topic'] or '')}）")
    yield from _line("wording", f"{row['wording']}{topic}", columns)
    for name, ground in grounds.of_set_aside(row):
        yield from _line(name, ground, columns)
    yield from _line("id", row["figure_id"], columns)


def _printed(row: Row, columns: int, bold: bool) -> Iterator[str]:
    for line in _line("sentence", row["sentence_marked"], columns):
        yield _MARKED.sub("\033[1m\\1\033[0m", line) if bold else line
    if row["heading_path"]:
        yield from _line("under", row["heading_path"], columns)
    page = either(f"page {row['page_no']}, ", f"第 {row['page_no']} 页，") if row.get("page_no") else ""
    at = either(f"at character {row['char_start']}", f"第 {row['char_start']} 字")
    yield from _line("report", f"{row['source_name']}{either(', ', '，')}{page}{at}", columns)
    if converted := _converted(row):
        yield from _line("converted", converted, columns)
    if row.get("is_ocr"):
        sure = row.get("line_confidence")
        told = either("in a picture of the page", "由页面图片识别")
        told += either(f", its line with confidence {sure}", f"，该行把握 {sure}") if sure is not None else ""
        if picture := row["page_picture"]:
            told += either(f"; see {picture} in the folder of pages beside the warehouse",
                           f"；见数据库旁图片文件夹中的 {picture}")  # fmt: skip
        yield from _line("recognised", told, columns)


def _line(name: str, told: str, columns: int) -> Iterator[str]:
    """A name and what is told, on as many lines as that takes."""
    for place, line in enumerate(wrapped(told, columns - NAME)):
        yield padded("" if place else f"  {words.name(name)}", NAME) + line


def _plain(value: object) -> object:
    if isinstance(value, Decimal):
        return int(value) if value == value.to_integral_value() else float(value)
    if isinstance(value, datetime.date):
        return value.isoformat()
    return str(value)
