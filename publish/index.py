"""The page that lists what an export holds."""

import datetime
from collections.abc import Sequence
from pathlib import Path

from publish.columns import CODES
from publish.markdown import escaped
from publish.tables import Table

NAME = "README.md"


def index_page(tables: Sequence[Table], files: Sequence[Path], landed: datetime.datetime | None) -> str:
    """The page as Markdown. `files` are the paths inside the export; `landed` is when the newest report did."""
    lines = ["# 法治政府建设报告 数据对比", "", "Comparison tables exported by `fazhi export`.", ""]
    if landed:
        lines += [f"- 报告最近一次入库 Reports landed last: {landed:%Y-%m-%d %H:%M}"]
    lines += [
        "- 本文件夹每次导出时整体替换，请勿在其中保存自己的文件。 An export replaces this folder as a whole: keep nothing of your own in it.",
        "- CSV: UTF-8 with BOM, opens in Excel as it is. An apostrophe leads text that a spreadsheet would run or rewrite (`=…`, `1/5`).",
        "- 引用 To cite a cell: report, file @ character offset, number as printed; all in the `_sources` table of a wide table, "
        "and in the row itself of the others.",
        "- 空格不是零。 An empty cell is not zero: no such figure was found.",
        "",
        "| 表 Table | 内容 Content | 行数 Rows | 文件 Files |",
        "| --- | --- | ---: | --- |",
    ]
    for table in tables:
        links = " ".join(f"[{path.suffix[1:]}]({path.as_posix()})" for path in files if path.stem == table.name)
        rows = str(len(table.rows)) if table.rows else "0 (没有数据 empty)"
        lines.append(f"| `{table.name}` | {escaped(table.title)} {escaped(table.title_en)} | {rows} | {links} |")
    names = {table.name for table in tables}
    whole = [path for path in files if path.stem not in names]
    if whole:
        lines += ["", *(f"- [{path.name}]({path.as_posix()}): 全部表格 all tables in one workbook" for path in whole)]
    lines += ["", "## 代码 Codes", "", "| | | | |", "| --- | --- | --- | --- |"]
    lines += [f"| `{column}` | `{code}` | {chinese} | {english} |" for column, code, chinese, english in CODES]
    return "\n".join(lines) + "\n"
