"""One sheet of the workbook: a heading row that stays in sight, typed cells under it, columns as wide as they need."""

import datetime
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from publish.columns import MODIFIERS
from publish.values import decimals, exact, plain

ROW_LIMIT = 1_048_575  # of an Excel sheet, without the heading
TEXT_LIMIT = 32_000  # of a cell, a little below Excel's own
LINK_LIMIT = 60_000  # of a sheet, a little below Excel's own
TIP_LIMIT = 250

_FONT = {"font_name": "Microsoft YaHei", "font_size": 10, "valign": "top"}
# Text that is read, not scanned: wrapped, in a wide column.
_LONG = frozenset(
    ("printed_sentence", "comparability", "heading_path", "definition", "confidence_reasons", "report_title")
)
_PLAIN_NUMBERS = frozenset(("year", "report_year", "char_start", "char_end"))  # without separators of thousands


@dataclass(frozen=True)
class Cell:
    """A value with what leads from it: the address of a place in the workbook, what is shown over it, its modifier."""

    value: Any
    link: str | None = None
    tip: str | None = None
    modifier: str | None = None


@dataclass
class Styles:
    """The cell formats of a workbook, each made once."""

    book: Any
    _made: dict[tuple[tuple[str, Any], ...], Any] = field(default_factory=dict)

    def get(self, **properties: Any) -> Any:
        """The format with these properties."""
        key = tuple(sorted({**_FONT, **properties}.items()))
        if key not in self._made:
            self._made[key] = self.book.add_format(dict(key))
        return self._made[key]

    @property
    def heading(self) -> Any:
        """The format of the heading row."""
        return self.get(bold=True, text_wrap=True, valign="vcenter", bg_color="#DCE6F1", bottom=1)

    def number(self, value: Decimal, cell: Cell, name: str) -> Any:
        """The format that shows a number with the decimals that it has, its modifier before it."""
        digits = "0" if name in _PLAIN_NUMBERS else "#,##0"
        if decimals(value):
            digits += "." + "0" * decimals(value)
        mark = MODIFIERS.get(cell.modifier or "")
        color = {"font_color": "#1F4E9E"} if cell.link else {}
        return self.get(num_format=f'"{mark}"{digits}' if mark else digits, align="right", **color)


def write_sheet(
    sheet: Any,
    styles: Styles,
    names: Sequence[str],
    labels: Sequence[str | None],
    rows: Iterable[Sequence[Cell]],
    *,
    frozen_columns: int = 0,
) -> None:
    """Fills a worksheet: a heading of `labels` over `names`, one row of cells each, filter, widths, frozen heading."""
    headings = [f"{label}\n{name}" if label else name for name, label in zip(names, labels, strict=True)]
    for column, heading in enumerate(headings):
        sheet.write_string(0, column, heading, styles.heading)
    widths = [max(_width(line) for line in heading.splitlines()) for heading in headings]
    number, links = 0, 0
    for number, row in enumerate(rows, start=1):
        if number > ROW_LIMIT:
            break
        for column, cell in enumerate(row):
            if cell.link and links < LINK_LIMIT:
                sheet.write_url(number, column, cell.link, None, "", (cell.tip or "")[:TIP_LIMIT])
                links += 1
            shown = _write(sheet, styles, number, column, cell, names[column])
            widths[column] = max(widths[column], _width(shown))
    for column, (name, width) in enumerate(zip(names, widths, strict=True)):
        sheet.set_column(column, column, min(max(width + 3, 8), 70 if name in _LONG else 34))
    sheet.set_row(0, 45)
    sheet.freeze_panes(1, frozen_columns)
    sheet.autofilter(0, 0, max(min(number, ROW_LIMIT), 1), max(len(names) - 1, 0))


def _write(sheet: Any, styles: Styles, row: int, column: int, cell: Cell, name: str) -> str:
    """Writes one cell by its type; what it shows."""
    value = cell.value
    if value is None or value == "":
        return ""
    if isinstance(value, bool):
        sheet.write_boolean(row, column, value, styles.get(align="left"))
        return "FALSE"
    if isinstance(value, int | float | Decimal):
        number = exact(value)
        sheet.write_number(
            row, column, int(number) if not decimals(number) else float(number), styles.number(number, cell, name)
        )
        return f"{number:,f}"
    if isinstance(value, datetime.datetime):
        sheet.write_datetime(row, column, value, styles.get(num_format="yyyy-mm-dd hh:mm", align="left"))
        return "2019-10-31 00:00"
    if isinstance(value, datetime.date):
        sheet.write_datetime(row, column, value, styles.get(num_format="yyyy-mm-dd", align="left"))
        return "2019-10-31"
    text = plain(value)
    if len(text) > TEXT_LIMIT:
        text = text[:TEXT_LIMIT] + "…"
    sheet.write_string(row, column, text, styles.get(text_wrap=True) if name in _LONG else styles.get())
    return text


def _width(text: str) -> int:
    """How many Latin letters wide a text is: a Chinese character takes two."""
    return sum(2 if unicodedata.east_asian_width(character) in "WFA" else 1 for character in text[:200])
