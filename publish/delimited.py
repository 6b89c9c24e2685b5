"""A table as a CSV file that opens in Excel as it is."""

import csv
from pathlib import Path

from publish.tables import Table
from publish.values import guarded, plain


def write_csv(table: Table, path: Path) -> None:
    """Writes the table to `path`: UTF-8 with a BOM, CRLF, decimals in full, text that no spreadsheet would run."""
    is_text = [column.is_text for column in table.columns]
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.writer(file, lineterminator="\r\n")
        writer.writerow(column.name for column in table.columns)
        writer.writerows(
            [guarded(plain(value)) if text else plain(value) for value, text in zip(row, is_text, strict=True)]
            for row in table.rows
        )
