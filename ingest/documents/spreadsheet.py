"""The figures of a spreadsheet: each sheet that shows, its name, its headings a line each, its rows between pipes.

Numbers are written as the sheet shows them, a percentage as one; formulas by the value that was saved with them.
"""

import datetime
import io
import re
import warnings
from collections.abc import Iterator
from decimal import Decimal
from typing import Any

from openpyxl import load_workbook
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.utils.exceptions import InvalidFileException

from ground.errors import BrokenFile, EmptyFile, TooLarge
from ingest.documents import Content
from ingest.documents.cellformats import shown
from ingest.documents.doubts import clean, doubted, raised, settled
from ingest.documents.grids import Cell, one_line, piped
from ingest.documents.packages import opened, parts
from ingest.documents.runs import is_near, is_symbols

MAX_XML = 48 * 1024 * 1024  # bytes of all parts; openpyxl needs some fifty times as much memory as a sheet has
MAX_CELLS = 300_000
DIGITS = 15  # that a spreadsheet keeps of a number
_PLAIN_NAME = re.compile(r"(?:Sheet|工作表|表)\s*\d*", re.IGNORECASE)
NARROWEST = 0.9  # of a letter's width, below which a column shows no digit
NARROW = 0.3  # of a point, below which a row is not seen
PROSE = 60  # characters from which a row of one cell is a paragraph
_NUMBER = re.compile(r"(?!(?:19|20)\d{2}\s?年?度?$)[-+约近超]{0,2}\d[\d,.，]{0,20}\s?[^\d\s]{0,4}$")
HEAD = 4  # lines of a sheet that name its table
_YEAR = re.compile(r"(?<![0-9])((?:19|20)[0-9]{2})\s?年")
_STATISTICS = re.compile("统计表|情况表|年报表")
TINY = 1  # points up to which letters are not seen


def read(data: bytes) -> Content:
    """The text of the XLSX file in `data`. Raises BrokenFile, EmptyFile or TooLarge."""
    book = opened_book(data)
    sheets: list[list[str]] = []
    for sheet in book.worksheets:
        if sheet.sheet_state != "visible" or not (rows := list(_lines(sheet))):
            continue
        sheets.append(([] if _PLAIN_NAME.fullmatch(sheet.title) else [sheet.title]) + rows)
    lines = [line for sheet in _newest_first(sheets) for line in sheet]
    if not lines:
        raise EmptyFile("no sheet that shows holds anything; save it again with the figures in it")
    return Content("\n".join(lines))


def _newest_first(sheets: list[list[str]]) -> list[list[str]]:
    """Sheets of yearly statistics, those of the newest year first: the others tell of the years before it."""
    years = []
    for sheet in sheets:
        head = "\n".join(line for line in sheet[:HEAD] if not line.startswith("|"))
        found = _YEAR.findall(head)
        years.append(max(found) if found and _STATISTICS.search(head) else "")
    if not all(years) or len(set(years)) < 2:
        return sheets
    return [sheets[at] for at in sorted(range(len(sheets)), key=lambda at: years[at], reverse=True)]


def opened_book(data: bytes) -> Any:  # noqa: ANN401 - a workbook of openpyxl, which ships no types of its own
    """The workbook in `data`. Raises BrokenFile or TooLarge."""
    with opened(data) as archive:
        size = sum(map(len, parts(archive)))
    if size > MAX_XML:
        raise TooLarge(f"it unpacks to {size:,} bytes, more than {MAX_XML:,}; split it up into smaller files")
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # of what it leaves out: styles, charts, extensions
        try:
            return load_workbook(io.BytesIO(data), data_only=True, keep_links=False, rich_text=True)
        except (KeyError, ValueError, InvalidFileException) as error:
            raise BrokenFile(f"it is no spreadsheet that can be read ({error}); save it as XLSX again") from None


def cell_words(cell: Any) -> str:  # noqa: ANN401
    """What a cell shows, on one line."""
    return one_line(_words(cell))


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
    alone: list[tuple[list[Cell], bool]] = []  # rows of one cell, and whether what it is the next rows tell
    reach = 0  # the last row that a cell above reaches down to
    for number, row in enumerate(sheet.iter_rows(), 1):
        if _is_hidden_row(sheet, number):
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
            lines = _words(cell)
            down = 1 + sum(not _is_hidden_row(sheet, at) for at in below)
            cells.append(Cell(one_line(lines), across, down, tuple(lines)))
            reach = max(reach, last_row)
        said = [cell for cell in cells if cell.words]
        if len(said) == 1 and not inside and said[0].rows == 1:
            heads = said[0].columns > 1 or not any(rows) or _is_prose(said[0].words)
            alone.append((cells, heads))
        elif said or inside:
            # Labels without figures are no headings: the rows below them need the table's head. Below a heading
            # another one stands, without a number.
            heads = any(heads for _, heads in alone) or not any(map(_NUMBER.match, (cell.words for cell in said)))
            if alone and heads:
                yield from _written(rows)
                yield from (cell.words for row, _ in alone for cell in row if cell.words)
                rows = []
            elif alone:
                rows += [row for row, _ in alone]
            alone = []
            rows.append(cells)
    apart = next((at for at, (_, heads) in enumerate(alone) if heads), len(alone))
    yield from _written(rows + [row for row, _ in alone[:apart]])
    yield from (cell.words for row, _ in alone[apart:] for cell in row if cell.words)


