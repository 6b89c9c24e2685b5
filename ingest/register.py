"""The register: a table, in CSV or as a workbook, in which people note what they know of the reports.

One row per report: its `file` (relative to the register) or its `address`, and where known the `issuer`, the
`jurisdiction`, the `year` reported on, the `kind` of report and the `title` under which it was linked. What the
register says counts more than what the text says; where a title contradicts it, a person looks and writes `confirmed`:
yes. What is listed is taken, whatever it is about, and with a reason under `withdrawn` its figures are no facts.
"""

import csv
import difflib
import io
import json
import re
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple
from urllib.parse import urlsplit

from ground.errors import ReadError, RegisterError
from ingest.clock import today
from ingest.encodings import decode
from ingest.identity import Known
from ingest.reading import read_bytes

FILE_NAME = "register.csv"
WORKBOOK = "register.xlsx"
FILE_NAMES = (FILE_NAME, WORKBOOK)
FIRST_YEAR = 1990  # before the first plans for administration by law nobody reported on it
MAX_FAULTS = 10  # listed in one message
_SECRET = re.compile(r"//[^/?#\s]*@")  # a name and a password before the host
TITLES = 5  # lines among which the one that names the columns stands
QUOTED = 200  # characters that a message quotes
_YEAR = re.compile(r"\d{4}(?:\.0+)?\s?(?:年度?)?")  # as spreadsheets and people write it

# Headings as people write them.
COLUMNS = {
    "file": ("file", "filename", "path", "文件", "文件名", "文件路径"),
    "address": ("address", "url", "link", "网址", "链接", "地址"),
    "issuer": ("issuer", "发布机关", "制发机关", "发文机关", "发布机构", "机关", "单位"),
    "jurisdiction": ("jurisdiction", "place", "行政区划", "行政区", "地区", "区域"),
    "year": ("year", "年份", "年度", "报告年度", "年"),
    "kind": ("kind", "report_kind", "类型", "类别", "报告类型"),
    "title": ("title", "标题", "链接文字"),
    "confirmed": ("confirmed", "已核实", "核实"),
    "withdrawn": ("withdrawn", "撤回", "撤回原因", "作废"),
}
YES, NO = ("yes", "true", "1", "是"), ("no", "false", "0", "否")
# Kinds of reports as people write them.
KINDS = {
    "government": ("government", "政府"),
    "department": ("department", "部门"),
    "development_zone": ("development_zone", "开发区", "园区"),
}


class Entry(NamedTuple):
    """One row: its line in the register, the file it names (None where it has only an address) and the known facts.

    `fault` says what is wrong with it, by line and column; then nothing is known but which file or address it is about.
    """

    line: int
    file: str | None
    known: Known
    fault: str | None = None


def read_register(path: Path, data: bytes | None = None) -> list[Entry]:
    """The register's rows; `data` are its bytes where it is in an archive.

    A row that is malformed is there with its `fault`. Raises RegisterError where the whole is, or every row; then the
    message lists every fault: line, column, value, what is allowed.
    """
    this_year = today().year  # before any row is blamed for a clock that is wrong
    rows = [(line, cells) for line, cells in _rows(path, data) if any(cells)]
    if not rows:
        raise RegisterError(
            f"{path}: the register is empty; its first line names the columns: file,issuer,jurisdiction,year"
        )
    top = head_of([cells for _, cells in rows])
    header, width = _header(path, *rows[top]), len(rows[top][1])
    entries, faults = [], []
    for line, cells in rows[top + 1 :]:
        if len(cells) > width:
            extra = cells[width]
            wrong = [
                f"line {line}: “{_shown(extra)}” stands in no column; put a value that holds a comma between quotes"
            ]
            values = {
                column: cells[at]
                for at, column in header.items()
                if at < len(cells) and cells[at] and column in ("file", "address")
            }
        else:
            values = {column: cells[at] for at, column in header.items() if at < len(cells) and cells[at]}
            wrong = _faults(line, values, this_year)
        faults += wrong
        entries.append(_faulty(line, values, wrong) if wrong else _entry(line, values))
    if faults and all(entry.fault for entry in entries):
        more = [f"and {len(faults) - MAX_FAULTS} more"] if len(faults) > MAX_FAULTS else []
        raise RegisterError(
            "\n  ".join([f"{path}: the register is malformed, correct these first", *faults[:MAX_FAULTS], *more])
        )
    return entries


def _rows(path: Path, data: bytes | None) -> list[tuple[int, list[str]]]:
    """The rows of the table with their lines. Raises RegisterError."""
    try:
        data = read_bytes(path) if data is None else data
        if is_workbook(data):
            from ingest.documents.sandbox import sandboxed  # only for those who keep one

            written = sandboxed("table", data).text
            return [(number, [str(cell).strip() for cell in row]) for number, row in json.loads(written)]
        text, _ = decode(data)
    except ReadError as error:
        raise RegisterError(f"{path}: {error}") from None
    lines = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter_of(text))
    try:
        return [(lines.line_num, [cell.strip() for cell in row]) for row in lines]
    except csv.Error as error:
        raise RegisterError(f"{path}, line {lines.line_num}: {error}; save the register as CSV again") from None


