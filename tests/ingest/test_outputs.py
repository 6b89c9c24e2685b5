"""What fazhi has written itself comes in as no report: by a mark in it, and by its shape."""

from collections.abc import Callable
from pathlib import Path

import pytest

from ingest.landing import land
from ingest.outputs import COMMENT, NOTE
from tests.documents import as_xlsx, as_zip

Write = Callable[..., Path]
HEAD = ["地区\njurisdiction_name", "jurisdiction_key", "metric_code", "value"]
ROWS = [["溪山市", "999999", "admin_review.cases_accepted", 312]]

WIDE = "jurisdiction_key,jurisdiction_name,level,year,report_count,metric_count,al_cases_lost"
# As a spreadsheet program saves a sheet of ours: the names of a column on two lines of its cell.
TWO_LINES = ",".join(
    f'"{zh}\n{name}"'
    for zh, name in (
        *(("地区", "jurisdiction_name"), ("口径", "scope"), ("截至日期", "as_of")),
        *(("受理", "review_cases_accepted"), ("纠错率", "review_correction_rate")),
    )
)


def marked(book) -> None:
    from openpyxl.packaging.custom import StringProperty

    book.custom_doc_props.append(StringProperty(name="fazhi", value="export"))


OURS = {
    "表 格.xlsx": as_xlsx({"行政复议": [["受理行政复议案件", 312]]}, marked),
    "旧.xlsx": as_xlsx({"表": [HEAD, *ROWS]}),
    "面板.xlsx": as_xlsx({"fazhi_panel": [["地区", "受理"], ["溪山市", 312]]}),
    "tables.csv": f"{','.join(HEAD)}\n溪山市,999999,admin_review.cases_accepted,312\n",
    "tables.txt": f"report_id,{','.join(HEAD)}\n1,溪山市,999999,admin_review.cases_accepted,312\n",
    "panel.txt": f"{WIDE}\n999,溪山市,3,2020,1,2,312\n",
    "saved.txt": f"{TWO_LINES}\n溪山市,own,,312,12.5\n",
    "page.html": '<html><head><meta name="generator" content="fazhi"></head><body>行政复议312件</body></html>',
    "sheet.md": "# 行政复议\n\n| 地区 | 受理 |\n|---|---|\n| 溪山市 | 312 |\n" + COMMENT.decode(),
    "old.md": "# 行政复议\n\nReviews\n\n- note\n\n`cmp_cases_handled`: 12 rows\n\n| 地区 | 受理 |\n",
    "panel.dta": b"<stata_dta><header><release>118</release></header> fazhi_panel",
    "panel.parquet": b"PAR1" + bytes(9000) + b"metric_code jurisdiction_key report_id",
}


@pytest.mark.parametrize("name", OURS)
def test_each_kind_is_refused_with_its_code(write: Write, folder: Path, db: Path, name: str) -> None:
    write(name, OURS[name])
    assert [code for _, code, _ in land(folder, db).refused] == ["own_output"]


def test_in_an_archive_too(write: Write, folder: Path, db: Path) -> None:
    write("a.zip", as_zip({name: OURS[name] for name in ("表 格.xlsx", "sheet.md", "page.html")}))
    assert {code for _, code, _ in land(folder, db).refused} == {"own_output"}


def test_a_folder_of_ours_is_one_refusal(write: Write, report: Callable[..., str], folder: Path, db: Path) -> None:
    write("2020.txt", report())
    write(f"exports/{NOTE}", "{}")
    write("exports/csv/a.txt", report(cases=400))
    done = land(folder, db)
    assert done.landed == 1
    assert [(uri, code) for uri, code, _ in done.refused] == [("exports/", "own_output")]


def test_reports_and_tables_of_others_are_none_of_ours(
    write: Write, report: Callable[..., str], folder: Path, db: Path
) -> None:
    write("a.md", f"# 溪山市报告\n\n{report()}")
    write(
        "b.xlsx",
        as_xlsx(
            {
                "行政复议": [
                    ["溪山市行政复议案件情况统计表(2020年)"],
                    ["项目", "件数"],
                    ["受理", 312],
                    ["审结", 298],
                    ["终止", 3],
                ]
            }
        ),
    )
    write("c.csv", "name,value\na,1\n")
    done = land(folder, db)
    assert (done.landed, [code for _, code, _ in done.refused]) == (2, ["unsupported_format"])
