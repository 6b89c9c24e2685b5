"""The page that lists what an export holds."""

import datetime
from collections.abc import Sequence
from pathlib import Path

from publish import about
from publish.columns import CODES
from publish.markdown import escaped
from publish.panel import FOLDER as PANEL
from publish.tables import Table

NAME = "README.md"

_FOLDER = (
    "本文件夹每次导出时整体替换，请勿在其中存放自己的文件。",
    "An export replaces this folder as a whole: keep nothing of your own in it.",
)
_CSV = (
    "CSV 为带 BOM 的 UTF-8，可用 Excel 直接打开；会被当作公式或改写成日期的文字（如 1/5）前加一撇。",
    "CSV is UTF-8 with a BOM and opens in Excel as it is. An apostrophe leads text that a spreadsheet would run as a "
    "formula or turn into a date (1/5).",
)
_SOURCES = (
    "每张宽表旁有同名的 _sources 表，每个单元格的出处都在其中。",
    "Beside each wide table stands its table of sources, which explains every cell.",
)
_PANEL = (
    "每个地区每年一行，每个指标一列，每格一个数；选取规则和缺失原因见 codebook.md，出处见长表。",
    "One row per jurisdiction and year, one column per metric, one number per cell; codebook.md says how it is chosen "
    "and why a cell is empty, the long form has the sources.",
)


def index_page(
    tables: Sequence[Table], files: Sequence[Path], landed: datetime.datetime | None, *, verified_only: bool = False
) -> str:
    """The page as Markdown. `files` are the paths inside the export; `landed` is when the newest report did."""
    lines = [f"# {about.TITLE[0]}", ""]
    for words in (about.WHAT, about.COMPARING, about.EMPTY, about.BOUNDS, about.CITING, _SOURCES, _CSV, _FOLDER):
        lines.append(f"- {' '.join(words)}")
    lines.append(f"- {' '.join(about.VERIFIED_ONLY if verified_only else about.VERIFIED)}")
    if landed:
        lines.append(f"- 报告最近一次入库 The newest report landed: {landed:%Y-%m-%d %H:%M}")
    named = {table.name for table in tables}
    others = [file for file in files if file.stem not in named]
    lines += [
        "",
        *(f"[{file.name}]({file.as_posix()}): 全部表格 all tables" for file in others if len(file.parts) == 1),
    ]
    if panel := [file for file in others if file.parts[0] == PANEL]:
        lines += ["", "## 面板 The panel", "", " ".join(_PANEL), ""]
        lines += [f"- [{file.name}]({file.as_posix()})" for file in panel]
    lines += ["", "| 表 Table | 内容 Content | 行数 Rows | 文件 Files |", "| --- | --- | ---: | --- |"]
    for table in tables:
        links = ", ".join(f"[{file.suffix[1:]}]({file.as_posix()})" for file in files if file.stem == table.name)
        rows = str(len(table.rows)) if table.rows else "0（没有数据 empty）"
        lines.append(f"| `{table.name}` | {escaped(table.title)}<br>{escaped(table.title_en)} | {rows} | {links} |")
    lines += ["", "## 代码 Codes", "", "| 列 Column | 代码 Code | 意思 | Meaning |", "| --- | --- | --- | --- |"]
    lines += [f"| {column} | `{code}` | {chinese} | {english} |" for column, code, chinese, english in CODES]
    return "\n".join(lines) + "\n"
