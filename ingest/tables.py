"""The figures of tables, each labelled with the head of its column and of its row.

A table of totals is broken down by its other rows (or columns), by kind, place or month: their labels carry
`BREAKDOWN`, so that no part is read as a second total. Rows of several places measure what their column names, each
for its own place: the label is the column's, and the place (of their sum, a sign) stands behind `OF_PLACE`. Time heads
a label; what says that a figure is an earlier year's, a plan's or a change ends it, as right before a number. Cells of
words are read like sentences. Text comes in normal form; `raw` is the text as printed.
"""

import re
from collections.abc import Sequence
from itertools import filterfalse

from ingest import cells, heads
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
from ingest.label import MAX_LABEL, Label
from ingest.labels import labels
from ingest.neighbours import counts, notes_around, side_by_side
from ingest.quantity import Figure
from ingest.tableheads import are_two, head_again, is_of_those_below, names_a_year, names_months
from ingest.tablelines import SERIAL, TOTAL, grid, with_title
from ingest.units import is_unit
from ingest.unsure import tell_apart, unread

BREAKDOWN = "◆"
OF_PLACE = "◈"
SUM_OF_PLACES = "Σ"
_LONGEST_NAME = 40  # of a row; longer cells are prose
_OF_WHICH = re.compile(r"^(?:其中|包括)\s?:?\s?")
_NO_NAME = re.compile(r"^计量单位$|备注|说明|牵头|责任单位|^No|序号|编号|排序|排名|位次")
_UNIT_COLUMN = re.compile(r"^(?:计量)?单位$")
# 12٣ lands, with a flag, and so do two numbers in a cell (12 34) and one that may be lost in part.
_STRANGER = r"[^\u4e00-\u9fff\s0-9a-zA-Z.,:/%()~+-]{1,4}[0-9]{0,12}"
_ANOTHER = r"[^0-9\s]{0,2}(?: [-+]?[0-9][0-9.,]{0,11}[^0-9\s]{0,3}){1,12}"
_BROKEN_NUMBER = re.compile(rf"\ufffd{{0,4}}[0-9]{{1,12}}(?:{_STRANGER}|(?:\.[0-9]{{1,6}})?{_ANOTHER})")
_STATEMENT = re.compile(r"[\u4e00-\u9fff][0-9][0-9.,]{0,11}(?:[件宗起名项次]|万?元|%)[,;。、]")  # no head says so
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
        for headers, body in _blocks(text, sheet.rows):
            found += _of_block(text, raw, headers, body, sheet.caption or caption, is_sure=sheet.is_sure)
    for title, rows in [] if sheets else side_by_side(text, table):
        for headers, body in _blocks(text, rows):
            headers[1:] = [(title + header)[: heads.MAX_HEAD] for header in headers[1:]]
            found += _of_block(text, raw, headers, body, caption)
    return sorted(found, key=lambda figure: figure[1].start)


def _of_block(
    text: str, raw: str, headers: list[str], body: list[list[Cell]], caption: str, *, is_sure: bool = True
) -> list[_Found]:
    """The figures below one head; where it is not sure which column is whose, each is marked as a part."""
    found: list[_Found] = []
    names = heads.grouped([_names(text, row, headers) for row in body])
    names = names_months("".join(headers[:1]), [text[row[0].start : row[0].end] for row in body], names)
    width = max(map(len, body), default=0)
    # 受理 | 审结 over 行政复议 | 386 | 352: a head is missing, nobody says which
    is_shifted = 1 < len(headers) < width and heads.counts_by_itself(headers[0])
    filled = [sum(number(text[cell.start : cell.end]) is not None for cell in row) for row in body]
    if prescribed := disclosure_heads(names, filled):
        headers = [""] * (width - len(prescribed)) + prescribed
        body = [[*[Cell(row[0].start, row[0].start, row[0].line)] * (width - len(row)), *row] for row in body]
    headers = form_heads(headers + [""] * (width - len(headers)), caption)
    sums_columns, sums_rows = heads.sum_of(headers), heads.sum_of([name[0] for name in names if name])
    if sums_columns == heads.YEAR:
        headers = [heads.YEAR if heads.is_bare_total(header) else header for header in headers]
    if sums_rows == heads.YEAR:
        names = [[heads.YEAR] if len(name) == 1 and heads.is_bare_total(name[0]) else name for name in names]
    units = [at for at, header in enumerate(headers) if _UNIT_COLUMN.match(header)]
    passed = {at for at, header in enumerate(headers) if SERIAL.search(header) or _YEAR_COLUMN.match(header)}
    if not any(headers) or _is_serial(text, body):
        passed.add(0)
    is_special = is_of_disclosure(caption, headers) or not is_sure or is_shifted or are_two(caption)
    sums = zip(heads.column_parts(headers), headers, strict=True)
    part_columns = [(is_part and not heads.says_when(head)) or heads.is_no_total(head) for is_part, head in sums]
    is_of_cases = cells.are_cases(",".join((caption, *headers, *(word for name in names for word in name))))
    part_columns = [
        (is_part and not (is_of_cases and cells.is_outcome(head)))
        or (sums_columns == heads.PART and heads.is_bare_total(head))
        or (head != "" and cells.names_two_acts(head))
        or (at > 0 and is_of_those_below(head))
        for at, (is_part, head) in enumerate(zip(part_columns, headers, strict=True))
    ]
    column_places = _places(headers)
    is_headed = sum(map(bool, headers[1:])) > 0 and is_sure  # then a number under no head is nobody knows what
    # 管理领域 | 受理 | 审结: what a row counts is of one kind, and there is more than one
    are_kinds = (
        len(names) > 1 and heads.names_kinds(headers[0]) and any(map(heads.counts_by_itself, filter(None, headers[1:])))
    )
    name_head = next((head for head in headers if not _NO_NAME.search(head)), "")
    told_apart = heads.told_apart_by(name_head, caption)
    row_places = _with_sum(_places([name[0] if name else "" for name in names], name_head), names)
    for row, name, is_part_row, row_place in zip(body, names, heads.parts(names), row_places, strict=True):
        row_head = "".join(without_note(heads.without_item(word)) for word in (name[1:] if row_place else name))
        is_part_row = is_part_row and not row_place.startswith(SUM_OF_PLACES)
        is_part_row = is_part_row and not (any(part_columns) and is_outcome(name))
        is_part_row = is_part_row and not (heads.is_own(name) or (is_of_cases and cells.is_outcome(row_head)))
        is_part_row = is_part_row or heads.is_town_or_body(row_place) or heads.is_no_total(row_head) or is_special
        is_part_row = is_part_row or is_aside(row_head, names) or cells.names_two_acts(row_head)
        is_part_row = is_part_row or (are_kinds and not TOTAL.search(row_head) and not is_outcome(name))
        is_part_row = is_part_row or (sums_rows == heads.PART and heads.is_bare_total(row_head))
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
            elif column and _BROKEN_NUMBER.fullmatch(words):
                found += _broken(words, cell, part + heads.label(header, row_head, "", ""))
            elif column and _is_prose(words):
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
    sums = [at for at, name in enumerate(names) if len(name) == 1 and heads.is_sum(name[0])]
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


