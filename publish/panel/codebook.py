"""The panel's codebook: what each column counts, in which unit, and how its number is chosen."""

import csv
from collections.abc import Sequence
from pathlib import Path

from publish.columns import CODES
from publish.markdown import escaped
from publish.panel.reading import REASONS, Metric, Panel
from publish.panel.statistics import SPSS_MISSING
from publish.values import guarded

CSV, PAGE = "codebook.csv", "codebook.md"
_HEAD = (
    "short_code",
    "metric_code",
    "name_zh",
    "name_en",
    "unit",
    "kind",
    "definition",
    "legal_basis",
    "scope_order",
    "jurisdictions",
    "values",
    "first_year",
    "last_year",
)
_RULE = (
    "每格一个数，按下列次序选取：口径（指标自身的口径，再全域，再本级，未说明的不入面板）；整年的先于年内的；"
    "单位为指标单位的先；本年报告先于后来报告的上年数；确数先于约数和上下限；把握大的先；最后按原文次序。"
    "截至年末即为整年。部门的数、一部分地区的数、区间的一端、累计多年的数、同一口径的几个不同的数都不选。",
    "A cell is one number, chosen in this order: scope (the metric's own, then the whole jurisdiction, then the body's "
    "own; one that is not stated never stands in the panel); the full year before a part of it; the metric's unit "
    "before others; the report on the year before a later report's value of the year before; exact before approximate "
    "before bounded; the surer reading; the order of the text. A cut-off at the year's end is the year. Never "
    "chosen: figures of departments, of a part of the jurisdiction, ends of ranges, sums of several years, several "
    "values of one key.",
)


def write_codebook(panel: Panel, folder: Path) -> list[Path]:
    """Writes it into `folder` as CSV and as a page; the files."""
    lines = [_line(panel, metric) for metric in panel.metrics]
    with (folder / CSV).open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.writer(file, lineterminator="\r\n")
        writer.writerow(_HEAD)
        writer.writerows([guarded(cell) for cell in line] for line in lines)
    (folder / PAGE).write_text(_page(lines), encoding="utf-8", newline="\n")
    return [folder / CSV, folder / PAGE]


def scope_order(metric: Metric) -> str:
    """The scopes that a number of the metric may have, the first one first."""
    return ", ".join(dict.fromkeys(filter(None, (metric.default_scope, "whole", "own"))))


def _line(panel: Panel, metric: Metric) -> list[str]:
    stated = [row for row in panel.rows if not isinstance(row.cells[metric.short_code], str)]
    years = [row.year for row in stated]
    return [
        metric.short_code,
        metric.metric_code,
        metric.name_zh,
        metric.name_en,
        metric.unit,
        metric.kind,
        metric.definition,
        metric.legal_basis or "",
        scope_order(metric),
        str(len({row.jurisdiction_key for row in stated})),
        str(len(stated)),
        str(min(years)) if years else "",
        str(max(years)) if years else "",
    ]


def _page(lines: Sequence[Sequence[str]]) -> str:
    page = ["# 面板编码手册 Codebook of the panel", "", *(f"- {words}" for words in _RULE), ""]
    page += ["## 缺失的原因 Why a cell is empty", "", "| Stata | SPSS | 原因 | Reason |", "| --- | ---: | --- | --- |"]
    page += [f"| .{code} | {SPSS_MISSING[code]:.0f} | {zh} | {en} |" for code, (zh, en) in REASONS.items()]
    page += ["", "## 代码 Codes", "", "| 列 Column | 代码 Code | 意思 | Meaning |", "| --- | --- | --- | --- |"]
    told = [code for code in CODES if code[0] in ("level", "scope", "modifier", "stated_in")]
    page += [f"| {column} | `{code}` | {chinese} | {english} |" for column, code, chinese, english in told]
    page += ["", "## 各列 Columns", "", f"| {' | '.join(_HEAD)} |", f"|{' --- |' * len(_HEAD)}"]
    page += [f"| `{line[0]}` | `{line[1]}` | {' | '.join(map(escaped, line[2:]))} |" for line in lines]
    return "\n".join(page) + "\n"
