"""Several numbers and several things: which of the things that are named before a run of numbers each of them counts.

Text comes in normal form.
"""

import re

from ingest.label import MAX_LABEL, Label
from ingest.lists import (
    COMPARING,
    ENDS_SEPARATELY,
    LONGEST_JOINT,
    SEPARATELY,
    are_joined,
    are_more,
    is_untold,
    items_of,
    share_a_unit,
    split,
)
from ingest.quantity import Figure
from ingest.yearlists import only_year

_MAX_ITEM = 4 * MAX_LABEL  # so that items made of items do not grow without end
_ALIKE_FIRST = re.compile(r"[均都皆双同]")  # spares most passages the search for the words
_ALIKE = re.compile(r"(?:均|都|皆|双双)(?=[为达是在实保有超逾高突要须应不])|同为|均(?=$)")
_ACT = re.compile(r"(?:率|数|量|立案|结案|受理|审结|办结|收件|办件)$")


def align(
    text: str, start: int, end: int, figures: list[Figure], arabic: list[int], found: list[Label], *, joined: bool
) -> None:
    """Gives the figures of each run (numbers joined by nothing but 、 or 和) the items of the list before it.

    `arabic` are the positions of the figures that may be of a list, `found` the labels of all of the
    passage; `joined` tells whether any two of them are near enough to be of one list.
    """
    one_by_one = text.find("分别", start, end) >= 0 or text.find("依次", start, end) >= 0
    is_alike = _ALIKE_FIRST.search(text, start, end) is not None
    if not (joined or one_by_one or (is_alike and _ALIKE.search(text, start, end))):
        return
    named: list[str] = []
    at = 0
    while at < len(arabic):
        run = [arabic[at]]
        while at + len(run) < len(arabic):
            left, right = figures[run[-1]], figures[arabic[at + len(run)]]
            if right.start - left.tail_end > LONGEST_JOINT or not are_joined(text, left, right, found[run[0]].before):
                break
            run.append(arabic[at + len(run)])
        first = found[run[0]]
        at += len(run)
        size = len(run)
        if size == 1 and not (one_by_one or is_alike):
            continue  # as most: nothing says that it counts more than one thing
        if size > 1:
            size -= sum(1 for position in run if figures[position].range_part == "high")
        if size > 1:
            items = items_of(text, start, figures, run[0], first.before, size)
            if items and not SEPARATELY.search(first.before) and not share_a_unit(figures, run, items):
                items = []  # 区委、区政府领导接访8批12人: one thing, counted twice
            if not items and SEPARATELY.search(first.before) and are_more(first.before, size):
                items = [f"◆{first.before}"] * size  # 甲、乙、丙分别为3件、5件: which are meant nobody knows
            elif items:
                named = items
            elif len(named) == size:
                # 三年分别受理3件、5件、7件,结案2件、4件、6件: of the years, but of another thing
                is_more = COMPARING.search(first.before) is not None
                items = [f"{item if is_more else only_year(item)}{first.before}" for item in named]
            elif SEPARATELY.search(first.before) and (run_at := at - len(run)) >= size:
                # 甲52项、乙318项,办件分别为3件和5件: the things are those of the figures before
                things = (found[position].items[0] for position in arabic[run_at - size : run_at])
                items = [
                    f"{thing[:_MAX_ITEM]}{found[position].before or first.before}"
                    for thing, position in zip(things, run, strict=False)
                ]
                if COMPARING.search(first.before):
                    for position, before in zip(run, arabic[run_at - size : run_at], strict=False):
                        found[position].compared = figures[before].start
            elif is_untold(text, start, figures, run, first.before) or _are_two_of_one(text, figures, run, found):
                items = [f"◆{first.before}"] * size  # 受理量依次为3件、5件、7件, 受理3、5件: of what nobody knows
            ordinal = -1
            for position in run:
                ordinal += figures[position].range_part != "high"
                found[position].items = [items[ordinal]] if items else [first.before]
        elif _ALIKE_FIRST.search(first.before) and (alike := _ALIKE.search(first.before)):
            several = split(first.before[: alike.start()], None)
            if len(several) > 1 and all(_ACT.search(part) for part in several):
                tail = first.before[alike.end() :]
                for position in run:
                    found[position].items = [f"{item}{tail}" for item in several]
        else:
            _name_one(found, run)


def _are_two_of_one(text: str, figures: list[Figure], run: list[int], found: list[Label]) -> bool:
    """Whether several numbers of one unit follow one name, and nothing behind the last tells them apart."""
    units = {figures[position].unit for position in run}
    is_range = any(figures[position].range_part for position in run)
    first = found[run[0]].before
    between = text[figures[run[0]].unit_end : figures[run[1]].start].strip()
    is_told = SEPARATELY.search(first) or COMPARING.search(first) or between[:1] not in "、和及与或"
    return len(units) == 1 and "" not in units and not (is_range or is_told or found[run[-1]].after)


def _name_one(found: list[Label], run: list[int]) -> None:
    """Gives both ends of a range one label, and marks that of one number for several things."""
    first = found[run[0]]
    if len(run) == 1 and ENDS_SEPARATELY.search(first.before) and are_more(first.before, 1):
        first.items = [f"◆{first.before}"]  # 甲、乙分别为3件。5件: which of them is meant nobody knows
    for position in run[1:]:
        found[position].items = [first.before]
