"""All tables as one Excel workbook, with a way from each number to its sentence."""

import datetime
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from publish import columns
from publish.sheets import Cell, Styles, write_sheet
from publish.tables import Table
from publish.tracing import Source, Tracing, carrier_of

README, DEFINITIONS, SOURCES = "说明 README", "定义 Definitions", "来源 Sources"

_SOURCE_COLUMNS = ("observation_id", "metric_code", "metric_name_zh", "report_title", "issuer", "report_year") + (
    "source_name",
    "char_start",
    "number_text",
    "printed_sentence",
    "report_id",
    "address",
)
_ABOUT = (
    (
        "这是什么",
        "各地法治政府建设年度情况报告中的数字，逐条识别、归入统一指标后的对比表。由 fazhi 从数据仓库的 marts 层导出。",
    ),
    (
        "What this is",
        "Figures stated in the yearly reports of Chinese local governments on building law-based government, matched to one catalogue of metrics.",
    ),
    (
        "怎样看",
        "表头第一行是中文名，第二行是列名（与 CSV、Parquet 中相同）。蓝色数字可以点击，转到“来源”表中的原文句子；指针停在上面即可见出处。",
    ),
    (
        "How to read",
        "A heading is the Chinese name over the column's name (as in CSV and Parquet). Click a blue number to go to its sentence; rest on it to see where it is printed.",
    ),
    ("空格", "空格表示报告中没有找到这个数字，不表示零。≥、≤、约 是原文的限定（以上、以内、左右）。"),
    (
        "Empty cells",
        "An empty cell says that no such figure was found, not that it is zero. ≥, ≤ and 约 stand for at least, at most and about, as printed.",
    ),
    ("怎样引用", "报告题名、发布机关、年度，来源文件 @ 字符位置（从 0 计的字符序号），原文数字。三者都在“来源”表中。"),
    (
        "How to cite",
        "The report's title, issuer and year, the file @ the offset of the number's first digit (in characters from 0), and the number as printed: all in the sheet of sources.",
    ),
)


def write_workbook(tables: Sequence[Table], tracing: Tracing, made: datetime.datetime | None, path: Path) -> None:
    """Writes the tables to `path`: a sheet each, then the definitions and the sources. `made`: when the reports landed.

    Tables of sources are left out: the sheet of sources holds them all.
    """
    import xlsxwriter

    shown = [table for table in tables if not table.explains]
    with xlsxwriter.Workbook(str(path)) as book:
        book.set_properties({"title": "fazhi", "created": made or datetime.datetime(2000, 1, 1)})
        styles = Styles(book)
        names = sheet_names(shown)
        about = book.add_worksheet(README)
        sheets = {table.name: book.add_worksheet(names[table.name]) for table in shown}
        definitions, sources = book.add_worksheet(DEFINITIONS), book.add_worksheet(SOURCES)
        lines = {source: number for number, source in enumerate(tracing.sources.values(), start=2)}
        _write_about(about, styles, shown, names, tracing, made)
        for table in shown:
            _write_table(sheets[table.name], styles, table, tracing, lines)
        _write_definitions(definitions, styles, tracing)
        _write_sources(sources, styles, tracing)


def sheet_names(tables: Sequence[Table]) -> dict[str, str]:
    """A sheet's name for each table: its own, cut to the 31 characters that Excel allows, never one twice."""
    names: dict[str, str] = {}
    for table in tables:
        name, number = table.name[:31], 2
        while name in names.values():
            name, number = f"{table.name[:28]}~{number}", number + 1
        names[table.name] = name
    return names


def _write_table(sheet: Any, styles: Styles, table: Table, tracing: Tracing, lines: dict[Source, int]) -> None:
    names = [column.name for column in table.columns]
    labels = [tracing.heading(table, name) for name in names]
    place = table.position.get("jurisdiction_name", -1)
    frozen = place + 1 if place < 3 else 0
    write_sheet(sheet, styles, names, labels, _cells(table, tracing, lines), frozen_columns=frozen)
    if not table.rows:
        sheet.write_string(1, 0, "没有数据 No rows", styles.get(italic=True))


