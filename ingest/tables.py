"""The figures of tables, each labelled with the head of its column and of its row.

A table of totals is broken down by its other rows (or columns), by kind, place or month: their labels carry
`BREAKDOWN`, so that no part is read as a second total. Rows of several places measure what their column names, each
for its own place: the label is the column's, and the place (of their sum, a sign) stands behind `OF_PLACE`. Time heads
a label; what says that a figure is an earlier year's, a plan's or a change ends it, as right before a number. Cells of
words are read like sentences. Text comes in normal form; `raw` is the text as printed.
"""

import re
from collections.abc import Sequence

from ingest import cells, heads, totals
from ingest.blocks import BROKEN_NUMBER, NO_NAME, UNIT_COLUMN, blocks, is_prose, names_of
from ingest.cells import Cell, number
from ingest.figures import figures
from ingest.forms import (
    disclosure_heads,
    enforcement_sheets,
    form_heads,
    is_aside,
    is_of_disclosure,
    is_outcome,
    without_note,
)
from ingest.grids import grid, with_title
from ingest.label import MAX_LABEL, Label
from ingest.labels import labels
from ingest.neighbours import counts, notes_around, side_by_side
from ingest.quantity import Figure
from ingest.tableheads import BELOW_FIRST, are_two, is_of_those_below, names_months
from ingest.tablelines import SERIAL, TOTAL
from ingest.units import is_unit
from ingest.unsure import tell_apart, unread

BREAKDOWN = "◆"
OF_PLACE = "◈"
SUM_OF_PLACES = "Σ"
_YEAR_COLUMN = re.compile(r"^(?:年份|年度|时间|月份|季度)$")
_Found = tuple[int, Figure, Label]


def figures_of(text: str, raw: str, lines: Sequence[tuple[int, int]], caption: str) -> list[_Found]:
    """The figures of one table: index of the line, figure and label, in order of offset.

    `caption` is what stands above the table; it may state the unit of all its cells.
    """
    found: list[_Found] = []
    sheets = enforcement_sheets(text, lines)
    table = grid(text, lines)
    caption = with_title(text, lines, table, caption)
    corner = text[table[0][0].start : table[0][0].end] if table and table[0] else ""
    if corner and any(counts(text[cell.start : cell.end]) for cell in table[0]):
        corner = ""  # a row of data
    caption = cells.with_unit(caption, corner, notes_around(text, lines[0][0], lines[-1][1]))
    for sheet in sheets:
        for headers, body in blocks(text, sheet.rows):
            found += _of_block(text, raw, headers, body, sheet.caption or caption, is_sure=sheet.is_sure)
    for title, rows in [] if sheets else side_by_side(text, table):
        for headers, body in blocks(text, rows):
            headers[1:] = [(title + header)[: heads.MAX_HEAD] for header in headers[1:]]
            found += _of_block(text, raw, headers, body, caption)
    return sorted(found, key=lambda figure: figure[1].start)


