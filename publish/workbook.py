"""All tables as one Excel workbook, with a way from each number to its sentence."""

import datetime
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from publish import about, columns
from publish.paper import SHEET as PAPER
from publish.paper import TABLE as OF_PAPER
from publish.paper import write_paper
from publish.sheets import LINK_COLOR, Cell, Styles, height, print_whole, write_sheet
from publish.tables import Table
from publish.tracing import Source, Tracing, figure_columns
from publish.values import plain
from vocabulary.details import detail as detail_told

if TYPE_CHECKING:
    from xlsxwriter.worksheet import Worksheet

README, DEFINITIONS, SOURCES = "说明 README", "定义 Definitions", "来源 Sources"

_README_WIDTH = 110
_SHEET_NAME = 31  # characters that Excel allows
_FIRST = ("jurisdiction_name", "year", "scope", "as_of")  # of a wide table
_KEYS = frozenset(
    ("row_key", "jurisdiction_key", "mediation_rate_id", "comparison_group", "group_pair", "derived_id", "report_id")
)
_READING = (
    "表头上为中文名，下为列名（与 CSV、Parquet 相同）。点击蓝色数字转到“来源”表中的原文句子，停在上面可见出处。"
    "空白的列和各种编号已折叠，点表格上方的 + 展开。",
    "A heading is the Chinese name over the column's name (that of CSV and Parquet). Click a blue number to go to its "
    "sentence, rest on it to see where it is printed. Empty columns and keys are folded: "
    "the + above unfolds them.",
)

_VERIFIED = (
    "浅绿底的数字经人核实；在 is_verified（宽表为 verified_columns）一栏筛选，只看经人核实的。",
    "A figure on light green was verified by a person; filter by is_verified, of wide tables by verified_columns, "
    "to see these alone.",
)


def write_workbook(tables: Sequence[Table], tracing: Tracing, landed: datetime.datetime | None, path: Path) -> None:
    """Writes the tables to `path`: a sheet each, then the definitions and the sources.

    `landed` is when the newest report did. The tables that explain others are left out: the sheet of sources holds all.
    """
    import xlsxwriter

    shown = [table for table in tables if table.explains is None]
    names = sheet_names(shown)
    with xlsxwriter.Workbook(str(path)) as book:
        # A fixed time: the same warehouse gives the same bytes.
        book.set_properties({"title": about.TITLE[0], "created": landed or datetime.datetime(2000, 1, 1)})
        book.set_custom_property("fazhi", "export")  # the mark by which landing knows it for no report
        styles = Styles(book)
        _write_readme(book.add_worksheet(README), styles, shown, tracing, landed)
        lines = {source: number for number, source in enumerate(tracing.sources.values(), start=2)}
        if ranked := next((table for table in shown if table.name == OF_PAPER), None):
            write_paper(book.add_worksheet(PAPER), styles, ranked, tracing, lines)
        for table in shown:
            _write_table(book.add_worksheet(names[table.name]), styles, table, tracing, lines)
        _write_definitions(book.add_worksheet(DEFINITIONS), styles, tracing)
        _write_sources(book.add_worksheet(SOURCES), styles, tracing)


def sheet_names(tables: Sequence[Table]) -> dict[str, str]:
    """A sheet's name for each table: its own, or as many of its words as Excel's 31 characters hold, none twice."""
    names: dict[str, str] = {}
    for table in tables:
        name, number = _shortened(table.name, _SHEET_NAME), 2
        while name.casefold() in {taken.casefold() for taken in names.values()}:  # Excel tells no case apart
            ending = f"~{number}"
            name, number = f"{_shortened(table.name, _SHEET_NAME - len(ending))}{ending}", number + 1
        names[table.name] = name
    return names


def _shortened(name: str, longest: int) -> str:
    """A name without the last of its words, as many as do not fit; of a single word, its beginning."""
    while len(name) > longest and "_" in name:
        name = name.rpartition("_")[0]
    return name[:longest]


def _write_table(sheet: "Worksheet", styles: Styles, table: Table, tracing: Tracing, lines: dict[Source, int]) -> None:
    figures = frozenset(figure_columns(table))
    order = _reading_order(table, figures)
    headings = [(name, tracing.heading(table, name)) for name in order]
    empty = [name for name, place in table.position.items() if all(row[place] is None for row in table.rows)]
    # The city stays in sight where it stands near the left edge.
    place = order.index("jurisdiction_name") if "jurisdiction_name" in order else len(headings)
    write_sheet(
        sheet,
        styles,
        headings,
        () if table.is_long else _cells(table, order, tracing, figures, lines),
        frozen_columns=place + 1 if place < 3 else 0,
        folded={name for name in table.position if _is_key(name)}.union(empty if table.rows else ()),
    )
    if not table.rows or table.is_long:
        sheet.write_string(
            1, 0, about.too_long(table) if table.is_long else "没有数据 No rows", styles.get(italic=True)
        )


def _is_key(name: str) -> bool:
    """Whether a column is for programs more than for people."""
    return name in _KEYS or name.endswith("observation_id")


def _reading_order(table: Table, figures: frozenset[str]) -> list[str]:
    """The columns of a table as a person reads them: of a wide one place and year, the figures, then all else."""
    names = list(table.position)
    if not table.is_wide:
        return names
    first = [name for name in _FIRST if name in table.position]
    shown = [name for name in names if name in figures]
    return [*first, *shown, *(name for name in names if name not in {*first, *shown})]


