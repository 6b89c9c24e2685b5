"""The first sheet of a workbook that shows anything, row by row, for a register that people keep in a spreadsheet."""

import json
from typing import Any

from ground.errors import EmptyFile, TooLarge
from ingest.documents import Content
from ingest.documents.spreadsheet import MAX_CELLS, cell_words, opened_book


def read(data: bytes) -> Content:
    """Its rows as JSON: the number of each, and its cells as they show. Raises BrokenFile, EmptyFile or TooLarge."""
    for sheet in opened_book(data).worksheets:
        if sheet.sheet_state == "visible" and (rows := _rows(sheet)):
            return Content(json.dumps(rows, ensure_ascii=False))
    raise EmptyFile("no sheet that shows holds anything; its first line names the columns: file, issuer, year")


def _rows(sheet: Any) -> list[tuple[int, list[str]]]:  # noqa: ANN401 - a sheet of openpyxl
    if sheet.max_row * sheet.max_column > MAX_CELLS:
        raise TooLarge(f"its sheet {sheet.title} has more than {MAX_CELLS:,} cells; delete what is empty")
    rows = [(number, [cell_words(cell) for cell in row]) for number, row in enumerate(sheet.iter_rows(), 1)]
    return [(number, cells) for number, cells in rows if any(cells)]
