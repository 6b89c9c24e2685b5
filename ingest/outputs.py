"""What fazhi has written itself, which must not come in again as a report: known by a mark in it, or by its shape."""

import os
import re
from pathlib import Path

from ground.errors import OwnOutput
from ingest.documents import packages

NOTE = ".fazhi.json"  # in each folder that fazhi writes its tables or its page to
PAGE = b'<meta name="generator" content="fazhi">'
COMMENT = b"<!-- fazhi -->"  # at the end of a page in Markdown
LOOKED_AT = 4096  # bytes in which a mark of a text stands
TAIL = 65536  # bytes at the end of a Parquet file, where it names its columns
DATA = (b"<stata_dta>", b"$FL2", b"$FL3", b"PAR1")  # how files for Stata, SPSS and Parquet begin
# Columns that only our tables have; a head of a table with so many of them is ours.
COLUMNS = frozenset(
    {
        *("metric_code", "metric_name", "jurisdiction_key", "jurisdiction_name", "observation_id", "report_id"),
        *("number_text", "char_start", "review_correction_rate", "is_cumulative", "period_type", "day_kind"),
        *("row_key", "comparison_group", "as_of", "short_code", "metric_name_zh", "name_zh"),
        *("report_count", "metric_count", "review_cases_accepted", "comparability_zh"),
    }
)
ENOUGH = 3
# How our pages in Markdown begin: a title, and how many rows the table has; a codebook; a dictionary.
_SHEET = re.compile(rb"# .*(?:\n.*){1,40}?\n`[a-z_]{3,60}`: [0-9]{1,9} rows\n")
_BOOK = re.compile("# (?:面板编码手册 Codebook|数据字典 Data dictionary)".encode())
_WORD = re.compile(rb"[a-z_]{3,40}")
_CUSTOM = re.compile(rb'name="fazhi(?:"|_[a-z_]+")')


def refuse(data: bytes, kind: str | None) -> None:
    """Raises OwnOutput where the file in `data` is one of ours; `kind` as `ingest.reading` tells it."""
    if kind == "xlsx":
        if _is_own_workbook(data):
            raise told("a workbook")
    elif kind is None:
        head = data[:LOOKED_AT]
        if PAGE in head:
            raise told("a page")
        if COMMENT in data[-LOOKED_AT:] or _SHEET.match(head) or _BOOK.match(head) or is_own_table(head):
            raise told("a table")


def is_own_data(path: Path) -> bool:
    """Whether a file of a format that is not read anyway is one of our tables: CSV, Parquet, Stata or SPSS."""
    if not path.is_file():
        return False  # a pipe would keep whoever opens it waiting
    try:
        with path.open("rb") as file:
            head = file.read(LOOKED_AT)
            size = file.seek(0, os.SEEK_END)
            file.seek(max(0, size - TAIL))
            tail = file.read(TAIL)
    except OSError:
        return False
    if not head.startswith(DATA):
        return is_own_table(head)
    return b"fazhi" in head or len(_words_of(head + tail) & COLUMNS) >= ENOUGH


def told(what: str) -> OwnOutput:
    """The refusal of one."""
    return OwnOutput(
        f"it is {what} that fazhi has written itself, out of reports: its numbers would be counted again; take it out "
        "of the folder"
    )


def is_own_table(head: bytes) -> bool:
    """Whether a text begins with the head of one of our tables (CSV, Markdown, data dictionary)."""
    line = next(
        (line for line in head.splitlines() if line.count(b",") + line.count(b"|") + line.count(b"\t") > 2), b""
    )
    # A spreadsheet program writes a head of two lines a cell over many lines; there more of the names are asked for.
    return len(_words_of(line) & COLUMNS) >= ENOUGH or len(_words_of(head) & COLUMNS) > ENOUGH


def _words_of(data: bytes) -> set[str]:
    return {word.decode() for word in _WORD.findall(data)}


def _is_own_workbook(data: bytes) -> bool:
    with packages.opened(data) as archive:
        for member in packages.members(archive):
            if member.name in ("docProps/custom.xml", "docProps/core.xml", "xl/workbook.xml"):
                if _CUSTOM.search(packages.content(archive, member)):
                    return True
            elif (
                member.name.startswith(("xl/sharedStrings.xml", "xl/worksheets/sheet"))
                and member.refusal is None
                and len(_words_of(packages.content(archive, member)[: 16 * LOOKED_AT]) & COLUMNS) >= ENOUGH
            ):
                return True
    return False
