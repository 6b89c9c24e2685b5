"""A table as Markdown: a heading, the rows, the definitions, and the printed sentence of each number as a footnote."""

import re
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from publish.columns import LABELS, MODIFIERS
from publish.tables import Table
from publish.tracing import Source, Tracing
from publish.values import grouped, plain

# What Markdown, GitHub's footnotes and formulas, or HTML would take for something other than text.
_SPECIAL = re.compile(r"([\\`*_\[\]|~$#])")
# Told by the footnote, so not again in the row.
_IN_FOOTNOTE = frozenset(
    ("report_id", "source_name", "report_title", "address", "char_start", "char_end", "number_text")
    + ("printed_sentence", "heading_path", "unit_as_written", "rule_id", "confidence_reasons")
)


def write_markdown(table: Table, tracing: Tracing, path: Path) -> None:
    """Writes the table to `path`."""
    path.write_text(page(table, tracing), encoding="utf-8", newline="\n")


def page(table: Table, tracing: Tracing) -> str:
    """The table as one Markdown page."""
    shown, unreported = _shown(table)
    footnotes: dict[Source, int] = {}
    lines = [f"# {escaped(table.title)}", "", escaped(table.title_en), ""]
    lines += [f"- {escaped(note)}" for note in table.notes]
    lines += ["", f"`{table.name}`: {len(table.rows)} rows", ""]
    lines.append(_line(escaped(tracing.heading(table, name) or name) for name in shown))
    lines.append(_line("---:" if name in _figures(table, tracing) else "---" for name in shown))
    for row in table.rows:
        lines.append(_line(_cell(table, tracing, row, name, footnotes) for name in shown))
    if unreported:
        lines += ["", "无人报告 Reported by none: " + ", ".join(f"`{name}`" for name in unreported)]
    metrics = tracing.metrics_in(table)
    if metrics:
        lines += ["", "## 指标 Definitions", ""]
        lines += [
            f"- **{escaped(metric.name_zh)}** `{metric.code}` ({escaped(metric.unit)}), {escaped(metric.name_en)}: "
            f"{escaped(metric.definition)}"
            for metric in metrics
        ]
    if footnotes:
        lines += ["", "## 出处 Sources", "", "文件 @ 字符位置：“原文数字” 原文句子。", ""]
        lines += [f"[^{number}]: {_footnote(source)}" for source, number in footnotes.items()]
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)) + "\n"


def escaped(text: str) -> str:
    """Text that Markdown shows as it is, on one line."""
    text = " ".join(text.split()).replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return _SPECIAL.sub(r"\\\1", text)


def _shown(table: Table) -> tuple[list[str], list[str]]:
    """The columns that the page shows, and those of a wide table that have no value at all."""
    names = [column.name for column in table.columns]
    if not table.is_wide:
        folded = _IN_FOOTNOTE if any(name.endswith("observation_id") for name in names) else frozenset()
        return [name for name in names if name not in folded and not name.endswith("observation_id")], []
    empty = [name for name in names if name not in LABELS and _is_empty(table, name)]
    return [name for name in names if name not in empty], empty


def _is_empty(table: Table, column: str) -> bool:
    return all(row[table.position[column]] is None for row in table.rows)


def _figures(table: Table, tracing: Tracing) -> set[str]:
    """The columns whose cells are figures."""
    return {
        column.name for column in table.columns if any(tracing.of(table, row, column.name) for row in table.rows[:50])
    }


def _cell(table: Table, tracing: Tracing, row: Sequence[Any], column: str, footnotes: dict[Source, int]) -> str:
    value = row[table.position[column]]
    sources = [] if value is None else tracing.of(table, row, column)
    if not sources:
        return escaped(plain(value))
    marks = "".join(f"[^{footnotes.setdefault(source, len(footnotes) + 1)}]" for source in sources)
    modifier = MODIFIERS.get(sources[0].modifier or "", "") if len(sources) == 1 else ""
    return f"{modifier}{grouped(value)}{marks}"


def _footnote(source: Source) -> str:
    title = escaped(source.title or source.source_name)
    if source.address and source.address.startswith(("http://", "https://")):
        title = f"[{title}](<{source.address.replace('<', '%3C').replace('>', '%3E').replace(' ', '%20')}>)"
    return (
        f"{title}，{escaped(source.source_name)} @ {source.char_start}：“{escaped(source.number_text)}” "
        f"{escaped(source.printed_sentence)}"
    )


def _line(cells: Any) -> str:
    return f"| {' | '.join(cells)} |"