def _cells(table: Table, tracing: Tracing, lines: dict[Source, int]) -> Iterator[list[Cell]]:
    names = [column.name for column in table.columns]
    figures = {name for name in names if table.is_wide or carrier_of(table, name)}
    for row in table.rows:
        yield [
            _figure(value, tracing.of(table, row, name), lines)
            if name in figures and value is not None
            else Cell(value)
            for name, value in zip(names, row, strict=True)
        ]


def _figure(value: Any, sources: list[Source], lines: dict[Source, int]) -> Cell:
    if not sources:
        return Cell(value)
    tip = " + ".join(f"{source.source_name} @ {source.char_start} “{source.number_text}”" for source in sources)
    modifier = sources[0].modifier if len(sources) == 1 else None
    return Cell(value, f"internal:'{SOURCES}'!A{lines[sources[0]]}", tip, modifier)


def _write_definitions(sheet: Any, styles: Styles, tracing: Tracing) -> None:
    names = ("metric_code", "metric_name_zh", "metric_name_en", "unit", "definition")
    labels = ("指标代码", "指标", "英文名", "单位", "定义")
    write_sheet(sheet, styles, names, labels, ([Cell(part) for part in metric] for metric in tracing.metrics.values()))


def _write_sources(sheet: Any, styles: Styles, tracing: Tracing) -> None:
    labels = [columns.LABELS.get(name) for name in _SOURCE_COLUMNS]
    rows = (
        [
            Cell(part)
            for part in (
                source.observation_id,
                source.metric_code,
                tracing.metrics[source.metric_code].name_zh if source.metric_code in tracing.metrics else None,
                source.title,
                source.issuer,
                source.report_year,
                source.source_name,
                source.char_start,
                source.number_text,
                source.printed_sentence,
                source.report_id,
                source.address,
            )
        ]
        for source in tracing.sources.values()
    )
    write_sheet(sheet, styles, _SOURCE_COLUMNS, labels, rows)


def _write_about(
    sheet: Any,
    styles: Styles,
    tables: Sequence[Table],
    names: dict[str, str],
    tracing: Tracing,
    made: datetime.datetime | None,
) -> None:
    bold, text = styles.get(bold=True), styles.get(text_wrap=True)
    sheet.set_column(0, 0, 34)
    sheet.set_column(1, 1, 100)
    sheet.write_string(0, 0, "法治政府建设报告 数据对比", styles.get(bold=True, font_size=14))
    row = 2
    reports = {source.report_id for source in tracing.sources.values()}
    when = f"，最近一次入库 {made:%Y-%m-%d %H:%M}" if made else ""
    made_from = ("依据", f"{len(reports)} 份报告，{len(tracing.sources)} 个数字{when}。")
    for label, words in (made_from, *_ABOUT):
        sheet.write_string(row, 0, label, bold)
        sheet.write_string(row, 1, words, text)
        row += 1
    row += 1
    for label, link, words in (
        *(
            (table.name, names[table.name], f"{table.title} {table.title_en}（{len(table.rows)} 行）")
            for table in tables
        ),
        (DEFINITIONS, DEFINITIONS, "每个指标的代码、名称、单位、定义 Every metric"),
        (SOURCES, SOURCES, "每个数字的出处 Where every number is printed"),
    ):
        sheet.write_url(row, 0, f"internal:'{link}'!A1", styles.get(font_color="#1F4E9E", underline=1), label)
        sheet.write_string(row, 1, words, text)
        row += 1
    row += 1
    for column, code, chinese, english in columns.CODES:
        sheet.write_string(row, 0, f"{column} = {code}", styles.get())
        sheet.write_string(row, 1, f"{chinese} {english}", text)
        row += 1