def _cells(
    table: Table, order: Sequence[str], tracing: Tracing, figures: frozenset[str], lines: dict[Source, int]
) -> Iterator[list[Cell]]:
    for row in table.rows:
        values = [(name, row[table.position[name]]) for name in order]
        yield [
            _figure(value, tracing.of(table, row, name), lines)
            if name in figures and value is not None
            else Cell(_in_words(value, tracing) if name == "check_detail" else value)
            for name, value in values
        ]


def _in_words(detail: object, tracing: Tracing) -> str | None:
    """What a check found, in Chinese as the sheet is."""
    names = {code: (metric.name_zh, metric.name_en) for code, metric in tracing.metrics.items()}
    return detail_told(str(detail), 0, names) if detail is not None else None


def _figure(value: object, sources: Sequence[Source], lines: dict[Source, int]) -> Cell:
    if not sources:
        return Cell(value)
    tip = " + ".join(f"{source.source_name} @ {source.char_start} “{source.number_text}”" for source in sources)
    modifier = sources[0].modifier if len(sources) == 1 else None
    verified = all(source.is_verified for source in sources)
    return Cell(value, f"internal:'{SOURCES}'!A{lines[sources[0]]}", plain(tip), modifier, verified)


def _write_definitions(sheet: "Worksheet", styles: Styles, tracing: Tracing) -> None:
    names = ("metric_code", "metric_name_zh", "metric_name_en", "unit", "definition")
    headings = [(name, columns.LABELS[name]) for name in names]
    write_sheet(sheet, styles, headings, ([Cell(part) for part in metric] for metric in tracing.metrics.values()))


def _write_sources(sheet: "Worksheet", styles: Styles, tracing: Tracing) -> None:
    names = (
        *("metric_name_zh", "metric_code", "report_title", "issuer", "report_year", "source_name", "char_start"),
        *("number_text", "printed_sentence", "is_verified", "verified_by_count", "verified_at"),
        *("address", "report_id", "observation_id"),
    )
    rows = []
    for source in tracing.sources.values():
        metric = tracing.metrics.get(source.metric_code)
        told = (
            *(metric.name_zh if metric else None, source.metric_code, source.title, source.issuer, source.report_year),
            *(source.source_name, source.char_start, source.number_text, source.printed_sentence),
            *(source.is_verified, source.verified_by_count, source.verified_at, source.address),
            *(source.report_id, source.observation_id),
        )
        rows.append([Cell(part) for part in told])
    write_sheet(sheet, styles, [(name, columns.LABELS[name]) for name in names], rows)


def _write_readme(
    sheet: "Worksheet", styles: Styles, tables: Sequence[Table], tracing: Tracing, landed: datetime.datetime | None
) -> None:
    names = sheet_names(tables)
    bold, text, link = styles.get(bold=True), styles.get(text_wrap=True), styles.get(font_color=LINK_COLOR, underline=1)
    print_whole(sheet)
    sheet.set_column(0, 0, 34)
    sheet.set_column(1, 1, _README_WIDTH)
    sheet.write_string(0, 0, about.TITLE[0], styles.get(bold=True, font_size=14))
    reports = {source.report_id for source in tracing.sources.values()}
    when = (
        (f"，最近一次入库 {landed:%Y-%m-%d}", f", the last of which landed on {landed:%Y-%m-%d}")
        if landed
        else ("", "")
    )
    made = (
        f"{len(reports)} 份报告的 {len(tracing.sources)} 个数字{when[0]}。",
        f"{len(tracing.sources)} figures of {len(reports)} reports{when[1]}. Made by: fazhi export.",
    )
    row = 2
    for label, words in (
        ("这是什么 What this is", about.WHAT),
        ("依据 Made from", made),
        ("怎样看 How to read", _READING),
        ("怎样比较 How to compare", about.COMPARING),
        ("空格 Empty cells", about.EMPTY),
        ("限定 Bounds", about.BOUNDS),
        ("核实 Verified", about.VERIFIED_ONLY if tracing.verified_only else _VERIFIED),
        ("怎样引用 How to cite", about.CITING),
    ):
        sheet.write_string(row, 0, label, bold)
        sheet.write_string(row, 1, "\n".join(words), text)
        sheet.set_row(row, height(["\n".join(words)], [_README_WIDTH]))
        row += 1
    listed = [
        (PAPER, PAPER, "地区、年份、数值、单位、说明、来源", "For a paper: place, year, value, unit, note, source")
    ]
    listed += [
        (table.name, names[table.name], f"{table.title}（{len(table.rows)}）", table.title_en) for table in tables
    ]
    listed += [
        (DEFINITIONS, DEFINITIONS, "指标的定义", "Every metric"),
        (SOURCES, SOURCES, "数字的出处", "Every figure"),
    ]
    for label, name, chinese, english in listed:
        row += 1
        sheet.write_url(row, 0, f"internal:'{name}'!A1", link, label)
        sheet.write_string(row, 1, f"{chinese} {english}", text)
        sheet.set_row(row, height([f"{chinese} {english}"], [_README_WIDTH]))
    row += 1
    for column, code, chinese, english in columns.CODES:
        row += 1
        sheet.write_string(row, 0, f"{column} = {code}", styles.get())
        sheet.write_string(row, 1, f"{chinese} {english}", text)
