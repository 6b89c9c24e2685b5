"""Official forms in every layout: the yearly tables of administrative enforcement, and requests for disclosure."""

from collections.abc import Callable, Sequence
from io import BytesIO

import docx
import pytest
from openpyxl import Workbook

from ingest import webpages
from ingest.documents import spreadsheet, word
from ingest.extraction import extract
from ingest.identity import Known
from tests.documents import as_xlsx

TITLE = "溪山市2022年度行政执法统计年报"
INTRO = "根据行政执法统计年报制度，现将溪山市2022年度行政执法数据公布如下，请社会各界监督。"
REPORT_ID = "0123456789abcdef"
LABELS = 19  # where raw.figures has the labels

# A head of two rows: merged cells stand once, the cells that they cover are empty.
Table = list[list[str]]
PENALTIES: Table = [
    ["序号", "单位名称", "行政处罚实施数量（宗）", "", "", "", "罚没金额（万元）"],
    ["", "", "警告、通报批评", "罚款", "限制开展生产经营活动、责令停产停业、责令关闭", "合计", ""],
    ["1", "市公安局", "31", "208", "0", "239", "40.5"],
    ["2", "市城管局", "7", "66", "2", "75", "18"],
    ["", "合计", "38", "274", "2", "314", "58.5"],
]
PERMITS: Table = [
    ["行政许可实施数量（宗）", "", "", "", "撤销许可的数量（宗）"],
    ["申请数量", "受理数量", "许可数量", "不予许可数量", ""],
    ["920", "915", "903", "12", "3"],
]
COERCION: Table = [
    ["行政强制措施实施数量（宗）", "", "行政强制执行实施数量（宗）", "", "合计"],
    ["查封场所、设施或者财物", "扣押财物", "代履行", "其他强制执行", ""],
    ["4", "11", "1", "2", "18"],
]
TABLES = {
    "表一 行政处罚实施情况统计表": PENALTIES,
    "表二 行政许可实施情况统计表": PERMITS,
    "表三 行政强制实施情况统计表": COERCION,
}
TOTALS = [
    ("314", ["行政处罚实施数量"]),
    ("58.5", ["罚没金额"]),
    ("920", ["行政许可实施数量申请数量"]),
    ("915", ["行政许可实施数量受理数量"]),
    ("903", ["行政许可实施数量许可数量"]),
    ("12", ["行政许可实施数量不予许可数量"]),
    ("3", ["撤销许可的数量"]),
    ("18", ["行政强制实施情况统计表"]),
]


def totals(text: str) -> list[tuple[str, list[str]]]:
    """Number and labels of the figures that are no part of another."""
    rows = extract(REPORT_ID, text, Known(jurisdiction="杭州市")).figures
    return [(row[5], row[LABELS]) for row in rows if not row[LABELS][0].startswith("◆")]


def covered(table: Table) -> Table:
    """The table with the words of its merged cells in each cell that they cover."""
    rows = [list(row) for row in table]
    for at in range(1, len(rows[0])):
        rows[0][at] = rows[0][at] or rows[0][at - 1]
    rows[1] = [below or above for below, above in zip(rows[1], rows[0], strict=True)]
    return rows


def spans(table: Table) -> list[tuple[int, int, int, int]]:
    """Row, column, rows and columns of each cell of the head."""
    found = []
    for column, words in enumerate(table[0]):
        if words:
            wide = next((at for at in range(column + 1, len(table[0])) if table[0][at]), len(table[0])) - column
            found.append((0, column, 1 if table[1][column] else 2, wide))
    return [*found, *((1, column, 1, 1) for column, words in enumerate(table[1]) if words)]


def as_text(lay_out: Callable[[Table], str]) -> str:
    """A text with the three tables, each below its caption."""
    return "\n".join([TITLE, INTRO, *(f"{caption}\n{lay_out(table)}" for caption, table in TABLES.items()), ""])


def piped(rows: Sequence[Sequence[str]]) -> str:
    return "\n".join(" | ".join(row) for row in rows)


LAYOUTS: dict[str, Callable[[Table], str]] = {
    "pipes": piped,
    "outer pipes": lambda table: "\n".join(f"| {' | '.join(row)} |" for row in table),
    "merged cells written out": lambda table: piped(covered(table)),
    "tabs": lambda table: "\n".join("\t".join(row) for row in table),
    "pipes without empty cells": lambda table: piped([[words for words in row if words] for row in table]),
    "a cell a line": lambda table: "\n".join(words for row in table for words in row if words),
}


@pytest.mark.parametrize("layout", LAYOUTS)
def test_the_yearly_tables_keep_their_totals_in_every_layout(layout: str) -> None:
    assert totals(as_text(LAYOUTS[layout])) == TOTALS


def test_a_page_with_merged_cells() -> None:
    tables = ""
    for caption, table in TABLES.items():
        head = spans(table)
        rows = [
            "".join(
                f'<td rowspan="{down}" colspan="{wide}">{table[row][column]}</td>'
                for row, column, down, wide in head
                if row == at
            )
            for at in range(2)
        ]
        rows += ["".join(f"<td>{words}</td>" for words in row) for row in table[2:]]
        tables += f"<p>{caption}</p><table>{''.join(f'<tr>{row}</tr>' for row in rows)}</table>"
    page = f"<html><body><h1>{TITLE}</h1><p>{INTRO}</p>{tables}<p>{INTRO}</p></body></html>"
    assert totals(webpages.read(page.encode()).text) == TOTALS


