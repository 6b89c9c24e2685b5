"""The sheet of the workbook that goes into a paper: place, year, value, unit, note, source, all in Chinese."""

import datetime
from collections.abc import Iterator
from decimal import Decimal
from typing import TYPE_CHECKING

from publish.sheets import Cell, Styles, write_sheet
from publish.tables import Table
from publish.tracing import Row, Source, Tracing
from publish.values import plain
from vocabulary.codes import KINDS
from vocabulary.columns import called

if TYPE_CHECKING:
    from xlsxwriter.worksheet import Worksheet

SHEET = "论文用表"
TABLE = "cmp_metrics_ranked"  # whose numbers these are
COLUMNS = ("metric_name_zh", "jurisdiction_name", "year", "value", "unit")
HEADINGS = (*(called(name).heading for name in COLUMNS), "说明", "来源")
_SCOPES = {"own": "本级", "whole": "全域", "part": "部分", "unstated": "口径未说明"}


def write_paper(sheet: "Worksheet", styles: Styles, table: Table, tracing: Tracing, lines: dict[Source, int]) -> None:
    """Fills the sheet out of the ranked numbers; each value leads to its line in the sheet of sources, by `lines`."""
    rows = () if table.is_long else _rows(table, tracing, lines)
    write_sheet(sheet, styles, [(name, None) for name in HEADINGS], rows, frozen_columns=2)


def _rows(table: Table, tracing: Tracing, lines: dict[Source, int]) -> Iterator[list[Cell]]:
    for row in sorted(table.rows, key=lambda row: _order(table, row)):
        of = dict(zip(table.position, row, strict=True))
        sources = tracing.of(table, row, "value")
        source = sources[0] if sources else None
        link = f"internal:'来源 Sources'!A{lines[source]}" if source in lines else None
        department = f"（{of['reporting_department']}）" if of["reporting_department"] else ""
        yield [
            Cell(of["metric_name_zh"]),
            Cell(f"{of['jurisdiction_name'] or '地区不详'}{department}"),
            Cell(of["year"]),
            Cell(of["value"], link, plain(source.printed_sentence) if source else "", of["modifier"]),
            Cell(of["unit"]),
            Cell(_note(of)),
            Cell(_cited(source) if source else None),
        ]


def _order(table: Table, row: Row) -> tuple[object, ...]:
    """By metric, year from the newest, then from the largest; of one text of the report the order of the table."""
    at = table.position
    value = row[at["value"]]
    year = row[at["year"]]
    return (
        row[at["metric_code"]],
        -(year or 0),
        row[at["scope"]],
        -(value if isinstance(value, Decimal | int | float) else 0),
        row[at["jurisdiction_name"]] or "",
        row[at["observation_id"]],
    )


def _note(of: dict[str, object]) -> str:
    """What must be said with a number: level, scope, period, cut-off, bound, reservations."""
    as_of = of["as_of"]
    parts = [
        _said("level", of["level"]),
        _SCOPES.get(str(of["scope"]), str(of["scope"])),
        "" if of["period_type"] == "year" else _said("period_type", of["period_type"]),
        f"截至{as_of.year}年{as_of.month}月{as_of.day}日" if isinstance(as_of, datetime.date) else "",
        {"approx": "约数", "ge": "不少于", "le": "不超过"}.get(str(of["modifier"]), "") if of["modifier"] else "",
        *str(of.get("own_reasons_zh") or "").split("；"),
        _range(of),
    ]
    return "；".join(dict.fromkeys(part for part in parts if part))


def _range(of: dict[str, object]) -> str:
    """Between which ranks a stated rate is, where reports state the numbers of its other definitions."""
    first, last = of.get("rank_from"), of.get("rank_to")
    if first is None:
        return ""
    if first == last:
        return f"组内第{first}，换报告所载的其他分母也不变"
    return f"按报告所载的其他分母，组内第{first}至第{last}"


def _said(kind: str, code: object) -> str:
    """What a code means, in Chinese; nothing where there is none."""
    known = KINDS[kind].get(str(code))
    return known.zh if known else ""


def _cited(source: Source) -> str:
    """A report as a reference names it: issuer, title, year, file and place in it.

    One without a title is told by place or department and year, without the marks of a title.
    """
    place = f"（{source.source_name} @ {source.char_start}）"
    name = source.called or "题名不详"
    if source.title:
        year = f"，{source.report_year}年度" if source.report_year else ""
        name = f"《{source.title}》{year}"
    issuer = "" if not source.issuer or (not source.title and name.startswith(source.issuer)) else f"{source.issuer}："
    return f"{issuer}{name}{place}"
