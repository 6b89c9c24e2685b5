"""Tables that a copy flattened: cells get the header of their column and the label of their row."""

from ingest.extraction import extract
from ingest.identity import Known

HEAD = "某市2021年法治政府建设情况报告\n2021年，我市推进法治政府建设，现将情况报告如下。\n"
REPORT_ID = "0123456789abcdef"
LABELS = 19  # where raw.figures has the labels


def cells(table: str) -> list[tuple[str, str, list[str]]]:
    """Number, unit and labels of each figure of a table."""
    rows = extract(REPORT_ID, HEAD + table, Known(jurisdiction="杭州市")).figures
    return [(row[5], row[7], row[LABELS]) for row in rows]


def test_years_over_the_columns_are_headers_and_a_breakdown_is_a_row() -> None:
    table = (
        "复议案件对比表（单位：件）\n指标\n2020年\n2021年\n受理\n52\n61\n审结\n48\n57\n其中：撤销\n4\n6\n维持\n31\n39\n"
    )
    assert cells(table) == [
        ("52", "件", ["2020年受理"]),
        ("61", "件", ["2021年受理"]),
        ("48", "件", ["2020年审结"]),
        ("57", "件", ["2021年审结"]),
        ("4", "件", ["2020年撤销"]),
        ("6", "件", ["2021年撤销"]),
        ("31", "件", ["2020年维持"]),
        ("39", "件", ["2021年维持"]),
    ]


def test_years_alone_make_no_row_of_numbers() -> None:
    assert cells("年份一览\n指标\n2019年\n2020年\n2021年\n2022年\n备注\n") == []
