"""Writing in a register that people keep in a spreadsheet: a row of its first sheet that shows anything."""

import io
from collections.abc import Callable
from typing import Any

from ingest.documents.spreadsheet import cell_words

HeadOf = Callable[[list[list[str]]], int]
PlaceOf = Callable[[str, list[str]], int]
Names = Callable[[list[str], int], bool]


def written(data: bytes, file: str, values: dict[str, str], head_of: HeadOf, place_of: PlaceOf, names: Names) -> bytes:
    """The workbook in `data` with `values` in the row on `file`; formats, other sheets, rows and columns stay.

    `head_of` says which of the rows that hold anything is the header, `place_of` where a column stands in it, and adds
    one that it lacks; `names` whether a row is about the file. The workbook has been read before and is sound.
    """
    from openpyxl import load_workbook

    book = load_workbook(io.BytesIO(data))
    sheet = next(sheet for sheet in book.worksheets if sheet.sheet_state == "visible" and _held(sheet))
    held = _held(sheet)
    top = held[head_of([[cell_words(cell) for cell in sheet[number]] for number in held])]
    header = [cell_words(cell).strip() for cell in sheet[top]]
    count = len(header)
    at = {column: place_of(column, header) for column in ("file", *values)}
    for place in range(count, len(header)):
        sheet.cell(top, place + 1, header[place])
    below = [number for number in held if number > top]
    number = next((row for row in below if names([cell_words(cell) for cell in sheet[row]], at["file"])), None)
    if number is None:
        number = held[-1] + 1
        sheet.cell(number, at["file"] + 1, file)
    for column, value in values.items():
        sheet.cell(number, at[column] + 1, int(value) if column == "year" and value.isdecimal() else value)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _held(sheet: Any) -> list[int]:  # noqa: ANN401 - a sheet of openpyxl
    """The numbers of its rows that hold anything."""
    rows = enumerate(sheet.iter_rows(), 1)
    return [number for number, row in rows if any(cell_words(cell).strip() for cell in row)]