def _written(rows: list[list[Cell]]) -> list[str]:
    """The lines of rows; a line for each cell where they are none of a table."""
    return piped(rows) or [cell.words for row in rows for cell in row if cell.words]


def _is_prose(words: str) -> bool:
    """Whether the only cell of a row is a paragraph."""
    return len(words) > PROSE or words.endswith("。")


def _is_hidden(sheet: Any, column: int) -> bool:  # noqa: ANN401
    """Whether a column does not show; columns of one kind are kept under the first of them."""
    return any(
        (kept.hidden or (kept.width is not None and kept.width < NARROWEST))
        and (kept.min or 0) <= column <= (kept.max or 0)
        for kept in sheet.column_dimensions.values()
    )


def _is_hidden_row(sheet: Any, number: int) -> bool:  # noqa: ANN401
    row = sheet.row_dimensions[number]
    return bool(row.hidden) or (row.height is not None and row.height < NARROW)


def _words(cell: Any) -> list[str]:  # noqa: ANN401
    """What a cell shows, its lines; nothing for errors and for forms of numbers that are not known here."""
    value, form = cell.value, cell.number_format
    look = _look(cell.font, cell.fill)
    if value is None or look in ("hidden", "struck"):
        return []
    if isinstance(value, str | CellRichText):
        # Of four sections the last is for words, and shows none where it is empty.
        shows = cell.data_type != "e" and not (form.count(";") >= 3 and not form.split(";")[3].strip())
        return _lines_of(_pieces(value, cell, look)) if shows else []
    if isinstance(value, datetime.date):  # a time of day too
        return [f"{value.year}年{value.month}月{value.day}日"]
    if isinstance(value, bool) or not isinstance(value, int | float):
        return []
    words = shown(Decimal(f"{value:.{DIGITS}g}"), form)
    return [settled(doubted(words)) if look in ("raised", "doubted") else words] if words else []


def _lines_of(words: str) -> list[str]:
    return [line for line in map(str.strip, settled(words).splitlines()) if line]


def _pieces(value: str | CellRichText, cell: Any, look: str) -> str:  # noqa: ANN401
    """The words of a cell, each piece of rich text as it looks."""
    if isinstance(value, str):
        return _as(value, look)
    said = []
    for piece in value:
        if isinstance(piece, TextBlock):
            said.append(_as(piece.text, _look(piece.font, cell.fill)))
        else:
            said.append(_as(piece, look))
    return "".join(said)


def _as(words: str, look: str) -> str:
    if look in ("hidden", "struck"):
        return ""
    return raised(words) if look == "raised" else doubted(words) if look == "doubted" else clean(words)


def _look(font: Any, fill: Any) -> str:  # noqa: ANN401
    """How letters look: hidden, struck, raised, doubted, or an empty string."""
    if font is None:
        return ""
    if font.strike:
        return "struck"
    size = getattr(font, "sz", None)
    if size is not None and size <= TINY:
        return "hidden"
    names = (getattr(font, "name", None), getattr(font, "rFont", None))
    if any(isinstance(name, str) and is_symbols(name) for name in names):
        return "doubted"
    colour, is_filled = _rgb(font.color), fill is not None and fill.fill_type is not None
    ground = _rgb(fill.fgColor) if is_filled else "FFFFFF"
    if is_near(colour, ground):
        return "hidden"
    if not colour and is_near(ground, "000000"):
        return "doubted"  # in a colour of the theme, as a rule black, on black
    if is_filled and not ground and is_near(colour, "FFFFFF"):
        return "doubted"
    return "raised" if font.vertAlign in ("superscript", "subscript") else ""


def _rgb(colour: Any) -> str:  # noqa: ANN401
    """A colour's six digits; of the theme's colours, the ground that letters stand on as white, others unknown."""
    if colour is None:
        return ""
    if colour.type == "rgb" and isinstance(colour.rgb, str):
        return str(colour.rgb[-6:].upper())
    if colour.type == "theme" and colour.theme == 0 and not colour.tint:
        return "FFFFFF"
    return "FFFFFF" if colour.type == "indexed" and colour.indexed in (1, 9) else ""