def _of_block(
    text: str, raw: str, headers: list[str], body: list[list[Cell]], caption: str, *, is_sure: bool = True
) -> list[_Found]:
    """The figures below one head; where it is not sure which column is whose, each is marked as a part."""
    found: list[_Found] = []
    names = heads.grouped([names_of(text, row, headers) for row in body])
    names = names_months("".join(headers[:1]), [text[row[0].start : row[0].end] if row else "" for row in body], names)
    width = max(map(len, body), default=0)
    # 受理 | 审结 over 行政复议 | 386 | 352: a head is missing, nobody says which
    is_shifted = 1 < len(headers) < width and heads.counts_by_itself(headers[0])
    filled = [sum(number(text[cell.start : cell.end]) is not None for cell in row) for row in body]
    if prescribed := disclosure_heads(names, filled):
        headers = [""] * (width - len(prescribed)) + prescribed
        body = [[*[Cell(row[0].start, row[0].start, row[0].line)] * (width - len(row)), *row] for row in body]
    headers = form_heads(headers + [""] * (width - len(headers)), caption)
    sums_columns, sums_rows = totals.sum_of(headers), totals.sum_of([name[0] for name in names if name])
    if sums_columns == totals.YEAR:
        headers = [totals.YEAR if totals.is_bare_total(header) else header for header in headers]
    if sums_rows == totals.YEAR:
        names = [[totals.YEAR] if len(name) == 1 and totals.is_bare_total(name[0]) else name for name in names]
    units = [at for at, header in enumerate(headers) if UNIT_COLUMN.match(header)]
    passed = {at for at, header in enumerate(headers) if SERIAL.search(header) or _YEAR_COLUMN.match(header)}
    if not any(headers) or _is_serial(text, body):
        passed.add(0)
    is_special = is_of_disclosure(caption, headers) or not is_sure or is_shifted or are_two(caption)
    sums = zip(totals.column_parts(headers), headers, strict=True)
    part_columns = [(is_part and not heads.says_when(head)) or heads.is_no_total(head) for is_part, head in sums]
    is_of_cases = cells.are_cases(",".join((caption, *headers, *(word for name in names for word in name))))
    part_columns = [
        (is_part and not (is_of_cases and cells.is_outcome(head)))
        or (sums_columns == totals.PART and totals.is_bare_total(head))
        or (head != "" and cells.names_two_acts(head))
        or (at > 0 and head[:1] in BELOW_FIRST and is_of_those_below(head))
        for at, (is_part, head) in enumerate(zip(part_columns, headers, strict=True))
    ]
    column_places = _places(headers)
    is_headed = sum(map(bool, headers[1:])) > 0 and is_sure  # then a number under no head is nobody knows what
    # 管理领域 | 受理 | 审结: what a row counts is of one kind, and there is more than one
    are_kinds = (
        len(names) > 1 and heads.names_kinds(headers[0]) and any(map(heads.counts_by_itself, filter(None, headers[1:])))
    )
    name_head = next((head for head in headers if not NO_NAME.search(head)), "")
    told_apart = heads.told_apart_by(name_head, caption)
    row_places = _with_sum(_places([name[0] if name else "" for name in names], name_head), names)
    for row, name, is_part_row, row_place in zip(body, names, totals.parts(names), row_places, strict=True):
        row_head = "".join(without_note(heads.without_item(word)) for word in (name[1:] if row_place else name))
        is_part_row = is_part_row and not row_place.startswith(SUM_OF_PLACES)
        is_part_row = is_part_row and not (any(part_columns) and is_outcome(name))
        is_part_row = is_part_row and not (heads.is_own(name) or (is_of_cases and cells.is_outcome(row_head)))
        is_part_row = is_part_row or heads.is_town_or_body(row_place) or heads.is_no_total(row_head) or is_special
        is_part_row = is_part_row or is_aside(row_head, names) or cells.names_two_acts(row_head)
        is_part_row = is_part_row or (are_kinds and not TOTAL.search(row_head) and not is_outcome(name))
        is_part_row = is_part_row or (sums_rows == totals.PART and totals.is_bare_total(row_head))
        printed = [text[row[at].start : row[at].end] for at in units if at < len(row)]
        alone: list[Figure] = []  # of cells that hold nothing but a number
        unit = next((f"单位:{word}" for word in printed if is_unit(word)), caption)
        for column, cell in enumerate(row):
            if cell.start == cell.end or column in passed:
                continue
            words, header = text[cell.start : cell.end], headers[column]
            place = row_place or column_places[column]
            part = BREAKDOWN if is_part_row or part_columns[column] else ""
            header = "" if column_places[column] else header
            at = len(found)
            if match := number(words):
                if column or not cells.YEAR.match(words):
                    found.append(_number(cell, match, part, (header, row_head), unit, is_of_cases))
                    if column and is_headed and not (headers[column] or place):
                        unread(found[-1][1])
                    alone.append(found[-1][1])
            elif column and BROKEN_NUMBER.fullmatch(words):
                found += _broken(words, cell, part + heads.label(header, row_head, "", ""))
            elif column and is_prose(words):
                found += _prose(text, raw, cell, part, heads.label(header, row_head, "", ""))
            for _, _, label in found[at:]:
                if told_apart and not TOTAL.search(row_head):
                    label.items = [BREAKDOWN + told_apart + item.removeprefix(BREAKDOWN) for item in label.items]
                if place:
                    label.items = [f"{item}{OF_PLACE}{place}" for item in label.items]
        if not any(headers):
            tell_apart(alone)
    return found


