"""What the heads of a table and lines within it tell: months by their numbers, years, next tables, those below."""

import re
from collections.abc import Sequence

from ingest import cells

_TWO_CAPTIONS = re.compile(r"表 ?[0-9一二三四五].{2,60} 表 ?[0-9一二三四五]")
_BARE_MONTH = re.compile(r"1[0-2]|0?[1-9]")
_BELOW = re.compile(r"各?(?:县区|区县|县市区|县[(]市?、?区[)]|乡镇|街道|乡镇街道|下级|基层)")
BELOW_FIRST = frozenset("各县区乡街下基")  # what _BELOW begins with: spares most heads the search
_LONGEST_HEAD = 40
_YEAR_NAMED = re.compile(r"[^0-9]{0,10}(?:19|20)[0-9]{2}\s?年?度?[^0-9]*")


def names_months(header: str, firsts: Sequence[str], names: Sequence[list[str]]) -> list[list[str]]:
    """The names of rows, those that count the months below 月份 (1, 2, 3) as months; `firsts` are their first cells."""
    if header != "月份":
        return list(names)
    return [
        [f"{int(first)}月"] if _BARE_MONTH.fullmatch(first) else name for first, name in zip(firsts, names, strict=True)
    ]


def are_two(caption: str) -> bool:
    """Whether a line names two tables that stand side by side."""
    return _TWO_CAPTIONS.search(caption) is not None


def is_of_those_below(header: str) -> bool:
    """Whether a column counts what the divisions below have, and no whole."""
    return _BELOW.fullmatch(cells.without_unit(header)) is not None


def names_a_year(words: str) -> bool:
    """Whether a cell's only numbers are a year."""
    return len(words) <= _LONGEST_HEAD and _YEAR_NAMED.fullmatch(words) is not None


def head_again(words: Sequence[str], opening: str, above: Sequence[str], width: int) -> list[list[str]] | None:
    """The head that a line within a table begins: a year for all that follows, or a next table's; None for other lines.

    `opening` is the first cell of the table's head, `above` the head so far, `width` how many cells a line has.
    """
    said = {word for word in words if word}
    if len(said) == 1 and width > 1:
        (word,) = said
        if cells.YEAR.match(word) and "年" in word:
            named = ["" if _YEAR_NAMED.fullmatch(head) else head for head in above]
            return [["", *[word] * (width - 1)], *([named] if any(named) else [])]
    is_next = bool(opening and above) and list(words[:1]) == [opening] and len(said) > 1
    return [list(words)] if is_next and not any(map(cells.number, words)) else None