def test_a_word_file_with_merged_cells() -> None:
    document = docx.Document()
    for line in (TITLE, INTRO):
        document.add_paragraph(line)
    for caption, table in TABLES.items():
        document.add_paragraph(caption)
        made = document.add_table(len(table), len(table[0]))
        for row, cells in enumerate(table):
            for column, words in enumerate(cells):
                made.cell(row, column).text = words
        for row, column, down, wide in spans(table):
            if (down, wide) != (1, 1):
                words = table[row][column]
                made.cell(row, column).merge(made.cell(row + down - 1, column + wide - 1)).text = words
    saved = BytesIO()
    document.save(saved)
    assert totals(word.read(saved.getvalue()).text) == TOTALS


def test_a_spreadsheet_with_merged_cells() -> None:
    sheets: dict[str, Sequence[Sequence[object]]] = {"封面": [[TITLE], [INTRO]]}
    for caption, table in TABLES.items():
        sheets[caption] = [[caption], *([words or None for words in row] for row in table)]

    def merged(book: Workbook) -> None:
        for sheet, table in zip(book.worksheets[1:], TABLES.values(), strict=True):
            for row, column, down, wide in spans(table):
                sheet.merge_cells(
                    start_row=row + 2, start_column=column + 1, end_row=row + 1 + down, end_column=column + wide
                )

    assert totals(spreadsheet.read(as_xlsx(sheets, merged)).text) == TOTALS


@pytest.mark.parametrize(
    "lines",
    [
        ["行政处罚实施数量（宗）", "罚没金额（万元）", "警告", "罚款", "合计", "31", "208", "239"],  # a cell was empty
        ["行政处罚实施数量（宗）", "罚没金额（万元）", "警告", "罚款", "当场", "合计", "31", "8", "2", "41", "9"],
        ["行政处罚实施数量（宗）", "法制审核数量（宗）", "警告", "罚款", "合计", "审核", "31", "8", "39", "7"],
    ],
)
def test_where_the_columns_are_not_sure_all_is_a_part(lines: list[str]) -> None:
    assert totals("\n".join([TITLE, INTRO, "表一", *lines, ""])) == []


def test_rows_of_departments_a_cell_a_line_need_no_numbers_of_their_own() -> None:
    head = ["单位名称", "行政处罚实施数量（宗）", "罚没金额（万元）", "警告", "罚款", "合计"]
    rows = ["市水利局", "1", "2", "3", "0.6", "市农业局", "4", "6", "10", "2", "合计", "5", "8", "13", "2.6"]
    assert totals("\n".join([TITLE, INTRO, *head, *rows, ""])) == [
        ("13", ["行政处罚实施数量"]),
        ("2.6", ["罚没金额"]),
    ]


def test_outcomes_that_the_form_of_disclosure_states_whole_are_no_parts() -> None:
    rows = {
        "一、本年新收政府信息公开申请数量": "8 1 0 0 0 0 9",
        "三、本年度办理结果 | （一）予以公开": "5 1 0 0 0 0 6",
        " | （二）部分公开（区分处理的，只计这一情形，不计其他情形）": "2 0 0 0 0 0 2",
        " | （三）不予公开 | 1.属于国家秘密": "1 0 0 0 0 0 1",
        " | （七）总计": "8 1 0 0 0 0 9",
    }
    table = "\n".join(f"{label} | {counts.replace(' ', ' | ')}" for label, counts in rows.items())
    assert totals(f"{TITLE}\n{INTRO}\n三、收到和处理政府信息公开申请情况\n{table}\n") == [
        ("9", ["本年新收政府信息公开申请数量"]),
        ("6", ["本年度办理结果予以公开"]),
        ("2", ["本年度办理结果部分公开"]),
        ("9", ["本年度办理结果"]),
    ]


def test_the_annex_of_early_reports_has_totals_of_their_own_and_disputes_that_are_none() -> None:
    rows = [
        "指标名称 | 计量单位 | 2013年度",
        "主动公开信息数 | 条 | 920",
        "受理申请总数 | 件 | 83",
        "对申请的答复总数 | 件 | 79",
        "同意公开答复数 | 件 | 61",
        "行政复议数 | 件 | 6",
        "行政诉讼数 | 件 | 2",
    ]
    assert [number for number, _ in totals("\n".join([TITLE, INTRO, "附表", *rows]))] == ["920", "83", "79", "61"]


def test_a_copy_of_the_form_of_disclosure_with_one_number_a_row_keeps_its_outcomes() -> None:
    rows = [
        "本年新收政府信息公开申请数量 | 19",
        "（一）予以公开 | 11",
        "（二）部分公开 | 2",
        "（五）不予处理 | 6",
        "（七）总计 | 19",
    ]
    told = totals("\n".join([TITLE, INTRO, "收到和处理政府信息公开申请情况", *rows]))
    assert [number for number, _ in told] == ["19", "11", "2", "19"]


def test_a_form_that_no_number_is_filled_in_gives_no_figures() -> None:
    text = f"{TITLE}\n{INTRO}\n|行政处罚实施数量（宗）|\n|警告|罚款|合计|\n|市公安局|（未填）|无|\n"
    assert extract(REPORT_ID, text, Known()).figures == []
