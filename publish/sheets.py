"""One sheet of the workbook: a heading row that stays in sight, typed cells under it, columns as wide as they need."""

import datetime
import itertools
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import TYPE_CHECKING, NamedTuple

from publish.columns import MODIFIERS
from publish.values import decimals, exact, plain
from vocabulary.columns import called

if TYPE_CHECKING:
    from xlsxwriter.format import Format
    from xlsxwriter.workbook import Workbook
    from xlsxwriter.worksheet import Worksheet

ROW_LIMIT = 1_048_575  # of an Excel sheet, without the heading
TEXT_LIMIT = 32_000  # of a cell, a little below Excel's own
LINK_LIMIT = 60_000  # of a sheet, a little below Excel's own
HEIGHT_LIMIT = 400  # of a row, in points
TIP_LIMIT = 250  # of what is shown over a link

LINK_COLOR = "#1F4E9E"
VERIFIED_COLOR = "#E2F0D9"  # behind a figure that a person has verified
_FONT = {"font_name": "Microsoft YaHei", "font_size": 10, "valign": "top"}
_LINE = 15  # the height of a line of it, in points
# How wide a column may be, in Latin letters; what is wider is wrapped.
_WIDEST = 34
_WIDEST_HEADING = 24
_LONG = {
    "printed_sentence": 80,
    "definition": 60,
    "comparability": 44,
    "comparability_zh": 44,
    "own_reasons": 34,
    "own_reasons_zh": 34,
    "formula_zh": 44,
    "formula_en": 44,
    "other_printed_sentence": 60,
    "heading_path": 44,
    "report_title": 44,
    "confidence_reasons": 34,
    "说明": 34,
    "来源": 60,
}
_UNSEPARATED = frozenset(("year", called("year").heading, "report_year", "char_start", "char_end"))  # 2019, not 2,019


class Cell(NamedTuple):
    """A value, with the place in the workbook that it leads to, what is shown over it, its modifier and a mark."""

    value: object
    link: str | None = None
    tip: str = ""
    modifier: str | None = None
    is_verified: bool = False


@dataclass
class Styles:
    """The cell formats of a workbook, each made once."""

    book: "Workbook"
    _made: dict[tuple[tuple[str, object], ...], "Format"] = field(default_factory=dict)

    def get(self, **properties: object) -> "Format":
        """The format with these properties."""
        key = tuple(sorted({**_FONT, **properties}.items()))
        if key not in self._made:
            self._made[key] = self.book.add_format(dict(key))
        return self._made[key]

    def heading(self) -> "Format":
        """The format of the heading row."""
        return self.get(bold=True, text_wrap=True, valign="vcenter", bg_color="#DCE6F1", bottom=1)

    def number(self, value: Decimal, cell: Cell, name: str) -> "Format":
        """The format that shows a number with the decimals that it has, its modifier before it."""
        digits = "0" if name in _UNSEPARATED else "#,##0"
        if decimals(value):
            digits += "." + "0" * decimals(value)
        mark = MODIFIERS.get(cell.modifier or "")
        shown = f'"{mark}"{digits}' if mark else digits
        side: dict[str, object] = {"align": "left"} if name in _UNSEPARATED else {"align": "right", "indent": 1}
        color = {"font_color": LINK_COLOR} if cell.link else {}
        ground = {"bg_color": VERIFIED_COLOR} if cell.is_verified else {}
        return self.get(num_format=shown, **side, **color, **ground)


def write_sheet(
    sheet: "Worksheet",
    styles: Styles,
    headings: Sequence[tuple[str, str | None]],
    rows: Iterable[Sequence[Cell]],
    *,
    frozen_columns: int = 0,
    folded: Collection[str] = (),
) -> None:
    """Fills a worksheet: heading row, one row of cells each, filter, widths and heights, frozen heading.

    `headings` are the columns' names with what people call them, `folded` the columns that are hidden until asked for.
    """
    names = [name for name, _ in headings]
    titles = [f"{label}\n{name}" if label else name for name, label in headings]
    shown = _fill(sheet, styles, names, rows)
    widths = _widths(names, titles, shown)
    long = [column for column, name in enumerate(names) if name in _LONG]
    for column, (name, label) in enumerate(headings):
        _write_heading(sheet, styles, column, name, label)
        sheet.set_column(column, column, widths[column], None, {"hidden": 1, "level": 1} if name in folded else {})
    sheet.set_row(0, height(titles, widths) + 6)
    for number, texts in enumerate(shown, start=1):
        sheet.set_row(number, height([texts[column] for column in long], [widths[column] for column in long]))
    sheet.freeze_panes(1, frozen_columns)
    sheet.autofilter(0, 0, max(len(shown), 1), len(names) - 1)
    sheet.repeat_rows(0)
    print_whole(sheet)


