"""The parts of a table: the head of each column, the rows below it, and what each row is named.

Text comes in normal form.
"""

import re
from itertools import filterfalse

from ingest import cells, heads
from ingest.cells import Cell, number
from ingest.neighbours import counts
from ingest.tableheads import head_again, names_a_year
from ingest.units import is_unit

_LONGEST_NAME = 40  # of a row; longer cells are prose
_OF_WHICH = re.compile(r"^(?:其中|包括)\s?:?\s?")
NO_NAME = re.compile(r"^计量单位$|备注|说明|牵头|责任单位|^No|序号|编号|排序|排名|位次")
UNIT_COLUMN = re.compile(r"^(?:计量)?单位$")
# 12٣ lands, with a flag, and so do two numbers in a cell (12 34) and one that may be lost in part.
_STRANGER = r"[^\u4e00-\u9fff\s0-9a-zA-Z.,:/%()~+-]{1,4}[0-9]{0,12}"
_ANOTHER = r"[^0-9\s]{0,2}(?: [-+]?[0-9][0-9.,]{0,11}[^0-9\s]{0,3}){1,12}"
BROKEN_NUMBER = re.compile(rf"\ufffd{{0,4}}[0-9]{{1,12}}(?:{_STRANGER}|(?:\.[0-9]{{1,6}})?{_ANOTHER})")
_STATEMENT = re.compile(r"[\u4e00-\u9fff][0-9][0-9.,]{0,11}(?:[件宗起名项次]|万?元|%)[,;。、]")  # no head says so


def is_prose(words: str) -> bool:
    """Whether a cell that is no number may state some."""
    return len(words) > 2 and not cells.is_time(words) and re.search("[0-9]", words) is not None


def blocks(text: str, rows: list[list[Cell]]) -> list[tuple[list[str], list[list[Cell]]]]:
    """Headers and body; rows of several words without a number, among the body, head what comes below them."""
    found: list[tuple[list[str], list[list[Cell]]]] = []
    head: list[list[str]] = []
    opening = ""  # the first cell of the first head
    width = max(map(len, rows), default=0)
    for row in rows:
        words = [text[cell.start : cell.end] for cell in row]
        said = {word for word in words if word}
        # 县区 | 2019年受理 | 2020年受理: the heads of a next table
        are_heads = sum(map(names_a_year, words[1:])) > 1
        holds = any(map(counts, words)) or any(
            len(word) > _LONGEST_NAME or (at and found and is_prose(word) and not (are_heads or cells.YEAR.match(word)))
            for at, word in enumerate(words)
        )
        holds = holds or any(
            at and (BROKEN_NUMBER.fullmatch(word) or _STATEMENT.search(word)) for at, word in enumerate(words)
        )
        if not head and (again := head_again(words, opening, found[-1][0] if found else [], width)):
            head = again
            continue
        opening = opening or ("" if found else "".join(words[:1]))
        years = [word for word in words[1:] if cells.YEAR.match(word)]
        # 审结 | 2018: a number below others, not the head of a next table
        is_below = bool(years and found) and not head
        if is_below and len({*filterfalse(is_unit, said)}) == 2 and heads.counts_by_itself(words[0]):
            years = [word for word in years if "年" in word]
        is_head = len(said) == 2 and heads.heads_numbers(words[1] if len(words) > 1 else "")
        is_data = holds or (found and not head and len(said) < 3 and not (years or is_head))
        if is_data or (head and not found and any(at and is_prose(word) for at, word in enumerate(words))):
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


def names_of(text: str, row: list[Cell], headers: list[str]) -> list[str]:
    """The words of a row that name it, those that are repeated once."""
    found: list[str] = []
    for column, cell in enumerate(row):
        words = text[cell.start : cell.end]
        is_name = number(words) is None or (column == 0 and cells.YEAR.match(words) is not None)
        if not is_name or not words.strip("-/—") or (column < len(headers) and NO_NAME.search(headers[column])):
            continue
        if column < len(headers) and UNIT_COLUMN.match(headers[column]) and is_unit(words):
            continue
        if len(words) > _LONGEST_NAME or (found and is_prose(words)):
            continue
        words = _OF_WHICH.sub("", words)
        if not found or found[-1] != words:
            found.append(words)
    return found
