"""Writing in a register that people keep in a spreadsheet: a row of its first sheet that shows anything."""

import io
from collections.abc import Callable
from typing import Any

from ingest.documents.spreadsheet import cell_words

PlaceOf = Callable[[str, list[str]], int]
Names = Callable[[list[str], int], bool]


def written(data: bytes, file: str, values: dict[str, str], place_of: PlaceOf, names: Names) -> bytes:
    """The workbook in `data` with `values` in the row on `file`; formats, other sheets, rows and columns stay.

    `place_of` says where a column stands in the header, and adds one that it lacks; `names` whether a row is about the
    file. The workbook has been read before and is sound.
    """
    from openpyxl import load_workbook

    book = load_workbook(io.BytesIO(data))
    sheet = next(sheet for sheet in book.worksheets if sheet.sheet_state == "visible" and _first(sheet))
    top = _first(sheet)
    header = [cell_words(cell).strip() for cell in sheet[top]]
    count = len(header)
    at = {column: place_of(column, header) for column in ("file", *values)}
    for place in range(count, len(header)):
        sheet.cell(top, place + 1, header[place])
    last = max((number for number, row in enumerate(sheet.iter_rows(), 1) if _holds(row)), default=top)
    rows = range(top + 1, last + 1)
    number = next((row for row in rows if names([cell_words(cell) for cell in sheet[row]], at["file"])), None)
    if number is None:
        number = last + 1
        sheet.cell(number, at["file"] + 1, file)
    for column, value in values.items():
        sheet.cell(number, at[column] + 1, int(value) if column == "year" and value.isdecimal() else value)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _first(sheet: Any) -> int:  # noqa: ANN401 - a sheet of openpyxl
    """The number of its first row that holds anything; 0 where none does."""
    return next((number for number, row in enumerate(sheet.iter_rows(), 1) if _holds(row)), 0)


def _holds(row: Any) -> bool:  # noqa: ANN401 - cells of openpyxl
    return any(cell_words(cell).strip() for cell in row)
