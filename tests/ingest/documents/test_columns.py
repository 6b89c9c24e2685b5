"""Pages of a PDF in columns are read column by column, in whatever order the file draws them; tables stay tables."""

import pytest
from reportlab.pdfgen.canvas import Canvas

from ingest.documents.pdf import read
from tests.documents import FONT, as_pdf
from tests.ingest.documents.test_pdf import drawn

TITLE = "云岭市2021年法治政府建设情况报告"
COLUMNS = [
    "全市深入推进法治政府建设，各项工作取得了积极进展和成效。市政府共受理行政复议申请417件，审结352件，其中维持31件，驳回6件，"
    "撤销和确认违法12件。各级行政复议机构依法办案，化解行政争议的能力不断提高。",
    "全年共办理行政应诉案件88件，行政机关负责人出庭应诉率为96.5%，较上年有所提高。举办法治专题培训15次，组织行政执法人员考试21场次，"
    "办理调解案件1045件，各项任务均按期完成。",
    "市政府门户网站公开信息3120条，收到建议26件，全部按期答复。对规范性文件开展清理，废止14件，修改9件，继续有效230件，清理结果已向社会公布。",
]
SIZE, LEADING = 9, 15


def lines(text: str, width: int) -> list[str]:
    """A paragraph set in lines of so many em; marks may hang over."""
    found, current, used = [], "", 0.0
    for char in text:
        step = 0.5 if char.isascii() else 1.0
        if used + step > width and char not in "，。":
            found.append(current)
            current, used = "", 0.0
        current, used = current + char, used + step
    return [*found, current]


def pages(columns: list[str], order: str, moved: int, title: str = TITLE) -> bytes:
    width = 460 // SIZE // len(columns) - 2
    placed = [
        (60 + 460 / len(columns) * number, 740 - moved * number - LEADING * row, line)
        for number, column in enumerate(columns)
        for row, line in enumerate(lines(column, width))
    ]
    if order == "row":
        placed.sort(key=lambda line: (-line[1], line[0]))
    elif order == "backwards":
        placed.reverse()

    def page(canvas: Canvas) -> None:
        canvas.setFont(FONT, 16)
        canvas.drawString(150, 790, title)
        canvas.setFont(FONT, SIZE)
        for x, y, words in placed:
            canvas.drawString(x, y, words)
        canvas.drawString(290, 30, "1")

    return drawn(page)


@pytest.mark.parametrize("moved", [0, 2, 7])
@pytest.mark.parametrize("order", ["column", "row", "backwards"])
@pytest.mark.parametrize("count", [2, 3])
def test_columns_are_read_one_after_the_other(count: int, order: str, moved: int) -> None:
    text = read(pages(COLUMNS[:count], order, moved)).text
    assert text.split("\n") == [TITLE, *COLUMNS[:count]]


def test_a_sentence_goes_on_in_the_next_column_and_on_the_next_page() -> None:
    whole = "".join(COLUMNS)
    half = lines(whole, 460 // SIZE // 2 - 2)
    middle = len(half) // 2
    text = read(pages(["".join(half[:middle]), "".join(half[middle:])], "column", 0)).text
    assert text.split("\n") == [TITLE, whole]


@pytest.mark.parametrize("order", ["column", "row"])
def test_the_last_column_may_be_short(order: str) -> None:
    long, end = COLUMNS[0] + COLUMNS[1], "培训15次，参加的有417人。"
    assert read(pages([long, end], order, 0)).text.split("\n") == [TITLE, long, end]


def test_what_reaches_over_the_columns_parts_them() -> None:
    def page(canvas: Canvas) -> None:
        canvas.setFont(FONT, SIZE)
        y = 780.0
        for band, head in enumerate(("一、行政复议和行政应诉工作的情况以及法治政府建设其他各项工作的情况", "二、公开")):
            canvas.drawString(60, y, head if band == 0 else head + "以及规范性文件清理工作和其他各项工作的总体情况说明")
            for number in range(2):
                for row, line in enumerate(lines(COLUMNS[number + band], 23)):
                    canvas.drawString(60 + 240 * number, y - LEADING * (row + 1), line)
            y -= LEADING * 9

    found = read(drawn(page)).text
    order = [found.index(words) for words in ("一、行", COLUMNS[0][:9], COLUMNS[1][:9], "二、公")]
    assert order == sorted(order)
    assert found.count(COLUMNS[0]) == 1
    assert found.count(COLUMNS[1]) == 2
    assert found.count(COLUMNS[2]) == 1


def test_a_table_in_a_column_stands_in_its_column() -> None:
    def page(canvas: Canvas) -> None:
        canvas.setFont(FONT, SIZE)
        for number, column in enumerate(COLUMNS[:2]):
            for row, line in enumerate(lines(column, 23)):
                canvas.drawString(60 + 240 * number, 740 - LEADING * row, line)
        for row, cells in enumerate((("类型", "受理"), ("行政复议", "417"))):
            for column, words in enumerate(cells):
                canvas.rect(60 + 100 * column, 560 - 20 * row, 100, 20)
                canvas.drawString(65 + 100 * column, 565 - 20 * row, words)

    assert read(drawn(page)).text.split("\n") == [COLUMNS[0], "| 类型 | 受理 |", "| 行政复议 | 417 |", COLUMNS[1]]


def test_the_columns_of_a_table_without_lines_are_none() -> None:
    def page(canvas: Canvas) -> None:
        canvas.setFont(FONT, SIZE)
        for row in range(8):
            canvas.drawString(60, 740 - LEADING * row, f"办理复议案件的第{'一二三四五六七八'[row]}类情况（件），全年")
            canvas.drawString(330, 740 - LEADING * row, f"{417 + row}")
            canvas.drawString(430, 740 - LEADING * row, f"{352 + row}")

    found = read(drawn(page)).text.split("\n")
    assert found[0] == "| 办理复议案件的第一类情况（件），全年 | 417 | 352 |"
    assert len(found) == 8


@pytest.mark.parametrize("size", [1, 2, 3])
def test_several_numbers_in_a_cell_and_in_its_neighbour_stay_apart(size: int) -> None:
    numbers = [["417", "352", "31"][:size], ["88", "76", "9"][:size]]
    table = [["类型", "受理", "审结"], ["行政复议", *("\n".join(cell) for cell in numbers)], ["行政应诉", "61", "5"]]
    found = read(as_pdf("全年情况如下。", table, head="")).text.split("\n")
    assert f"| 行政复议 | {' '.join(numbers[0])} | {' '.join(numbers[1])} |" in found