def _places(names: Sequence[str], header: str = "") -> list[str]:
    """The place or body that each row (or column) is of, where several are; else nothing. `header` heads the names."""
    is_place = heads.is_name_of_place if heads.names_places(header) else heads.is_place
    found = [name if is_place(name) else "" for name in names]
    fewest = 1 if any(heads.is_of_reporter([name]) for name in names) else 2  # 本市 beside one other city
    return found if sum(map(bool, found)) >= fewest else [""] * len(found)


def _with_sum(places: list[str], names: Sequence[Sequence[str]]) -> list[str]:
    """The places of rows, and for the one row that sums them up the sign for it with the first of them behind it."""
    sums = [at for at, name in enumerate(names) if len(name) == 1 and totals.is_sum(name[0])]
    if len(sums) == 1 and any(places) and not any(map(heads.is_body, places)):
        places[sums[0]] = SUM_OF_PLACES + next(filter(None, places))
    return places


def _number(
    cell: Cell, match: re.Match[str], part: str, above_and_beside: tuple[str, str], caption: str, is_of_cases: bool
) -> _Found:
    """The figure of a cell that holds one number."""
    moving = [head for head in above_and_beside if heads.moves(head)]
    sign = match["sign"] or match["arrow"] or ""
    is_change = bool(moving or sign)
    figure = cells.figure(cell, match, ",".join(above_and_beside), caption, is_change, is_of_cases=is_of_cases)
    # -5 where nothing says that it is a change, and -5 under a head of falls: no telling what is meant
    is_doubtful = sign and not moving and figure.unit not in ("%", "百分点")
    is_doubtful = is_doubtful or any(map(heads.says_both, above_and_beside))
    if is_doubtful or (sign in heads.FALLEN and any(map(heads.only_falls, moving))):
        figure.value, figure.readable, figure.damage = None, False, figure.damage or "not_a_number"
    label = part + heads.label(*above_and_beside, sign, match["unit"])
    label = label[: 2 * MAX_LABEL].replace(",", "、")
    return cell.line, figure, Label(cell.start, cell.end, label, "", [label])


def _broken(words: str, cell: Cell, label: str) -> list[_Found]:
    """A number that a stranger stands in, or several of one cell: they keep their places and have no value."""
    found = []
    for word in re.finditer(r"\S+", words):
        start, end = cell.start + word.start(), cell.start + word.end()
        figure = Figure(start, end, None, "", end, end, "none", damage="touched", readable=False)
        found.append((cell.line, figure, Label(cell.start, cell.end, label, "", [label])))
    return found


def _prose(text: str, raw: str, cell: Cell, part: str, lead: str) -> list[_Found]:
    """The figures of a cell of words, each with its own label behind the heads and a comma."""
    quantities = figures(text, raw, cell.start, cell.end)
    found = []
    for figure, label in zip(quantities, labels(text, cell.start, cell.end, quantities), strict=True):
        label.before = f"{lead[:MAX_LABEL].replace(',', '')},{label.before}"
        label.items = [part + item for item in label.items]
        found.append((cell.line, figure, label))
    return found


def _is_serial(text: str, body: list[list[Cell]]) -> bool:
    """Whether the first column counts the rows: 1, 2, 3."""
    first = [text[row[0].start : row[0].end] for row in body if row and number(text[row[0].start : row[0].end])]
    return len(first) > 1 and first == [str(count) for count in range(1, len(first) + 1)]