def print_whole(sheet: "Worksheet") -> None:
    """On paper, the sheet is as wide as the page."""
    sheet.set_landscape()
    sheet.set_paper(8)  # A3
    sheet.fit_to_pages(1, 0)


def height(texts: Sequence[str], widths: Sequence[int]) -> int:
    """How high a row is whose texts are wrapped at these widths, in points."""
    lines = [
        sum(max(1, -(-_width(line) // max(width - 1, 1))) for line in text.splitlines())
        for text, width in zip(texts, widths, strict=True)
        if text
    ]
    return min(_LINE * max(lines, default=1), HEIGHT_LIMIT)


def _write_heading(sheet: "Worksheet", styles: Styles, column: int, name: str, label: str | None) -> None:
    if label:
        small = styles.get(font_size=8, font_color="#666666")
        sheet.write_rich_string(0, column, styles.get(bold=True), f"{label}\n", small, name, styles.heading())
    else:
        sheet.write_string(0, column, name, styles.heading())


def _fill(sheet: "Worksheet", styles: Styles, names: Sequence[str], rows: Iterable[Sequence[Cell]]) -> list[list[str]]:
    """Writes the rows; what each cell shows."""
    links = 0
    shown: list[list[str]] = []
    for number, row in enumerate(itertools.islice(rows, ROW_LIMIT), start=1):
        for column, cell in enumerate(row):
            if cell.link and links < LINK_LIMIT:
                sheet.write_url(number, column, cell.link, None, "", cell.tip[:TIP_LIMIT])
                links += 1
        shown.append([_write(sheet, styles, number, column, cell, names[column]) for column, cell in enumerate(row)])
    return shown


def _widths(names: Sequence[str], titles: Sequence[str], shown: Sequence[Sequence[str]]) -> list[int]:
    """How wide each column is: as its values need, and as its heading does within bounds."""
    widths = []
    for column, (name, title) in enumerate(zip(names, titles, strict=True)):
        heading = max(_width(line) for line in title.splitlines()) + 3
        values = max((_width(texts[column]) for texts in shown), default=0) + 2
        widths.append(min(max(values, min(heading, _WIDEST_HEADING)), _LONG.get(name, _WIDEST)))
    return widths


def _write(sheet: "Worksheet", styles: Styles, row: int, column: int, cell: Cell, name: str) -> str:
    """Writes one cell by its type; what it shows."""
    value = cell.value
    shown = "" if value is None else plain(value)
    if not shown:
        pass
    elif isinstance(value, bool):
        # Excel shows TRUE or FALSE by itself, LibreOffice by the format.
        sheet.write_boolean(row, column, value, styles.get(num_format='"TRUE";;"FALSE"', align="left"))
    elif isinstance(value, int | float | Decimal):
        number = exact(value)
        written = float(number) if decimals(number) else int(number)
        sheet.write_number(row, column, written, styles.number(number, cell, name))
        shown = f"{MODIFIERS.get(cell.modifier or '', '')}{number:,f}"
    elif isinstance(value, datetime.datetime):
        sheet.write_datetime(row, column, value, styles.get(num_format="yyyy-mm-dd hh:mm:ss", align="left"))
    elif isinstance(value, datetime.date):
        sheet.write_datetime(row, column, value, styles.get(num_format="yyyy-mm-dd", align="left"))
    else:
        if len(shown) > TEXT_LIMIT:
            shown = shown[:TEXT_LIMIT] + "…"
        sheet.write_string(row, column, shown, styles.get(text_wrap=True) if name in _LONG else styles.get())
    return shown


def _width(text: str) -> int:
    """How many Latin letters wide a text is: a Chinese character takes two, as many as its bytes in GB 18030."""
    return len(text.encode("gb18030", "replace"))
