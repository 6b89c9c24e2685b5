"""Development zones, new districts and parks that a text names: by their form, or because they are known."""

import csv
import re
from functools import cache

from ground.paths import SEEDS
from ingest.places import chain_in, is_named, short_name_at

SEED = SEEDS / "zones.csv"
_ZONE = re.compile(
    r"[\u4e00-\u9fff]{2,16}?(?:经济技术开发区|高新技术产业开发区|高新技术开发区|高新区|经开区|经济开发区|开发区|新区|工业园区|"
    r"产业园区|综合保税区|保税区|自贸区|自由贸易试验区|旅游度假区|风景名胜区|示范区|合作区|科学城|科技城|生态城)"
)
# Districts of the code, no zones beside it; 绍兴滨海新区 is one.
_DISTRICTS = re.compile(r"(?:上海市?)?浦东新区|(?:天津市?)?滨海新区")


@cache
def _known_zones() -> frozenset[str]:
    with SEED.open(encoding="utf-8", newline="") as lines:
        return frozenset(row["name_zh"] for row in csv.DictReader(lines))


def zone_named(words: str) -> str | None:
    """The zone that a clause of running text begins with: one that is known, or that bears a division's name."""
    zone = zone_in(words)
    if zone is None:
        return None
    begins = chain_in(zone, 0)
    named = (begins is not None and begins.start == 0) or short_name_at(zone, 0) is not None
    return zone if named or zone in _known_zones() else None


def zone_in(words: str) -> str | None:
    """The development zone, new district or park that a title or a body's name is of, as printed; else None."""
    head = re.split(r"(?:19|20)[0-9]{2}|关于", words)[0]
    match = _ZONE.match(head)
    if match is None or is_named(match.group()) or _DISTRICTS.fullmatch(match.group()):
        return None
    return match.group()
