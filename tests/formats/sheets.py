"""The yearly tables of administrative enforcement as a workbook: three forms, three years, a sheet each."""

from openpyxl import Workbook

from tests.documents import as_xlsx

YEARS = (2021, 2022, 2023)
# What the rows of totals state, by metric, for a factor of one.
TOTALS = {
    "enforcement.penalties_imposed": 300,
    "approval.permits_applied_for": 120,
    "approval.permits_accepted": 118,
    "approval.permits_granted": 114,
    "approval.permits_refused": 4,
    "approval.permits_revoked": 1,
    "enforcement.coercive_actions": 8,
}
Rows = list[list[object]]


def factor(year: int) -> int:
    """By what all numbers of a year are multiplied, so that no two years are alike."""
    return year - 2019


def book(place: str) -> bytes:
    """The workbook of a place."""
    sheets: dict[str, Rows] = {}
    for year in YEARS:
        for name, rows in (("处罚", _penalties), ("许可", _permits), ("强制", _coercion)):
            sheets[f"{year}年{name}"] = rows(place, year)
    return as_xlsx(sheets, _merged)


def _times(year: int, *numbers: float) -> list[object]:
    return [number * factor(year) for number in numbers]


def _penalties(place: str, year: int) -> Rows:
    return [
        [f"{place}{year}年度行政处罚实施情况统计表"],
        ["序号", "单位名称", "行政处罚实施数量（宗）", None, None, None, None, "罚没金额（万元）"],
        [None, None, "警告", "罚款", "没收违法所得、没收非法财物", "其他行政处罚", "合计", None],
        [1, "市公安局", *_times(year, 11, 200, 1, 2, 214, 30.5)],
        [2, "市城市管理局", *_times(year, 5, 80, 0, 1, 86, 12.25)],
        [None, "合计", *_times(year, 16, 280, 1, 3, 300, 42.75)],
    ]


def _permits(place: str, year: int) -> Rows:
    return [
        [f"{place}{year}年度行政许可实施情况统计表"],
        ["序号", "单位名称", "行政许可实施数量（宗）", None, None, None, "撤销许可的数量（宗）"],
        [None, None, "申请数量", "受理数量", "许可数量", "不予许可数量", None],
        [1, "市住建局", *_times(year, 100, 98, 95, 3, 1)],
        [2, "市教育局", *_times(year, 20, 20, 19, 1, 0)],
        [None, "合计", *_times(year, 120, 118, 114, 4, 1)],
    ]


def _coercion(place: str, year: int) -> Rows:
    return [
        [f"{place}{year}年度行政强制实施情况统计表"],
        ["序号", "单位名称", "行政强制措施实施数量（宗）", None, "行政强制执行实施数量（宗）", None, "合计（宗）"],
        [None, None, "查封场所、设施或者财物", "扣押财物", "加处罚款或者滞纳金", "代履行", None],
        [1, "市市场监管局", *_times(year, 3, 4, 0, 1, 8)],
        [None, "合计", *_times(year, 3, 4, 0, 1, 8)],
    ]


def _merged(book: Workbook) -> None:
    spans = {"处罚": ("C2:G2", "H2:H3"), "许可": ("C2:F2", "G2:G3"), "强制": ("C2:D2", "E2:F2", "G2:G3")}
    for sheet in book.worksheets:
        for span in ("A1:H1", "A2:A3", "B2:B3", *spans[sheet.title[-2:]]):
            sheet.merge_cells(span)
