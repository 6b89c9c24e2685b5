"""The sums among a table's rows and columns, by their heads, and what they sum up."""

import re
from collections.abc import Sequence

from ingest import cells
from ingest.heads import OF_YEARS, is_of_reporter
from ingest.tablelines import TOTAL

# 受理申请总数: a total of its own among other rows, which it does not sum up.
_OWN_TOTAL = re.compile(r"(?:公开|申请|答复)[^,]{0,6}[总總][数數]$")
_FEWEST_SUMMED = 3  # columns before their sum, with that of the rows' names
YEAR, PART = "全年", "◆"
_BARE_TOTAL = re.compile(r"(?:[合总小]\s?计|累\s?计|总数)数?")
_QUARTER = re.compile(r"[一二三四1-4](?=\s?季度)")
_MONTH = re.compile(r"(?<![0-9])(?:1[0-2]|[1-9])(?=\s?月)")
_ONE_YEAR = re.compile(r"(?:19|20)[0-9]{2}")
_A_YEAR = re.compile(r"(?:19|20)[0-9]{2}年?度?$")
_SUM = re.compile(r"[(]?(?:全[省市区县州])?(?:[合总]计|总数)[)]?")


def sum_of(names: Sequence[str]) -> str:
    """What a bare total sums up among columns (or rows) of months, quarters or halves: `YEAR`, `PART`, or nothing."""
    parts = {name for name in names if cells.is_part_of_year(name)}
    if len(parts) < 2:
        return ""
    quarters = {mark for name in parts for mark in _QUARTER.findall(name)}
    months = {mark for name in parts for mark in _MONTH.findall(name)}
    halves = {mark for name in parts for mark in ("上半年", "下半年") if mark in name}
    years = {year for name in parts for year in _ONE_YEAR.findall(name)}
    is_whole = len(years) < 2 and (len(quarters) == 4 or len(months) == 12 or len(halves) == 2)
    return YEAR if is_whole else PART


def is_bare_total(name: str) -> bool:
    """Whether a head says that it is a sum and nothing else."""
    return _BARE_TOTAL.fullmatch(cells.without_unit(name)) is not None


def _sums_up(name: str) -> bool:
    return TOTAL.search(name) is not None and not (_OWN_TOTAL.search(name) or OF_YEARS.search(name))


def is_sum(name: str) -> bool:
    """Whether a row is nothing but the sum of the others."""
    return _SUM.fullmatch(name.replace(" ", "")) is not None


def parts(names: Sequence[Sequence[str]]) -> list[bool]:
    """Which rows (or columns) are parts of others: those that a row of totals sums up.

    They are those of its group where it stands in one, else all others. A sum of years is none of the year's own.
    """
    groups: dict[int, str] = {}
    for at, name in enumerate(names):
        if any(map(_sums_up, name)):
            groups[at] = next((word for word in name if not _sums_up(word)), "")
    summed = set(groups.values())
    years = {at for at, name in enumerate(names) if name and _A_YEAR.search(name[-1])}
    if groups and len(years) > 1 and not set(range(1, len(names))) - years - groups.keys():
        return [at in groups for at in range(len(names))]  # each year stands for itself, and their sum for none
    return [
        at not in groups and ("" in summed or (bool(name) and name[0] in summed)) and not is_of_reporter(name)
        for at, name in enumerate(names)
    ]


def column_parts(headers: Sequence[str]) -> list[bool]:
    """Which columns are parts of others: a sum that stands behind several columns sums up no other column behind it."""
    sums = [at for at, header in enumerate(headers) if is_bare_total(header)]
    is_part = parts([[header] for header in headers])
    if len(sums) != 1 or sums[0] < _FEWEST_SUMMED:
        return is_part
    behind = headers[sums[0] + 1 :]
    return [*is_part[: sums[0] + 1], *(header.startswith("其中") for header in behind)]
