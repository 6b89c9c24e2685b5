"""The vocabulary of units: classifiers, measures and compounds, read from `seeds/units.csv`.

A unit is a row, not code: `unit` as printed and `not_before`, the characters that show that the word is another
one (部 before 门 is 部门, no unit).
"""

import csv
import re
from functools import cache, lru_cache
from typing import Final

from ground.paths import SEEDS

_SCALE: Final = re.compile(r"^[十百千万亿]{1,2}")
SEED: Final = SEEDS / "units.csv"
# Compounds by the name of their measure: 4.03个工作日 counts working days.
_ALIASES: Final = {"个工作日": "工作日", "个自然日": "自然日", "个小时": "小时", "个分钟": "分钟", "个百分点": "百分点",
            "个点": "百分点", "个月": "月", "个星期": "星期", "元人民币": "元", "件(次)": "件", "宗(次)": "宗",
            "起(次)": "起", "人(次)": "人次", "场(次)": "场次", "批(次)": "批次", "家(次)": "家次", "户(次)": "户次",
            "人·次": "人次", "人/次": "人次", "名次": "人次"}  # fmt: skip


_Unit = tuple[str, frozenset[str], str]  # as printed, what must not follow, its own name


@cache
def vocabulary() -> dict[str, tuple[_Unit, ...]]:
    """Units by the two characters (or the one) that they begin with, the longest first."""
    by_start: dict[str, list[_Unit]] = {}
    with SEED.open(encoding="utf-8", newline="") as lines:
        for row in csv.DictReader(lines):
            by_start.setdefault(row["unit"][:2], []).append(
                (row["unit"], frozenset(row["not_before"]), _ALIASES.get(row["unit"], row["unit"]))
            )
    return {start: tuple(sorted(units, key=lambda unit: -len(unit[0]))) for start, units in by_start.items()}


@lru_cache(maxsize=4096)
def _beginning(start: str) -> tuple[_Unit, ...]:
    """The units that two characters may begin, the longest first; one of the first alone last, where it may stand."""
    units = vocabulary()
    alone = tuple(unit for unit in units.get(start[:1], ()) if start[1:] not in unit[1])
    return units.get(start, ()) + alone if len(start) > 1 else alone


def unit_at(text: str, position: int) -> tuple[str, int]:
    """The unit printed at `position` and the offset behind it; ("", position) where none stands.

    Compounds are given by their measure: 个工作日 is 工作日, 件(次) is 件.
    """
    for unit, not_before, name in _beginning(text[position : position + 2]):
        end = position + len(unit)
        if len(unit) == 1 or (text.startswith(unit, position) and text[end : end + 1] not in not_before):
            return name, end
    return "", position


@lru_cache(maxsize=1024)
def is_unit(words: str) -> bool:
    """Whether words are nothing but a unit, with or without a magnitude: 件, 万件, 亿元, 百分点."""
    return any(said and unit_at(said, 0)[1] == len(said) for said in (words, _SCALE.sub("", words)))
