"""A table as Markdown: a heading, the rows, the definitions, and the printed sentence of each number as a footnote."""

import re
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

from publish import about
from publish.columns import CODES, MODIFIERS
from publish.tables import Table
from publish.tracing import Source, Tracing, figure_columns
from publish.values import grouped, plain

# What Markdown, GitHub's footnotes and formulas, or HTML would take for something other than text.
_SPECIAL = re.compile(r"([\\`*_\[\]|~$#])")
# Told by the footnote or of use to programs alone, so not in the rows of a page that people read.
_FOLDED = frozenset(
    {
        *("row_key", "jurisdiction_key", "metric_code", "comparison_group", "mediation_rate_id", "lead_figure"),
        *("case_type", "stage", "procedure", "modifier", "statement_no"),
        *("report_id", "source_name", "report_title", "address", "char_start", "char_end", "number_text"),
        *("derived_id", "indicator_code", "indicator_name_en", "formula_en", "numerator_metric", "denominator_metric"),
        *("group_pair", "reason_codes", "own_reasons", "own_reasons_zh", "can_be_compared", "rollup_id"),
        *("check_detail", "other_printed_sentence", "divisions"),
        *("printed_sentence", "heading_path", "unit_as_written", "rule_id", "confidence_reasons", "metric_name_en"),
    }
)


MARK = "\n<!-- fazhi -->\n"  # at the end of a page: by it landing knows that it is no report


def write_markdown(table: Table, tracing: Tracing, path: Path) -> None:
    """Writes the table to `path`."""
    path.write_text(page(table, tracing) + MARK, encoding="utf-8", newline="\n")


def page(table: Table, tracing: Tracing) -> str:
    """The table as one Markdown page; of one that is too long for it, what it is and where its rows are."""
    shown, empty = _shown(table)
    footnotes: dict[Source, int] = {}
    figures = figure_columns(table)
    lines = [f"# {escaped(table.title)}", "", escaped(table.title_en), ""]
    lines += [f"- {note}" for note in table.notes]
    lines += ["", f"`{table.name}`: {len(table.rows)} rows", ""]
    if table.is_long:
        return "\n".join([*lines, escaped(about.too_long(table))]) + "\n"
    lines.append(_line(escaped(tracing.heading(table, name) or name) for name in shown))
    lines.append(_line("---:" if name in figures else "---" for name in shown))
    for row in table.rows:
        lines.append(_line(_cell(table, tracing, row, name, footnotes) for name in shown))
    if not table.rows:
        lines += ["", "没有数据 No rows"]
    if empty:
        lines += ["", "整列空白或为否 Columns with no value or all false: " + ", ".join(f"`{name}`" for name in empty)]
    metrics = tracing.metrics_in(table)
    if metrics:
        lines += ["", "## 指标 Definitions", ""]
        lines += [
            f"- **{escaped(metric.name_zh)}** `{metric.code}` ({escaped(metric.unit)}), {escaped(metric.name_en)}: "
            f"{escaped(metric.definition)}"
            for metric in metrics
        ]
    codes = [(column, *told) for column, *told in CODES if column in shown and _has(table, column, told[0])]
    if codes:
        lines += ["", "## 代码 Codes", ""]
        lines += [f"- {column} `{code}`: {chinese} {english}" for column, code, chinese, english in codes]
    if footnotes:
        lines += ["", "## 出处 Sources", "", "文件 @ 字符位置：“原文数字” 原文句子。", ""]
        lines += [f"[^{number}]: {_footnote(source)}" for source, number in footnotes.items()]
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)) + "\n"


def escaped(text: str) -> str:
    """Text that Markdown shows as it is, on one line."""
    text = " ".join(plain(text).split()).replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return _SPECIAL.sub(r"\\\1", text)


def _shown(table: Table) -> tuple[list[str], list[str]]:
    """The columns that the page shows, and those without a value in any row, which it only names."""
    names = [name for name in table.position if name not in _FOLDED and not name.endswith("observation_id")]
    if "comparability_zh" in names:
        names.remove("comparability")
    empty = [name for name in names if all(row[table.position[name]] in (None, False) for row in table.rows)]
    if not table.rows:
        return names, []
    return [name for name in names if name not in empty], empty


def _has(table: Table, column: str, value: str) -> bool:
    return any(row[table.position[column]] == value for row in table.rows)


def _cell(table: Table, tracing: Tracing, row: Sequence[Any], column: str, footnotes: dict[Source, int]) -> str:
    value = row[table.position[column]]
    sources = [] if value is None else tracing.of(table, row, column)
    if not sources:
        return escaped(plain(value))
    marks = "".join(f"[^{footnotes.setdefault(source, len(footnotes) + 1)}]" for source in sources)
    modifier = MODIFIERS.get(sources[0].modifier or "", "") if len(sources) == 1 else ""
    return f"{modifier}{grouped(value)}{marks}"


def _footnote(source: Source) -> str:
    title = escaped(source.title or source.called or source.source_name)
    if source.address and source.address.startswith(("http://", "https://")):
        title = f"[{title}](<{source.address.replace('<', '%3C').replace('>', '%3E').replace(' ', '%20')}>)"
    return (
        f"{title}，{escaped(source.source_name)} @ {source.char_start}：“{escaped(source.number_text)}” "
        f"{escaped(source.printed_sentence)}"
    )


def _line(cells: Iterable[str]) -> str:
    return f"| {' | '.join(cells)} |"
