"""What fazhi has written itself, which must not come in again as a report: known by a mark in it, or by its shape."""

import re

from ingest.documents import packages
from ingest.errors import OwnOutput

NOTE = ".fazhi.json"  # in each folder that fazhi writes its tables or its page to
PROPERTY = "fazhi"  # of workbooks and data files: a property, or the beginning of a label, of this name
PAGE = b'<meta name="generator" content="fazhi">'
LOOKED_AT = 4096  # bytes in which a mark of a text stands
# Columns that only our tables have; a head of a table with so many of them is ours.
COLUMNS = frozenset(
    {
        *("metric_code", "metric_name", "jurisdiction_key", "jurisdiction_name", "observation_id", "report_id"),
        *("number_text", "char_start", "review_correction_rate", "is_cumulative", "period_type", "day_kind"),
        *("row_key", "comparison_group", "as_of", "short_code", "metric_name_zh", "name_zh"),
    }
)
ENOUGH = 3
_WORD = re.compile(rb"[a-z_]{3,40}")
_CUSTOM = re.compile(rb'name="fazhi"|<dc:creator>fazhi</dc:creator>')


def refuse(data: bytes, kind: str | None) -> None:
    """Raises OwnOutput where the file in `data` is one of ours; `kind` as `ingest.reading` tells it."""
    if kind == "xlsx":
        if _is_own_workbook(data):
            raise told("a workbook")
    elif kind is None:
        head = data[:LOOKED_AT]
        if PAGE in head:
            raise told("a page")
        if is_own_table(head):
            raise told("a table")


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
    return len({word.decode() for word in _WORD.findall(line)} & COLUMNS) >= ENOUGH


def _is_own_workbook(data: bytes) -> bool:
    with packages.opened(data) as archive:
        for member in packages.members(archive):
            if member.name in ("docProps/custom.xml", "docProps/core.xml"):
                if _CUSTOM.search(packages.content(archive, member)):
                    return True
            elif member.name == "xl/sharedStrings.xml" and member.refusal is None:
                words = {word.decode() for word in _WORD.findall(packages.content(archive, member)[: 16 * LOOKED_AT])}
                if len(words & COLUMNS) >= ENOUGH:
                    return True
    return False