def _is_prose(words: str) -> bool:
    """Whether a cell that is no number may state some."""
    return len(words) > 2 and not cells.is_time(words) and re.search("[0-9]", words) is not None


def _blocks(text: str, rows: list[list[Cell]]) -> list[tuple[list[str], list[list[Cell]]]]:
    """Headers and body; rows of several words without a number, among the body, head what comes below them."""
    found: list[tuple[list[str], list[list[Cell]]]] = []
    head: list[list[str]] = []
    opening = ""  # the first cell of the first head
    for row in rows:
        words = [text[cell.start : cell.end] for cell in row]
        said = {word for word in words if word}
        # 县区 | 2019年受理 | 2020年受理: the heads of a next table
        are_heads = sum(map(names_a_year, words[1:])) > 1
        holds = any(map(counts, words)) or any(
            len(word) > _LONGEST_NAME
            or (at and found and _is_prose(word) and not (are_heads or cells.YEAR.match(word)))
            for at, word in enumerate(words)
        )
        holds = holds or any(
            at and (_BROKEN_NUMBER.fullmatch(word) or _STATEMENT.search(word)) for at, word in enumerate(words)
        )
        if not head and (again := head_again(words, opening, found[-1][0] if found else [], max(map(len, rows)))):
            head = again
            continue
        opening = opening or ("" if found else words[0])
        years = [word for word in words[1:] if cells.YEAR.match(word)]
        # 审结 | 2018: a number below others, not the head of a next table
        is_below = bool(years and found) and not head
        if is_below and len({*filterfalse(is_unit, said)}) == 2 and heads.counts_by_itself(words[0]):
            years = [word for word in years if "年" in word]
        is_head = len(said) == 2 and heads.heads_numbers(words[1] if len(words) > 1 else "")
        is_data = holds or (found and not head and len(said) < 3 and not (years or is_head))
        if is_data or (head and not found and any(at and _is_prose(word) for at, word in enumerate(words))):
            if head or not found:
                found.append((_headers(head), []))
                head = []
            found[-1][1].append(row)
        elif len(said) > 1 or (len(said) == 1 and head):
            head.append(words)
    return found


def _headers(rows: list[list[str]]) -> list[str]:
    """The head of each column, from above down; a cell that is left empty beside a wider one takes its words."""
    headers: list[str] = []
    for at, row in enumerate(rows):
        filled = list(row)
        below = rows[at + 1] if at + 1 < len(rows) else []
        for column in range(1, len(filled)):
            wide = column < len(below) and below[column] and below[column - 1]
            if not filled[column] and wide:
                filled[column] = filled[column - 1]
        if len(set(filled)) == 1:
            continue  # the table's own title over all columns
        headers += [""] * (len(filled) - len(headers))
        headers = [
            (above if above.endswith(word) else above + word)[: heads.MAX_HEAD]
            for above, word in zip(headers, filled + [""] * (len(headers) - len(filled)), strict=True)
        ]
    return headers


def _names(text: str, row: list[Cell], headers: list[str]) -> list[str]:
    """The words of a row that name it, those that are repeated once."""
    found: list[str] = []
    for column, cell in enumerate(row):
        words = text[cell.start : cell.end]
        is_name = number(words) is None or (column == 0 and cells.YEAR.match(words) is not None)
        if not is_name or not words.strip("-/—") or (column < len(headers) and _NO_NAME.search(headers[column])):
            continue
        if column < len(headers) and _UNIT_COLUMN.match(headers[column]) and is_unit(words):
            continue
        if len(words) > _LONGEST_NAME or (found and _is_prose(words)):
            continue
        words = _OF_WHICH.sub("", words)
        if not found or found[-1] != words:
            found.append(words)
    return found


def _is_serial(text: str, body: list[list[Cell]]) -> bool:
    """Whether the first column counts the rows: 1, 2, 3."""
    first = [text[row[0].start : row[0].end] for row in body if row and number(text[row[0].start : row[0].end])]
    return len(first) > 1 and first == [str(count) for count in range(1, len(first) + 1)]
