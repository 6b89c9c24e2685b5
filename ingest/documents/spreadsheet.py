"""The figures of a spreadsheet: each sheet that shows, its name, its headings a line each, its rows between pipes.

Numbers are written as the sheet shows them, a percentage as one; formulas by the value that was saved with them.
"""

import datetime
import io
import re
import warnings
from collections.abc import Iterator
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from openpyxl import load_workbook
from openpyxl.utils.exceptions import InvalidFileException

from ingest.documents import Content
from ingest.documents.grids import Cell, one_line, piped
from ingest.documents.packages import opened, parts
from ingest.errors import BrokenFile, EmptyFile, TooLarge

MAX_XML = 48 * 1024 * 1024  # bytes of all parts; openpyxl needs some fifty times as much memory as a sheet has
MAX_CELLS = 300_000
DIGITS = 15  # that a spreadsheet keeps of a number
_PLAIN_NAME = re.compile(r"(?:Sheet|工作表|表)\s*\d*", re.IGNORECASE)
_FILLING = re.compile(r"[_*\\].|\[[^\]]*\]|\s")  # blanks, colours and the like
_LITERAL = re.compile(r'"([^"]*)"')
_PLAIN = re.compile(r"[#,0?]*[#0?](?:\.(?P<places>[#0?]+))?(?P<percent>%?)")  # a comma at its end would divide by 1000


def read(data: bytes) -> Content:
    """The text of the XLSX file in `data`. Raises BrokenFile, EmptyFile or TooLarge."""
    with opened(data) as archive:
        size = sum(map(len, parts(archive)))
    if size > MAX_XML:
        raise TooLarge(f"it unpacks to {size:,} bytes, more than {MAX_XML:,}; split it up into smaller files")
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # of what it leaves out: styles, charts, extensions
        try:
            book = load_workbook(io.BytesIO(data), data_only=True, keep_links=False)
        except (KeyError, ValueError, InvalidFileException) as error:
            raise BrokenFile(f"it is no spreadsheet that can be read ({error}); save it as XLSX again") from None
    lines: list[str] = []
    for sheet in book.worksheets:
        if sheet.sheet_state != "visible" or not (rows := list(_lines(sheet))):
            continue
        lines += ([] if _PLAIN_NAME.fullmatch(sheet.title) else [sheet.title]) + rows
    if not lines:
        raise EmptyFile("no sheet that shows holds anything; save it again with the figures in it")
    return Content("\n".join(lines))


def _lines(sheet: Any) -> Iterator[str]:  # noqa: ANN401 - a sheet of openpyxl, which ships no types of its own
    """A sheet's rows that show: one cell alone is a line of its own, several stand between pipes."""
    if sheet.max_row * sheet.max_column > MAX_CELLS:
        raise TooLarge(
            f"its sheet {sheet.title} reaches over {sheet.max_row * sheet.max_column:,} cells, more than "
            f"{MAX_CELLS:,}; delete what is empty, or split it up"
        )
    spans = {(area.min_row, area.min_col): area for area in sheet.merged_cells.ranges}
    covered = {
        (row, column)
        for area in sheet.merged_cells.ranges
        for row in range(area.min_row, min(area.max_row, sheet.max_row) + 1)
        for column in range(area.min_col, min(area.max_col, sheet.max_column) + 1)
    } - spans.keys()
    hidden = {column for column in range(1, sheet.max_column + 1) if _is_hidden(sheet, column)}
    rows: list[list[Cell]] = []
    reach = 0  # the last row that a cell above reaches down to
    for number, row in enumerate(sheet.iter_rows(), 1):
        if sheet.row_dimensions[number].hidden:
            continue
        cells = []
        inside = number <= reach
        for column, cell in enumerate(row, 1):
            if column in hidden or (number, column) in covered:
                continue
            area = spans.get((number, column))
            last_row, last_column = (area.max_row, area.max_col) if area else (number, column)
            across = sum(at not in hidden for at in range(column, min(last_column, sheet.max_column) + 1))
            below = range(number + 1, min(last_row, sheet.max_row) + 1)
            cells.append(Cell(_words(cell), across, 1 + sum(not sheet.row_dimensions[at].hidden for at in below)))
            reach = max(reach, last_row)
        said = [cell for cell in cells if cell.words]
        # A row label without figures is no heading: the rows below it need the table's head.
        if len(said) == 1 and not inside and said[0].rows == 1 and (said[0].columns > 1 or not any(rows)):
            yield from piped(rows)
            rows = []
            yield said[0].words
        elif said or inside:
            rows.append(cells)
    yield from piped(rows) or (cell.words for row in rows for cell in row if cell.words)


def _is_hidden(sheet: Any, column: int) -> bool:  # noqa: ANN401
    """Whether a column does not show; columns of one kind are kept under the first of them."""
    return any(
        kept.hidden and (kept.min or 0) <= column <= (kept.max or 0) for kept in sheet.column_dimensions.values()
    )


def _words(cell: Any) -> str:  # noqa: ANN401
    """What a cell shows, on one line; nothing for errors and for forms of numbers that are not known here."""
    value = cell.value
    if isinstance(value, str):
        return "" if cell.data_type == "e" else one_line(line.strip() for line in value.splitlines())
    if isinstance(value, datetime.date):  # a time of day too
        return f"{value.year}年{value.month}月{value.day}日"
    if isinstance(value, bool) or not isinstance(value, int | float):
        return ""
    return _shown(Decimal(f"{value:.{DIGITS}g}"), cell.number_format)


def _shown(value: Decimal, form: str) -> str:
    """A number as its format shows it."""
    if form in ("General", "@"):
        return f"{value:f}"
    first = form.split(";")[0]
    before, behind = ("".join(_LITERAL.findall(side)) for side in _around(first))
    if not (plain := _PLAIN.fullmatch(_LITERAL.sub("", _FILLING.sub("", first)))):
        return ""
    shown = value * 100 if plain["percent"] else value
    shown = shown.quantize(Decimal(1).scaleb(-len(plain["places"] or "")), ROUND_HALF_UP)
    if "#" in (plain["places"] or ""):
        shown = shown.normalize()
    return f"{before}{shown:f}{plain['percent']}{behind}"


def _around(form: str) -> tuple[str, str]:
    """What a format says before its digits and behind them: "约"0"件"."""
    placed = _LITERAL.sub(lambda words: '"' * len(words.group()), form)
    digits = next((at for at, character in enumerate(placed) if character in "#0?"), len(form))
    return form[:digits], form[digits:]