def head_of(rows: Sequence[Sequence[str]]) -> int:
    """The number (from 0) of the row that names the columns: the first, but for titles and notes above it."""
    named = {alias for column in ("file", "address") for alias in COLUMNS[column]}
    heads = (at for at, cells in enumerate(rows[:TITLES]) if any(cell.strip().lower() in named for cell in cells))
    return next(heads, 0)


def is_workbook(data: bytes) -> bool:
    """Whether a register is an XLSX file, whatever its name."""
    return data.startswith(b"PK\x03\x04")


def short(words: str) -> str:
    """What a register says, as far as a message has room for it."""
    return words if len(words) <= QUOTED else f"{words[:QUOTED]}…"


def delimiter_of(text: str) -> str:
    """What parts a register's cells, by the first line that holds one of them."""
    first = next((line for line in text.split("\n", TITLES)[:TITLES] if any(mark in line for mark in ",;\t")), "")
    return max(",;\t", key=first.count)


def _header(path: Path, line: int, cells: list[str]) -> dict[int, str]:
    """Which cell of a row holds which column; columns of other names are the owner's own notes."""
    header: dict[int, str] = {}
    known = {alias: column for column, aliases in COLUMNS.items() for alias in aliases}
    for at, cell in enumerate(cells):
        name = cell.lower()
        if name in known:
            if known[name] in header.values():
                raise RegisterError(
                    f"{path}, line {line}: two columns say {known[name]} (the second is “{short(cell)}”); keep one"
                )
            header[at] = known[name]
        elif close := difflib.get_close_matches(name, COLUMNS, n=1, cutoff=0.75):
            raise RegisterError(f"{path}, line {line}: there is no column “{short(cell)}”; did you mean {close[0]}?")
    if not {"file", "address"} & set(header.values()):
        raise RegisterError(
            f"{path}, line {line}: no column file or address among “{short(', '.join(cells))}”; name one of them so"
        )
    return header


def _faults(line: int, values: dict[str, str], this_year: int) -> list[str]:
    faults = []
    if "file" not in values and "address" not in values:
        faults.append(f"line {line}: neither file nor address; give one of them or delete the line")
    address = values.get("address", "")
    if address and _SECRET.search(address):
        faults.append(f"line {line}, column address: it holds a name or a password; public reports ask for none")
    elif address and not _is_address(address):
        faults.append(
            f"line {line}, column address: “{_shown(address)}”; allowed is a web address that begins with http:// or https://"
        )
    year = values.get("year", "")
    if year and not (_YEAR.fullmatch(year) and FIRST_YEAR <= int(year[:4]) <= this_year):
        faults.append(
            f"line {line}, column year: “{short(year)}”; allowed is a year from {FIRST_YEAR} to {this_year}, "
            "such as 2019"
        )
    if values.get("kind") and _kind(values["kind"]) is None:
        faults.append(f"line {line}, column kind: “{values['kind']}”; allowed is {', '.join(KINDS)}")
    if values.get("confirmed") and values["confirmed"].lower() not in YES + NO:
        faults.append(f"line {line}, column confirmed: “{short(values['confirmed'])}”; allowed is yes or no")
    for column in ("issuer", "jurisdiction"):
        if values.get(column) and not re.search(r"[\u4e00-\u9fff]", values[column]):
            faults.append(f"line {line}, column {column}: “{short(values[column])}”; allowed is the Chinese name")
    return faults


def _is_address(words: str) -> bool:
    if not re.fullmatch(r"https?://[^/\s\x00-\x1f\x7f]+[^\x00-\x1f\x7f]*", words):
        return False
    try:
        return bool(urlsplit(words).hostname)
    except ValueError:
        return False


def _faulty(line: int, values: dict[str, str], wrong: list[str]) -> Entry:
    """A malformed row, as far as it tells what it is about."""
    address = values.get("address", "")
    address = address if _is_address(address) and not _SECRET.search(address) else ""
    return Entry(line, values.get("file"), Known(address=address or None), "; ".join(wrong))


def _shown(words: str) -> str:
    """What a register says, without what may be a password."""
    return short(_SECRET.sub("//…@", words))


def _entry(line: int, values: dict[str, str]) -> Entry:
    year = int(values["year"][:4]) if "year" in values else None
    kind = _kind(values.get("kind", ""))
    confirmed = True if values.get("confirmed", "").lower() in YES else None
    known = Known(
        *(values.get("issuer"), values.get("jurisdiction"), year, values.get("address"), kind),
        *(values.get("title"), confirmed, "listed" if "file" in values else "expected", values.get("withdrawn")),
    )
    return Entry(line, values.get("file"), known)


def _kind(words: str) -> str | None:
    return next((kind for kind, names in KINDS.items() if words.lower() in names), None)
